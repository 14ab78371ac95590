//! Searching every byte of a folder for what must not be there.
use std::fs;
use std::path::{Path, PathBuf};

/// Something to look for, in one spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    /// What it is, for the report.
    pub what: String,
    /// How it would stand on the disk.
    pub bytes: Vec<u8>,
}

/// Where a needle was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub what: String,
    /// In which file, or in whose name.
    pub path: PathBuf,
}

impl Needle {
    /// Exactly these bytes.
    pub fn bytes(what: &str, bytes: &[u8]) -> Self {
        Self { what: what.to_owned(), bytes: bytes.to_vec() }
    }

    /// A text as it is, in both orders of UTF-16, and in base64 whatever the
    /// place it starts at.
    pub fn text(what: &str, text: &str) -> Vec<Self> {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let mut all = vec![
            Self::bytes(&format!("{what}, plain"), text.as_bytes()),
            Self::bytes(&format!("{what}, UTF-16 little"), &little),
            Self::bytes(&format!("{what}, UTF-16 big"), &big),
        ];
        all.extend(Self::base64(what, text.as_bytes()));
        all
    }

    /// Bytes in base64, for each of the three places in a group they can start at.
    pub fn base64(what: &str, bytes: &[u8]) -> Vec<Self> {
        let at = |shift: usize| {
            let padded = [&[0; 2][..shift], bytes].concat();
            let whole = padded.len() / 3 * 3;
            let coded = base64(&padded[..whole]);
            // What mixes with the unknown bytes before it does not belong to the needle.
            let own = if shift == 0 { 0 } else { 4 };
            Self::bytes(&format!("{what}, base64"), &coded.as_bytes()[own..])
        };
        (0..3).map(at).collect()
    }
}

/// Every needle in every file below a folder, and in every name.
///
/// # Panics
/// When a folder cannot be read.
pub fn search(folder: &Path, needles: &[Needle]) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read").flatten() {
        let path = entry.path();
        let name = path.file_name().unwrap_or_default().as_encoded_bytes().to_vec();
        found.extend(within(&path, &name, needles));
        let kind = entry.file_type().expect("an entry has a kind");
        if kind.is_dir() {
            found.extend(search(&path, needles));
        } else if kind.is_file() {
            found.extend(within(&path, &fs::read(&path).unwrap_or_default(), needles));
        }
    }
    found
}

fn within(path: &Path, hay: &[u8], needles: &[Needle]) -> Vec<Finding> {
    let there = needles.iter().filter(|needle| contains(hay, &needle.bytes));
    there.map(|needle| Finding { what: needle.what.clone(), path: path.to_owned() }).collect()
}

/// Whether it stands anywhere in there.
pub(crate) fn contains(hay: &[u8], needle: &[u8]) -> bool {
    let Some(first) = needle.first() else { return false };
    let mut rest = hay;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        if rest[at..].starts_with(needle) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Whole groups of three bytes in base64.
fn base64(bytes: &[u8]) -> String {
    let groups = bytes.chunks_exact(3).map(|group| {
        let bits = group.iter().fold(0usize, |bits, byte| bits << 8 | usize::from(*byte));
        [18, 12, 6, 0].map(|shift| char::from(DIGITS[bits >> shift & 63]))
    });
    groups.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_canary_is_found_in_every_spelling_and_in_a_name() {
        let folder = tempfile::tempdir().unwrap();
        let needles = Needle::text("canary", "Kedai Kenari 4711");
        for (name, bytes) in [
            ("plain", b"xxKedai Kenari 4711xx".to_vec()),
            ("utf16", "..Kedai Kenari 4711".encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("coded0", base64(b"Kedai Kenari 4711!").into_bytes()),
            ("coded1", base64(b"?Kedai Kenari 4711").into_bytes()),
            ("coded2", base64(b"??Kedai Kenari 4711??").into_bytes()),
        ] {
            fs::create_dir_all(folder.path().join("deep")).unwrap();
            let file = folder.path().join("deep").join(name);
            fs::write(&file, bytes).unwrap();
            assert!(!search(folder.path(), &needles).is_empty(), "{name} is found");
            fs::remove_file(file).unwrap();
        }
        fs::write(folder.path().join("Kedai Kenari 4711.jpg"), "").unwrap();
        assert_eq!(search(folder.path(), &needles).len(), 1, "a file's name counts");
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("other"), "Kedai Kenara 4711").unwrap();
        assert_eq!(search(folder.path(), &Needle::text("canary", "Kedai Kenari 4711")), []);
    }
}

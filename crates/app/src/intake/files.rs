//! From what was dropped to the bytes of files, each looked at before it is taken.
use fault::{Code, Coded};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The largest file taken: 64 MiB, well above any photo or scan of a receipt.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// Files of one drop at most; a dropped home folder must not fill the vault.
pub const MOST_FILES: usize = 5_000;

/// Folders are entered this deep.
const DEEPEST: usize = 8;

/// Why a file was not taken. The original stays where it is.
#[derive(Debug, thiserror::Error)]
#[error("{code:?}")]
pub struct Refusal {
    /// The kind of trouble.
    pub code: Code,
    /// The file's name, without its folder.
    pub name: String,
}

impl Coded for Refusal {
    fn code(&self) -> Code {
        self.code
    }

    fn about(&self) -> Option<String> {
        Some(self.name.clone())
    }
}

/// The files in what was dropped, folders opened, in a stable order.
///
/// Inside a folder only pictures by name are taken and hidden entries are
/// passed over; a file dropped by itself is always looked at. Links inside a
/// folder are not followed, so that no loop and no surprise is walked into.
pub fn expand(dropped: &[PathBuf], is_picture_name: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in dropped {
        if path.is_dir() {
            walk(path, DEEPEST, &is_picture_name, &mut files);
        } else {
            files.push(path.clone());
        }
    }
    files.truncate(MOST_FILES);
    files
}

fn walk(
    folder: &Path,
    deeper: usize,
    is_picture_name: &impl Fn(&Path) -> bool,
    files: &mut Vec<PathBuf>,
) {
    let Ok(entries) = fs::read_dir(folder) else {
        // Listed as a file, it is refused with its reason.
        files.push(folder.to_owned());
        return;
    };
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    for path in paths.into_iter().filter(|path| !is_hidden(path)) {
        let Ok(kind) = path.symlink_metadata().map(|metadata| metadata.file_type()) else {
            continue;
        };
        if kind.is_dir() && deeper > 0 && files.len() < MOST_FILES {
            walk(&path, deeper - 1, is_picture_name, files);
        } else if kind.is_file() && is_picture_name(&path) {
            files.push(path);
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// Reads one file whole, or says why not.
pub fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    let refuse = |code| Refusal { code, name: shown_name(path) };
    let metadata = fs::metadata(path).map_err(|error| refuse(code_of(&error)))?;
    if metadata.is_dir() {
        return Err(refuse(Code::FileDenied));
    }
    if !metadata.is_file() {
        return Err(refuse(Code::FileSpecial));
    }
    if metadata.len() > LARGEST {
        return Err(refuse(Code::FileTooLarge));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    let file = File::open(path).map_err(|error| refuse(code_of(&error)))?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| refuse(code_of(&error)))?;
    check(&bytes).map_err(refuse)?;
    Ok(bytes)
}

/// Whether bytes can be taken at all: size, and what their first bytes say.
pub fn check(bytes: &[u8]) -> Result<&'static str, Code> {
    if bytes.is_empty() {
        return Err(Code::FileEmpty);
    }
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(Code::FileTooLarge);
    }
    mime(bytes).ok_or(Code::NotAPicture)
}

/// Whether a file of this length that begins so would have been taken in as `kind`.
pub fn is_kind(kind: &str, len: u64, start: &[u8]) -> bool {
    len <= LARGEST && mime(start) == Some(kind)
}

/// The kind of file by its first bytes; the name is not believed.
fn mime(bytes: &[u8]) -> Option<&'static str> {
    // A PDF may begin with empty lines.
    let kind = infer::get(bytes.trim_ascii_start()).or_else(|| infer::get(bytes))?.mime_type();
    [
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/tiff",
        "image/bmp",
        "image/gif",
        "image/heif",
        "image/heic",
        "image/avif",
        "application/pdf",
    ]
    .into_iter()
    .find(|known| *known == kind)
}

/// A file's name fit to be shown and kept: no line breaks, no control
/// characters or direction overrides, at most 200 characters.
pub fn shown_name(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_trick = |c: char| {
        c.is_control()
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
    };
    let clean: String = name.chars().map(|c| if is_trick(c) { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

fn code_of(error: &io::Error) -> Code {
    match error.kind() {
        io::ErrorKind::NotFound => Code::FileGone,
        io::ErrorKind::PermissionDenied => Code::FileDenied,
        _ => Code::FileGone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    fn jpg(path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension == "jpg")
    }

    #[test]
    fn folders_are_opened_and_links_are_not_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let inner = folder.path().join("march");
        fs::create_dir(&inner).expect("a folder");
        for name in ["b.jpg", "a.jpg", "notes.txt", ".hidden.jpg"] {
            fs::write(inner.join(name), PNG).expect("a file");
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path(), inner.join("loop")).expect("a link");
        let found = expand(&[folder.path().to_owned()], jpg);
        let names: Vec<String> = found.iter().map(|path| shown_name(path)).collect();
        assert_eq!(
            names,
            ["a.jpg", "b.jpg"],
            "only visible pictures, in order, and no endless walk"
        );
    }

    #[test]
    fn the_bytes_decide_and_not_the_name() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let cases: [(&str, &[u8], Option<Code>); 3] = [
            ("really.txt", PNG, None),
            ("fake.jpg", b"hello, this is text", Some(Code::NotAPicture)),
            ("empty.jpg", b"", Some(Code::FileEmpty)),
        ];
        for (name, bytes, refused) in cases {
            let path = folder.path().join(name);
            fs::write(&path, bytes).expect("a file");
            assert_eq!(read(&path).err().map(|refusal| refusal.code), refused, "{name}");
        }
        assert_eq!(
            read(&folder.path().join("gone.jpg")).err().map(|refusal| refusal.code),
            Some(Code::FileGone)
        );
    }

    #[test]
    fn a_file_too_large_is_refused_before_it_is_read() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("huge.jpg");
        File::create(&path).and_then(|file| file.set_len(LARGEST + 1)).expect("a sparse file");
        assert_eq!(read(&path).err().map(|refusal| refusal.code), Some(Code::FileTooLarge));
    }

    #[test]
    #[cfg(unix)]
    fn a_device_is_no_file() {
        assert_eq!(
            read(Path::new("/dev/zero")).err().map(|refusal| refusal.code),
            Some(Code::FileSpecial),
            "it would be read for ever"
        );
    }

    #[test]
    fn names_cannot_play_tricks() {
        assert_eq!(shown_name(Path::new("a\nb\u{202e}gpj.exe")), "a b gpj.exe");
        assert_eq!(shown_name(Path::new("收据 三月.jpg")), "收据 三月.jpg", "other scripts stay");
    }
}

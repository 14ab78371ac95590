//! An archive is read back from the disk before it counts: who leaves keeps
//! nothing else.
use super::content::{End, Kind};
use super::unpack::LARGEST_PART;
use crate::error::Error;
use crate::progress::{OnProgress, kib, tell};
use crate::views::ProgressStep;
use archive::{ArchiveError, Entry};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};
use store::table::attachment;

/// Reads a file that was written to its end: every row and every picture of
/// `wanted` is in it, each picture with its own bytes.
///
/// # Errors
/// What is wrong with it, as for one that comes; [`Error::Stopped`].
pub(super) fn read_back(
    mut file: &File,
    passphrase: Option<&str>,
    wanted: &End,
    on_progress: OnProgress<'_>,
) -> Result<(), Error> {
    file.sync_all().and_then(|()| file.rewind()).map_err(ArchiveError::File)?;
    let total = file.metadata().map_err(ArchiveError::File)?.len();
    let (mut seen, mut end, mut done) = (End::default(), None, 0);
    archive::read(BufReader::new(file), passphrase, &mut |entry: Entry<'_>| {
        done += entry.len;
        tell(on_progress, ProgressStep::Verifying, kib(done.min(total)), kib(total))?;
        match Kind::of(&entry.name) {
            Some(Kind::Rows(table)) => rows(&mut seen, table, entry.content)?,
            Some(Kind::Picture(sha256)) => picture(&mut seen, sha256, entry.content)?,
            Some(Kind::End) => end = Some(End::parse(entry.content)?),
            _ => {}
        }
        Ok::<_, Error>(())
    })?;
    match end {
        Some(end) if end == *wanted && seen == *wanted => Ok(()),
        _ => Err(differs()),
    }
}

fn rows(seen: &mut End, table: &str, content: &mut dyn Read) -> Result<(), Error> {
    // One part more could not be taken in again.
    for line in BufReader::new(content.take(LARGEST_PART)).lines() {
        line.map_err(|_| differs())?;
        seen.count_row(table);
    }
    Ok(())
}

fn picture(seen: &mut End, sha256: &str, content: &mut dyn Read) -> Result<(), Error> {
    let mut bytes = Vec::new();
    content.read_to_end(&mut bytes).map_err(ArchiveError::File)?;
    seen.pictures += 1;
    if attachment::sha256_of(&bytes) == sha256 { Ok(()) } else { Err(differs()) }
}

fn differs() -> Error {
    ArchiveError::Damaged("what was read back").into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use archive::Writer;
    use std::io::Write;

    const PICTURE: &[u8] = b"a picture";

    fn archive(passphrase: Option<&str>) -> (File, End) {
        let file = tempfile::tempfile().unwrap();
        let mut writer = Writer::begin(&file, passphrase).unwrap();
        let mut end = End { pictures: 1, ..End::default() };
        end.count_row("receipt");
        let picture = format!("pictures/{}.jpg", attachment::sha256_of(PICTURE));
        let said = serde_json::to_vec(&end).unwrap();
        for (name, mut bytes) in [
            ("tables/receipt/000001.jsonl", &b"{\"id\":1}\n"[..]),
            (picture.as_str(), PICTURE),
            ("end.json", said.as_slice()),
        ] {
            writer.entry(name, bytes.len() as u64, &mut bytes).unwrap();
        }
        writer.finish().unwrap();
        (file, end)
    }

    fn is_right(file: &File, passphrase: Option<&str>, wanted: &End) -> bool {
        read_back(file, passphrase, wanted, &crate::unwatched).is_ok()
    }

    #[test]
    fn one_that_is_whole_is_right_and_one_with_another_count_is_not() {
        for passphrase in [None, Some("walnut anchor seven")] {
            let (file, end) = archive(passphrase);
            assert!(is_right(&file, passphrase, &end));
            let more = End { pictures: 2, ..end };
            assert!(!is_right(&file, passphrase, &more), "a picture is missing");
        }
    }

    #[test]
    fn what_a_disk_changed_is_found() {
        let (mut file, end) = archive(None);
        let mut bytes = Vec::new();
        file.rewind().unwrap();
        file.read_to_end(&mut bytes).unwrap();
        let at = bytes.windows(PICTURE.len()).position(|window| window == PICTURE).unwrap();
        file.seek(std::io::SeekFrom::Start(at as u64)).unwrap();
        file.write_all(b"A").unwrap();
        assert!(!is_right(&file, None, &end), "one byte of a picture");
        file.set_len(at as u64).unwrap();
        assert!(!is_right(&file, None, &end), "it ends early");
    }
}

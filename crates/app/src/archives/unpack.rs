//! From an archive to a database. Whoever made it may mean no good: nothing of
//! it counts before all of it was looked at.
use super::content::{End, Kind, Manifest};
use crate::error::Error;
use crate::progress::{OnProgress, kib, tell};
use crate::views::ProgressStep;
use archive::{ArchiveError, Entry};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use store::Incoming;

/// Bytes of rows in one entry at most: they are held at once.
pub(super) const LARGEST_PART: u64 = 16 << 20;

/// Makes the place that the rows go to, once it is known whose they are.
pub(crate) type Begin<'b> = &'b mut dyn FnMut(&Manifest) -> Result<Incoming, Error>;

/// Reads an archive to its end into the database that `begin` makes; what the
/// archive says of itself.
///
/// # Errors
/// Which of no archive, damaged, cut, newer or not to be opened it is;
/// [`Error::Stopped`]; what `begin` gives.
pub(crate) fn unpack(
    path: &Path,
    passphrase: Option<&str>,
    on_progress: OnProgress<'_>,
    begin: Begin<'_>,
) -> Result<Manifest, Error> {
    let file = File::open(path).map_err(ArchiveError::File)?;
    let total = file.metadata().map_err(ArchiveError::File)?.len();
    let (seen, ended) = (End::default(), false);
    let mut unpacking = Unpacking { begin, begun: None, seen, ended, on_progress, done: 0, total };
    archive::read(BufReader::new(file), passphrase, &mut |entry| unpacking.take(entry))?;
    unpacking.finish()
}

/// An archive on its way in.
struct Unpacking<'u> {
    begin: Begin<'u>,
    begun: Option<(Incoming, Manifest)>,
    /// What came so far.
    seen: End,
    ended: bool,
    on_progress: OnProgress<'u>,
    done: u64,
    total: u64,
}

impl Unpacking<'_> {
    fn take(&mut self, entry: Entry<'_>) -> Result<(), Error> {
        if self.ended {
            return Err(ArchiveError::Damaged("what follows its end").into());
        }
        self.done += entry.len;
        let (done, total) = (kib(self.done.min(self.total)), kib(self.total));
        tell(self.on_progress, ProgressStep::Reading, done, total)?;
        match (Kind::of(&entry.name), &self.begun) {
            (Some(Kind::Manifest), None) => {
                let manifest = Manifest::parse(entry.content)?;
                self.begun = Some(((self.begin)(&manifest)?, manifest));
                Ok(())
            }
            (_, None) => Err(ArchiveError::NotAnArchive.into()),
            (Some(Kind::Rows(table)), Some((incoming, _))) => {
                rows(incoming, &mut self.seen, table, entry.content)
            }
            (Some(Kind::Picture(sha256)), Some((incoming, _))) => {
                self.seen.pictures += 1;
                incoming.picture(sha256, entry.content).map_err(in_archive)
            }
            (Some(Kind::Beside), Some(_)) => Ok(()),
            (Some(Kind::End), Some(_)) => self.end(&End::parse(entry.content)?),
            (Some(Kind::Manifest) | None, Some(_)) => Err(ArchiveError::Damaged("a name").into()),
        }
    }

    fn end(&mut self, wanted: &End) -> Result<(), Error> {
        self.ended = true;
        if self.seen == *wanted { Ok(()) } else { Err(ArchiveError::Damaged("a count").into()) }
    }

    fn finish(self) -> Result<Manifest, Error> {
        let (incoming, manifest) = self.begun.ok_or(ArchiveError::NotAnArchive)?;
        if !self.ended {
            return Err(ArchiveError::Cut.into());
        }
        incoming.finish().map_err(in_archive)?;
        Ok(manifest)
    }
}

fn rows(
    incoming: &Incoming,
    seen: &mut End,
    table: &str,
    content: &mut dyn Read,
) -> Result<(), Error> {
    let mut lines = String::new();
    let read = content.take(LARGEST_PART + 1).read_to_string(&mut lines);
    if read.map_err(|_| ArchiveError::Damaged("a row"))? as u64 > LARGEST_PART {
        return Err(ArchiveError::Damaged("a length").into());
    }
    for line in lines.lines() {
        incoming.row(table, line).map_err(in_archive)?;
        seen.count_row(table);
    }
    Ok(())
}

/// What the store does not take was wrong in the archive.
pub(crate) fn in_archive(error: store::Error) -> Error {
    match error {
        store::Error::Invalid(what) | store::Error::Damaged(what) => {
            ArchiveError::Damaged(what).into()
        }
        store::Error::Newer(_) => ArchiveError::Newer.into(),
        error => error.into(),
    }
}

//! Reading an archive that anybody may have made.
use crate::{ArchiveError, is_name, seal};
use std::io::{self, Cursor, Read};
use tar::{Archive, EntryType};

/// What an age file begins with.
const AGE: &[u8] = b"age-encryption.org/v1\n";
/// What a tar file has at this place of its first block.
const TAR: (usize, &[u8]) = (257, b"ustar");
const BLOCK: u64 = 512;

/// One entry.
pub struct Entry<'e> {
    /// Its name.
    pub name: String,
    /// Its bytes, by its header.
    pub len: u64,
    /// Its bytes.
    pub content: &'e mut dyn Read,
}

/// Hands every entry over in its order. What was handed over before an error is
/// the caller's to take back.
///
/// # Errors
/// Which of no archive, damaged, cut, newer or not to be opened it is; what
/// `each` gives.
pub fn read<E: From<ArchiveError>>(
    mut input: impl Read,
    passphrase: Option<&str>,
    each: &mut dyn FnMut(Entry<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut start = Vec::new();
    let first = (&mut input).take(seal::LONGEST_HEADER).read_to_end(&mut start);
    first.map_err(ArchiveError::File)?;
    let is_age = start.starts_with(AGE);
    if is_age && !seal::has_its_header(&start) {
        return Err(ArchiveError::Damaged("its header").into());
    }
    let whole = Cursor::new(start).chain(input);
    match (is_age, passphrase) {
        (true, None) => Err(ArchiveError::WrongPassphrase.into()),
        (true, Some(passphrase)) => tarred(seal::reader(whole, passphrase)?, each),
        (false, _) => tarred(whole, each),
    }
}

fn tarred<E: From<ArchiveError>>(
    mut input: impl Read,
    each: &mut dyn FnMut(Entry<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut start = Vec::new();
    (&mut input).take(BLOCK).read_to_end(&mut start).map_err(ArchiveError::of_reading)?;
    let (at, sign) = TAR;
    if !start.get(at..).is_some_and(|rest| rest.starts_with(sign)) {
        return Err(ArchiveError::NotAnArchive.into());
    }
    let mut archive = Archive::new(Cursor::new(start).chain(input));
    // Raw: no extension of the format is followed, which could make a small
    // entry large or give it another name.
    let entries = archive.entries().map_err(ArchiveError::of_reading)?.raw(true);
    for entry in entries {
        one(entry.map_err(ArchiveError::of_reading)?, each)?;
    }
    at_its_end(archive.into_inner())?;
    Ok(())
}

fn one<E: From<ArchiveError>>(
    entry: tar::Entry<'_, impl Read>,
    each: &mut dyn FnMut(Entry<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let header = entry.header();
    let regular = header.entry_type() == EntryType::Regular;
    let name = std::str::from_utf8(&header.path_bytes()).map(str::to_owned).unwrap_or_default();
    if !regular || !is_name(&name) {
        return Err(ArchiveError::Damaged("a name").into());
    }
    let len = header.entry_size().map_err(ArchiveError::of_reading)?;
    let mut content = Told { inner: entry, left: len, error: None };
    let done = each(Entry { name, len, content: &mut content });
    if let Some(error) = content.error.take() {
        return Err(error.into());
    }
    done?;
    io::copy(&mut content, &mut io::sink()).map_err(ArchiveError::of_reading)?;
    match content.left {
        0 => Ok(()),
        _ => Err(ArchiveError::Cut.into()),
    }
}

/// An entry's bytes. What is wrong with them is kept, so that it is told as what
/// it is, whoever read them.
struct Told<R> {
    inner: R,
    left: u64,
    error: Option<ArchiveError>,
}

impl<R: Read> Read for Told<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self.inner.read(bytes) {
            Ok(0) if self.left > 0 && !bytes.is_empty() => {
                self.error = Some(ArchiveError::Cut);
                Err(io::ErrorKind::UnexpectedEof.into())
            }
            Ok(read) => {
                self.left = self.left.saturating_sub(read as u64);
                Ok(read)
            }
            Err(error) => {
                let kind = error.kind();
                self.error = Some(ArchiveError::of_reading(error));
                Err(kind.into())
            }
        }
    }
}

/// Behind the last entry there are zeros alone; what is encrypted is known to
/// be whole once it was read to there.
fn at_its_end(mut rest: impl Read) -> Result<(), ArchiveError> {
    let mut block = [0; BLOCK as usize];
    loop {
        match rest.read(&mut block).map_err(ArchiveError::of_reading)? {
            0 => return Ok(()),
            read if block[..read].iter().all(|byte| *byte == 0) => {}
            _ => return Err(ArchiveError::Damaged("what follows its end")),
        }
    }
}

//! Archives: everything in open formats, for leaving and coming back.
//!
//! The rows of every table as JSON, the pictures as they were dropped and a
//! table for spreadsheets, in a tar file inside an age file. `ARCHIVE.md` says
//! what is in it; it is read by other programs, and by later versions of this one.
mod come_back;
mod content;
mod leave;
mod proof;
mod unpack;

pub use leave::write;
pub(crate) use unpack::{in_archive, unpack};

use crate::error::Error;
use envelope::Passphrase;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Whether a passphrase for a file is long enough.
pub(crate) fn check_passphrase(passphrase: Option<&str>) -> Result<(), Error> {
    Ok(passphrase
        .map(|passphrase| Passphrase::choose(passphrase).map(drop))
        .transpose()
        .map(drop)?)
}

/// Whether a file begins with these bytes.
pub(crate) fn begins_with(path: &Path, first: &[u8]) -> Result<bool, Error> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(archive::ArchiveError::File)?;
    file.take(first.len() as u64).read_to_end(&mut bytes).map_err(archive::ArchiveError::File)?;
    Ok(bytes == first)
}

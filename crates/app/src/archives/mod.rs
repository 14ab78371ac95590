//! Archives: everything in open formats, for leaving and coming back.
//!
//! The rows of every table as JSON, the pictures as they were dropped and a
//! table for spreadsheets, in a tar file inside an age file. `ARCHIVE.md` says
//! what is in it; it is read by other programs, and by later versions of this one.
mod come_back;
mod content;
mod leave;

pub use leave::write;

use crate::error::Error;
use envelope::Passphrase;

/// Whether a passphrase for a file is long enough.
pub(crate) fn check_passphrase(passphrase: Option<&str>) -> Result<(), Error> {
    Ok(passphrase
        .map(|passphrase| Passphrase::choose(passphrase).map(drop))
        .transpose()
        .map(drop)?)
}

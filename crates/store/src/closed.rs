//! Why a database does not open, as far as its file tells.
use crate::{
    Error, Result, connection,
    raw_page::{PAGE, decrypt, is_of_a_tree},
    schema,
};
use std::{
    fs::{self, File},
    io::{BufReader, ErrorKind, Read},
    path::Path,
};

/// Why a database does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// There is none, or one of no bytes.
    Missing,
    /// Nothing at its beginning was written under this key.
    Foreign,
    /// It was written under this key, and a page of what says which tables there
    /// are cannot be read, the first for one: without it nothing of the file can.
    Unreadable,
    /// As much of it can be read as [`crate::salvage`] needs.
    Broken,
}

/// How much of the beginning is looked at for pages of ours.
const BEGINNING: usize = 1024;

/// Looks at a file that did not open; nothing is written. One that would open
/// is told as [`Closed::Broken`].
///
/// # Errors
/// [`Error::Newer`] for one that a newer version wrote; what the file system says.
pub fn why_closed(path: &Path, key: &[u8; 32]) -> Result<Closed> {
    match fs::metadata(path) {
        Ok(file) if file.len() > 0 => {}
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => return Ok(Closed::Missing),
    }
    match connection::open_damaged(path, key).and_then(|conn| schema::version(&conn)) {
        Ok(_) => Ok(Closed::Broken),
        Err(Error::WrongKey | Error::Damaged(_)) => Ok(match has_page_of(path, key)? {
            true => Closed::Unreadable,
            false => Closed::Foreign,
        }),
        Err(error) => Err(error),
    }
}

/// Whether a page at the beginning is one of a database under this key.
fn has_page_of(path: &Path, key: &[u8; 32]) -> Result<bool> {
    let mut file = BufReader::with_capacity(1 << 20, File::open(path)?);
    let mut page = [0; PAGE];
    for number in 0..BEGINNING {
        match file.read_exact(&mut page) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error.into()),
        }
        // The first has the file's own header before its tree.
        if number > 0 && is_of_a_tree(decrypt(&mut page, key, false)?) {
            return Ok(true);
        }
    }
    Ok(false)
}

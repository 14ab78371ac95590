//! What of the file can be read, and what follows where it cannot.
use super::Store;
use crate::{Cancel, Error, Result, View, connection, error::A_PAGE};
use std::{path::Path, sync::atomic::Ordering};

/// As [`Store::check`], of a file that nobody has open.
///
/// # Errors
/// [`Error::Damaged`], [`Error::WrongKey`], [`Error::Missing`].
pub fn check_file(path: &Path, key: &[u8; 32]) -> Result<()> {
    connection::check_file(path)?;
    let conn = connection::open_reader(path, Some(key))?;
    connection::check_content(&View::new(&conn))
}

impl Store {
    /// From here on it is read and no longer written: it was found to be damaged.
    pub fn freeze(&self) {
        self.writer.freeze();
    }

    /// Whether it is open for reading alone.
    pub fn is_frozen(&self) -> bool {
        self.writer.is_frozen()
    }

    /// Whether anything came upon a damaged page since this was last asked.
    pub fn came_upon_damage(&self) -> bool {
        self.met.swap(false, Ordering::SeqCst)
    }

    /// Whoever comes upon a damaged page freezes the store: what is still written
    /// could make it worse. A value that makes no sense is no damage of the file.
    pub(super) fn heed<T>(&self, outcome: Result<T>) -> Result<T> {
        if matches!(outcome, Err(Error::Damaged(A_PAGE) | Error::WrongKey)) {
            self.freeze();
            self.met.store(true, Ordering::SeqCst);
        }
        outcome
    }

    /// Checks every page's authentication, the structure, the indexes and the
    /// references. Slow: for idle times.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn check(&self) -> Result<()> {
        self.check_until(&Cancel::new())
    }

    /// As [`Store::check`]; [`Cancel::cancel`] from another thread ends it with [`Error::Cancelled`].
    pub fn check_until(&self, cancel: &Cancel) -> Result<()> {
        if !self.is_frozen() {
            self.truncate_wal()?;
        }
        self.read_until(cancel, connection::check_content)
    }
}

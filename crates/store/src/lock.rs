//! One process at a time has a database open.
use crate::{Error, Result};
use std::{
    ffi::OsString,
    fs::{File, OpenOptions, TryLockError},
    path::Path,
};

/// Held while the database is open; the system lets go of it when the process ends, however it ends.
pub(crate) struct Lock(#[allow(dead_code, reason = "held for its lock")] File);

impl Lock {
    /// Locks the empty file `<database>-lock`.
    pub(crate) fn take(database: &Path) -> Result<Self> {
        let mut name = OsString::from(database);
        name.push("-lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(name)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(Error::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

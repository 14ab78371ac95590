//! One profile's folder and its lock.
use super::{Error, ProfileId};
use envelope::{HeaderFile, make_private_folder, sync_folder};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// The folder of a profile.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    pub(super) id: ProfileId,
    path: PathBuf,
}

/// Held while a process has the profile open. The system lets go of it when
/// the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock(#[allow(dead_code, reason = "held for its lock")] File);

impl Folder {
    pub(super) fn new(id: ProfileId, path: PathBuf) -> Self {
        Self { id, path }
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    pub(super) fn database(&self) -> PathBuf {
        self.file("vault.db")
    }

    pub(super) fn header(&self) -> HeaderFile {
        HeaderFile::in_folder(&self.path)
    }

    pub(super) fn lock(&self) -> Result<Lock, Error> {
        let file = open_private(&self.file("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => Err(Error::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Makes the folder, which must not be there, and marks it unfinished.
    pub(super) fn begin(&self) -> Result<Lock, Error> {
        if self.path.try_exists()? {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
        }
        make_private_folder(&self.path)?;
        let lock = self.lock()?;
        open_private(&self.file(UNFINISHED))?.sync_all()?;
        sync_folder(&self.path)?;
        Ok(lock)
    }

    /// From here on the profile is one.
    pub(super) fn finish(&self) -> Result<(), Error> {
        fs::remove_file(self.file(UNFINISHED))?;
        sync_folder(&self.path)?;
        self.path.parent().map_or(Ok(()), sync_folder)?;
        Ok(())
    }

    /// Whether it was begun and never became a profile.
    pub(super) fn is_unfinished(&self) -> bool {
        let has = |name: &str| self.file(name).exists();
        has(UNFINISHED) || !["header", "header.previous", "vault.db", "label"].into_iter().any(has)
    }

    /// Removes everything, what opens it first.
    pub(super) fn remove(&self) -> io::Result<()> {
        for header in ["header", "header.previous"] {
            fs::remove_file(self.file(header)).or_else(ignore_missing)?;
        }
        fs::remove_dir_all(&self.path).or_else(ignore_missing)
    }
}

const UNFINISHED: &str = "unfinished";

/// Opens a file that only its owner can read, and makes it if need be.
pub(super) fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn ignore_missing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

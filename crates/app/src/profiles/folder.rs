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
    pub(super) path: PathBuf,
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
        self.mark()?;
        Ok(lock)
    }

    /// From here on it is no profile: it is being made or removed.
    pub(super) fn mark(&self) -> Result<(), Error> {
        open_private(&self.file(UNFINISHED))?.sync_all()?;
        Ok(sync_folder(&self.path)?)
    }

    pub(super) fn is_there(&self) -> Result<bool, Error> {
        Ok(self.path.try_exists()?)
    }

    /// Where a profile that comes from a backup is made whole.
    pub(super) fn arriving(&self) -> Self {
        Self { id: self.id, path: self.beside(ARRIVING) }
    }

    /// Keeps a profile beside the one that takes its place; it is listed no more.
    pub(super) fn set_aside(&self, moment: i64) -> Result<(), Error> {
        Ok(fs::rename(&self.path, self.beside(&format!("{SET_ASIDE}{moment}")))?)
    }

    /// Gives it another folder's place, which is free.
    pub(super) fn rename(&self, to: &Self) -> Result<(), Error> {
        fs::rename(&self.path, &to.path)?;
        Ok(to.path.parent().map_or(Ok(()), sync_folder)?)
    }

    fn beside(&self, ending: &str) -> PathBuf {
        self.path.with_file_name(format!("{}{ending}", self.id))
    }

    /// From here on the profile is one.
    pub(super) fn finish(&self) -> Result<(), Error> {
        fs::remove_file(self.file(UNFINISHED))?;
        sync_folder(&self.path)?;
        self.path.parent().map_or(Ok(()), sync_folder)?;
        Ok(())
    }

    /// Whether it is no profile: [marked](Self::is_marked) as none, or empty.
    pub(super) fn is_unfinished(&self) -> bool {
        // What cannot be looked at is taken to be there.
        let has = |name: &&str| self.file(name).try_exists().unwrap_or(true);
        self.is_marked() || !["header", "header.previous", "vault.db", "label"].iter().any(has)
    }

    /// Whether it was begun and never became a profile, or its removal was begun. A
    /// folder that is merely empty may be the place of a disk that is not there now.
    pub(super) fn is_marked(&self) -> bool {
        self.file(UNFINISHED).exists()
    }

    fn remove_all_but(&self, kept: &str) -> io::Result<()> {
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            if entry.file_name() == kept {
                continue;
            }
            match entry.file_type()?.is_dir() {
                true => fs::remove_dir_all(entry.path())?,
                false => fs::remove_file(entry.path())?,
            }
        }
        Ok(())
    }

    /// From here on nothing opens it.
    pub(super) fn destroy_headers(&self) -> io::Result<()> {
        for header in ["header", "header.previous", "header.new", "header.previous.new"] {
            destroy(&self.file(header)).or_else(ignore_missing)?;
        }
        Ok(())
    }

    /// Removes everything, what opens it first, and last the mark that says so.
    pub(super) fn remove(&self) -> io::Result<()> {
        self.destroy_headers()?;
        self.remove_all_but(UNFINISHED).or_else(ignore_missing)?;
        fs::remove_dir_all(&self.path).or_else(ignore_missing)?;
        self.path.parent().map_or(Ok(()), sync_folder)
    }
}

/// What the name of an arriving profile's folder ends in.
pub(super) const ARRIVING: &str = ".arriving";
/// What the name of the folder of a profile that was set aside goes on with.
pub(super) const SET_ASIDE: &str = ".set-aside-";
const UNFINISHED: &str = "unfinished";

/// Opens a file that only its owner can read, and makes it if need be.
pub(super) fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Overwrites a small file before it goes: its name alone would leave its
/// bytes on the disk. What a solid-state disk keeps is out of our hands.
fn destroy(path: &Path) -> io::Result<()> {
    let file = OpenOptions::new().write(true).open(path)?;
    let length = usize::try_from(file.metadata()?.len()).unwrap_or_default();
    io::Write::write_all(&mut &file, &vec![0; length])?;
    file.sync_all()?;
    fs::remove_file(path)
}

fn ignore_missing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

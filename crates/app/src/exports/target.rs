//! Writing a file the user chose: whole or not at all.
use fault::{Code, Coded};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Why the chosen file was not written. What stood there before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum TargetError {
    /// The folder or file may not be written.
    #[error("the target cannot be written")]
    Denied {
        /// Its cause.
        source: io::Error,
        /// The file's name, without its folder.
        name: String,
    },
    /// No room.
    #[error("the disk is full")]
    Full {
        /// The file's name, without its folder.
        name: String,
    },
}

impl TargetError {
    /// What the file system's word means for the file that was to be written.
    pub(crate) fn of(error: io::Error, path: &Path) -> Self {
        let name = crate::intake::shown_name(path);
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { name },
            _ => Self::Denied { source: error, name },
        }
    }
}

impl Coded for TargetError {
    fn code(&self) -> Code {
        match self {
            Self::Denied { .. } => Code::TargetDenied,
            Self::Full { .. } => Code::DiskFull,
        }
    }

    fn about(&self) -> Option<String> {
        match self {
            Self::Denied { name, .. } | Self::Full { name } => Some(name.clone()),
        }
    }
}

/// Puts `bytes` at `path` in one step.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), TargetError> {
    let target = Target::begin(path)?;
    let written = target.file().write_all(bytes);
    written.map_err(|error| TargetError::of(error, path))?;
    target.finish()
}

/// A file that is being written; what stood at its place stands until it is whole.
///
/// On Linux it is first written without a name, so that a kill leaves nothing
/// readable behind; then it gets its name at once.
pub(crate) struct Target<'p> {
    path: &'p Path,
    pending: Pending,
}

enum Pending {
    #[cfg(target_os = "linux")]
    Unnamed(File),
    Named(NamedTempFile),
}

impl<'p> Target<'p> {
    pub(crate) fn begin(path: &'p Path) -> Result<Self, TargetError> {
        let pending = unnamed(path)
            .or_else(|error| if needs_a_name(&error) { named(path) } else { Err(error) })
            .map_err(|error| TargetError::of(error, path))?;
        Ok(Self { path, pending })
    }

    /// What is written to, and can be read back.
    pub(crate) fn file(&self) -> &File {
        match &self.pending {
            #[cfg(target_os = "linux")]
            Pending::Unnamed(file) => file,
            Pending::Named(file) => file.as_file(),
        }
    }

    /// Gives it its name, once it is on the disk.
    pub(crate) fn finish(self) -> Result<(), TargetError> {
        let path = self.path;
        self.placed().map_err(|error| TargetError::of(error, path))
    }

    fn placed(self) -> io::Result<()> {
        self.file().sync_all()?;
        match self.pending {
            #[cfg(target_os = "linux")]
            Pending::Unnamed(file) => link(&file, self.path),
            Pending::Named(file) => Ok(file.persist(self.path).map(drop)?),
        }
    }
}

/// `O_TMPFILE` is a matter of the file system; USB sticks often lack it.
fn needs_a_name(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::IsADirectory | io::ErrorKind::InvalidInput
    )
}

#[cfg(target_os = "linux")]
fn unnamed(path: &Path) -> io::Result<Pending> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    let mode = Mode::from_raw_mode(0o600);
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    Ok(Pending::Unnamed(File::from(openat(CWD, folder_of(path), flags, mode)?)))
}

#[cfg(target_os = "linux")]
fn link(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat, renameat, unlinkat};
    use std::os::fd::AsRawFd;
    let source = format!("/proc/self/fd/{}", file.as_raw_fd());
    match linkat(CWD, &*source, CWD, path, AtFlags::SYMLINK_FOLLOW) {
        Ok(()) => return sync_folder(folder_of(path)),
        Err(rustix::io::Errno::EXIST) => {}
        Err(error) => return Err(error.into()),
    }
    // A link cannot replace a file, a rename can: the complete file has a
    // second name for that one moment.
    let beside =
        path.with_file_name(format!(".{}.{}", crate::intake::shown_name(path), std::process::id()));
    linkat(CWD, &*source, CWD, &beside, AtFlags::SYMLINK_FOLLOW)?;
    renameat(CWD, &beside, CWD, path).inspect_err(|_| {
        // Best effort: the error that is told is the rename's.
        let _ = unlinkat(CWD, &beside, AtFlags::empty());
    })?;
    sync_folder(folder_of(path))
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path) -> io::Result<Pending> {
    Err(io::ErrorKind::Unsupported.into())
}

fn named(path: &Path) -> io::Result<Pending> {
    let named = tempfile::Builder::new().prefix(".quittance-").tempfile_in(folder_of(path))?;
    Ok(Pending::Named(named))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(target_os = "linux")]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder");
        entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn a_new_file_and_an_old_one_are_written_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("receipts.csv");
        for content in ["first", "second, and longer"] {
            write_whole(&path, content.as_bytes()).expect("the folder can be written");
            assert_eq!(fs::read_to_string(&path).expect("the file"), content);
        }
        assert_eq!(names(folder.path()), ["receipts.csv"], "nothing else may be left beside it");
    }

    #[test]
    fn without_a_folder_the_fault_names_the_file_and_not_its_path() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let error = write_whole(&folder.path().join("gone/receipts.csv"), b"x")
            .expect_err("there is no such folder");
        assert_eq!(error.code(), Code::TargetDenied);
        assert_eq!(
            error.about().as_deref(),
            Some("receipts.csv"),
            "a path is none of the face's business"
        );
    }

    /// A file system of 256 KiB, where this user may mount one.
    #[cfg(target_os = "linux")]
    fn small_disk(at: &Path) -> Option<SmallDisk<'_>> {
        let mount = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
            .arg(at)
            .output();
        mount.is_ok_and(|mount| mount.status.success()).then_some(SmallDisk(at))
    }

    #[cfg(target_os = "linux")]
    struct SmallDisk<'p>(&'p Path);

    #[cfg(target_os = "linux")]
    impl Drop for SmallDisk<'_> {
        fn drop(&mut self) {
            // A mount that stays is seen by the folder's own removal.
            drop(std::process::Command::new("umount").arg(self.0).output());
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    fn a_full_disk_leaves_the_old_file_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let Some(disk) = small_disk(folder.path()) else {
            eprintln!("skipped: a full disk (mounting is not allowed here)");
            return;
        };
        let path = folder.path().join("receipts.csv");
        write_whole(&path, b"old").expect("there is room for three bytes");
        let error = write_whole(&path, &vec![b'x'; 1 << 20]).expect_err("a mebibyte does not fit");
        assert_eq!(
            error.code(),
            Code::DiskFull,
            "the user is told to make room, not that it is forbidden: {error:?}"
        );
        assert_eq!(
            fs::read(&path).expect("the old file"),
            b"old",
            "the old export must stay as it was"
        );
        assert_eq!(names(folder.path()), ["receipts.csv"], "nothing half-written may stay");
        drop(disk);
    }

    #[test]
    fn the_fallback_is_whole_too() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("receipts.csv");
        fs::write(&path, "old").expect("a file");
        let pending = named(&path).expect("the folder can be written");
        let target = Target { path: &path, pending };
        target.file().write_all(b"new").expect("there is room");
        target.finish().expect("it gets its name");
        assert_eq!(fs::read_to_string(&path).expect("the file"), "new");
        assert_eq!(names(folder.path()).len(), 1, "the temporary name must be gone");
    }
}

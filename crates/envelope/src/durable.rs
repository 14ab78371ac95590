//! Small private files that are either the old one or the new one, whole.
use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Writes a file that only its owner can read: beside the target, flushed to
/// the disk, then renamed over it, and the folder flushed too. After a crash
/// the old content stands, or the new.
///
/// # Errors
/// What the file system says; the target is untouched and nothing is left.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path);
    let written = write_new(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // Best effort: the error that matters is the first one.
        fs::remove_file(&beside).ok();
    }
    written?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes a folder that only its owner can enter, with its parents.
///
/// # Errors
/// What the file system says; a folder that is already there is none.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Flushes a folder's list of names to the disk.
///
/// # Errors
/// What the file system says. Windows keeps that list itself.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

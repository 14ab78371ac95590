//! A file under a passing name, until it is whole.
use crate::exports::TargetError;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;
use tempfile::NamedTempFile;

const PREFIX: &str = ".quittance-";
const SUFFIX: &str = ".part";

/// A file that is being written; it goes again unless it is given its name.
pub(super) struct Part(NamedTempFile);

impl Part {
    /// Begins one in a folder, and removes those that a kill left there.
    pub(super) fn begin(folder: &Path) -> io::Result<Self> {
        sweep(folder);
        let part = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
        // Held for as long as it is being written, so that nobody sweeps it.
        part.as_file().lock()?;
        Ok(Self(part))
    }

    pub(super) fn file(&self) -> &File {
        self.0.as_file()
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Gives it its name, in the place of what had it.
    pub(super) fn finish(self, path: &Path) -> Result<(), TargetError> {
        let placed = self.0.persist(path).map_err(|error| error.error);
        let synced = placed.and_then(|_| path.parent().map_or(Ok(()), envelope::sync_folder));
        synced.map_err(|error| TargetError::of(error, path))
    }
}

/// Best effort: what stays is encrypted, and in nobody's way.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let left = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if left && is_nobodys(&entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_nobodys(path: &Path) -> bool {
    OpenOptions::new().write(true).open(path).is_ok_and(|file| file.try_lock().is_ok())
}

//! The copy that a backup is written from: beside the vault, under its key.
use crate::error::Error;
use crate::progress::{OnProgress, tell};
use crate::session::Session;
use crate::views::ProgressStep;
use std::fs;
use std::path::{Path, PathBuf};
use store::Cache;

/// A copy that was looked at from end to end. It goes when it is dropped.
pub(super) struct Snapshot(PathBuf);

impl Snapshot {
    pub(super) fn take(session: &Session, on_progress: OnProgress<'_>) -> Result<Self, Error> {
        let profile = session.open_profile();
        let snapshot = Self(profile.snapshot()?);
        let key = profile.db_key().expose();
        let mut on_rows = |done, total| {
            let told = tell(on_progress, ProgressStep::Copying, done, total);
            told.map_or(std::ops::ControlFlow::Break(()), std::ops::ControlFlow::Continue)
        };
        session.store().copy_to(&snapshot.0, key, Cache::Left, &mut on_rows)?;
        tell(on_progress, ProgressStep::Checking, 0, 1)?;
        store::check_file(&snapshot.0, key)?;
        tell(on_progress, ProgressStep::Checking, 1, 1)?;
        Ok(snapshot)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn len(&self) -> Result<u64, Error> {
        Ok(fs::metadata(&self.0).map_err(store::Error::from)?.len())
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        for beside in ["", "-wal", "-shm"] {
            let mut name = self.0.clone().into_os_string();
            name.push(beside);
            // What stays is encrypted, and goes when the profile is opened.
            let _ = fs::remove_file(name);
        }
    }
}

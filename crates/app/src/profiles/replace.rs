//! Another database in the place of a damaged one, which is kept.
use super::{
    Error, OpenProfile,
    renew::{DATABASE, settle_database},
};
use envelope::sync_folder;
use jiff::Timestamp;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const KEPT: &str = "damaged-";

/// What a damaged database left, under the key of its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// When another one took its place.
    pub(crate) since: Timestamp,
    /// Of the database or of the log beside it.
    pub(crate) bytes: u64,
    path: PathBuf,
}

impl OpenProfile {
    /// Puts `with` in the place of the damaged database, which stays beside it
    /// with its log; what it is called now. What a kill cuts short is done when
    /// the profile is opened next, as at the end of a renewal.
    ///
    /// # Errors
    /// [`Error::File`]; the damaged one stands then, or its log and it are kept
    /// and the other one takes its place at the next opening.
    pub(crate) fn replace_damaged(&self, with: &Path, moment: i64) -> Result<String, Error> {
        let (name, vault) = (format!("{KEPT}{moment}.db"), self.database());
        keep(&vault, &self.folder.file(&name))?;
        let log = self.folder.file("vault.db-wal");
        if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
            keep(&log, &self.folder.file(&format!("{name}-wal")))?;
        }
        fs::rename(with, self.folder.file(DATABASE))?;
        vault.parent().map_or(Ok(()), sync_folder)?;
        settle_database(&self.folder, self.db_key())?;
        Ok(name)
    }

    /// The damaged databases and logs that are kept, in no order.
    ///
    /// # Errors
    /// [`Error::File`].
    pub(crate) fn kept_damaged(&self) -> Result<Vec<Kept>, Error> {
        let vault = self.database();
        let folder = vault.parent().map_or_else(|| Ok(Vec::new()), entries)?;
        Ok(folder.into_iter().filter_map(kept).collect())
    }

    /// Removes them.
    ///
    /// # Errors
    /// [`Error::File`]; those that could be removed are gone.
    pub(crate) fn remove_kept_damaged(&self) -> Result<(), Error> {
        let removed: Vec<io::Result<()>> =
            self.kept_damaged()?.into_iter().map(|kept| fs::remove_file(kept.path)).collect();
        self.database().parent().map_or(Ok(()), sync_folder)?;
        Ok(removed.into_iter().collect::<io::Result<()>>()?)
    }
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}

fn kept(path: PathBuf) -> Option<Kept> {
    let (moment, ending) = path.file_name()?.to_str()?.strip_prefix(KEPT)?.split_once('.')?;
    if !matches!(ending, "db" | "db-wal") {
        return None;
    }
    let since = Timestamp::from_millisecond(moment.parse().ok()?).ok()?;
    Some(Kept { since, bytes: fs::metadata(&path).ok()?.len(), path })
}

/// Under another name too; as a copy where the disk knows no second names.
fn keep(file: &Path, also: &Path) -> Result<(), Error> {
    if fs::hard_link(file, also).is_err() {
        fs::copy(file, also)?;
        fs::File::open(also)?.sync_all()?;
    }
    Ok(())
}

//! Another database in the place of a damaged one.
use super::{
    Error, OpenProfile,
    renew::{DATABASE, settle_database},
};
use envelope::sync_folder;
use std::fs;
use std::path::Path;

impl OpenProfile {
    /// Puts `with` in the place of the damaged database, which stays beside it
    /// with its log; what it is called now. What a kill cuts short is done when
    /// the profile is opened next, as at the end of a renewal.
    ///
    /// # Errors
    /// [`Error::File`]; the damaged one stands then, or its log and it are kept
    /// and the other one takes its place at the next opening.
    pub(crate) fn replace_damaged(&self, with: &Path, moment: i64) -> Result<String, Error> {
        let (name, vault) = (format!("damaged-{moment}.db"), self.database());
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
}

/// Under another name too; as a copy where the disk knows no second names.
fn keep(file: &Path, also: &Path) -> Result<(), Error> {
    if fs::hard_link(file, also).is_err() {
        fs::copy(file, also)?;
        fs::File::open(also)?.sync_all()?;
    }
    Ok(())
}

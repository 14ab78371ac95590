//! Another database in the place of a damaged one.
use super::{Error, OpenProfile};
use envelope::sync_folder;
use std::fs;
use std::path::Path;

impl OpenProfile {
    /// Puts `with` in the place of the damaged database, which stays beside it;
    /// what it is called now. At every moment one of the two is the profile's.
    ///
    /// # Errors
    /// [`Error::File`]; the damaged one stands then.
    pub(crate) fn replace_damaged(&self, with: &Path, moment: i64) -> Result<String, Error> {
        let name = format!("damaged-{moment}.db");
        let (vault, kept) = (self.database(), self.folder.file(&name));
        if fs::hard_link(&vault, &kept).is_err() {
            fs::copy(&vault, &kept)?;
        }
        // The log of the one must never be taken for that of the other.
        let (log, kept_log) = (self.folder.file("vault.db-wal"), format!("{name}-wal"));
        match fs::rename(log, self.folder.file(&kept_log)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        fs::rename(with, &vault)?;
        vault.parent().map_or(Ok(()), sync_folder)?;
        self.set_damaged(false)?;
        Ok(name)
    }
}

//! A database that anybody may have made, looked through before anything of it counts.
use crate::fields::Origins;
use crate::intake;
use store::table::{attachment, receipt};
use store::{Error, Store};

/// Reads all that is in it as it will be read: every row and every state that the log
/// knows of one, what only this crate can read of a receipt, every file's bytes.
///
/// # Errors
/// [`Error::Damaged`] with what this app would never have written.
pub(crate) fn look_through(store: &Store) -> Result<(), Error> {
    store.read(|view| {
        store::read_back(view)?;
        for (column, reads) in Origins::COLUMNS {
            if !receipt::ever_said(view, column)?.iter().all(|text| reads(text)) {
                return Err(Error::Damaged(column));
            }
        }
        attachment::verify_all(view, |file, start| intake::is_kind(&file.mime, file.len, start))
    })
}

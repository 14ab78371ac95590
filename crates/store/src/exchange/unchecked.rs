//! A connection whose references are not checked until the end: what refers to
//! another row may come before it.
use crate::{Error, Result, View, connection};
use rusqlite::Connection;
use std::path::Path;

/// While it is there. However the work ends, the connection is as before then.
pub(super) struct Unchecked<'c> {
    pub(super) conn: &'c mut Connection,
    attached: bool,
}

impl<'c> Unchecked<'c> {
    pub(super) fn begin(conn: &'c mut Connection) -> Result<Self> {
        conn.pragma_update(None, "foreign_keys", false)?;
        Ok(Self { conn, attached: false })
    }

    /// With another file too, as `source`.
    pub(super) fn attach(mut self, path: &Path, key: &[u8; 32]) -> Result<Self> {
        connection::attach(self.conn, path, key)?;
        self.attached = true;
        Ok(self)
    }
}

impl Drop for Unchecked<'_> {
    fn drop(&mut self) {
        let checked = self.conn.pragma_update(None, "foreign_keys", true);
        let detached =
            if self.attached { self.conn.execute_batch("DETACH source") } else { Ok(()) };
        if let Err(error) = checked.and(detached) {
            tracing::warn!(%error, "the writing connection is not as before");
        }
    }
}

/// Whether every reference holds now.
///
/// # Errors
/// [`Error::NotFound`] for one that does not.
pub(super) fn check(view: &View<'_>) -> Result<()> {
    match view.conn().prepare("PRAGMA main.foreign_key_check")?.exists([])? {
        true => Err(Error::NotFound("reference")),
        false => Ok(()),
    }
}

//! Files of watched folders that were looked at, so that none is looked at twice.
use crate::{
    LocalTx, Result, View,
    codec::{Columns, stored_names, to_integer},
    schema::{Class, Key, Purge, Table, col},
};

pub(crate) static TABLE: Table = Table {
    name: "watched_file",
    class: Class::Local,
    purge: Purge::Free,
    key: Key::Columns("path"),
    columns: &[
        col("path", "TEXT NOT NULL"),
        col("len", "INTEGER NOT NULL"),
        col("modified", "INTEGER NOT NULL"),
        col("verdict", "TEXT NOT NULL"),
        // Of what is offered: a small picture.
        col("thumb", "BLOB"),
    ],
    immutable: &[],
    indexes: &[],
    reads: None,
};

/// What a look at a file came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It looks like a receipt: it is offered.
    Offered,
    /// It does not, or cannot be read.
    Passed,
    /// It is in the vault, or the user does not want it.
    Settled,
}

stored_names!(Verdict, Offered = "offered", Passed = "passed", Settled = "settled");

/// One file that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchedFile {
    /// Where it lies.
    pub path: String,
    /// Its bytes then; another length or time makes it another file.
    pub len: u64,
    /// When it was changed last, milliseconds since 1970.
    pub modified: i64,
    /// What it was found to be.
    pub verdict: Verdict,
}

/// Notes what a look came to; a small picture that was kept goes.
pub fn put(tx: &LocalTx<'_>, file: &WatchedFile) -> Result<()> {
    tx.execute(
        "INSERT INTO watched_file (path, len, modified, verdict) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (path) DO UPDATE SET len = excluded.len, modified = excluded.modified,
            verdict = excluded.verdict, thumb = NULL",
        (&file.path, to_integer(file.len, "len")?, file.modified, file.verdict.as_str()),
    )?;
    Ok(())
}

/// Keeps a small picture of a file that is offered: a JPEG.
pub fn set_thumb(tx: &LocalTx<'_>, path: &str, thumb: &[u8]) -> Result<()> {
    tx.execute_one(
        "watched_file",
        "UPDATE watched_file SET thumb = ?2 WHERE path = ?1",
        (path, thumb),
    )
}

/// The small picture of a file, if one is kept.
pub fn thumb(view: &View<'_>, path: &str) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT thumb FROM watched_file WHERE path = ?1";
    Ok(view.row(sql, [path], |row| row.raw::<Option<Vec<u8>>>("thumb"))?.flatten())
}

/// Every file that was looked at, by path.
pub fn list(view: &View<'_>) -> Result<Vec<WatchedFile>> {
    view.rows("SELECT path, len, modified, verdict FROM watched_file ORDER BY path", [], |row| {
        Ok(WatchedFile {
            path: row.raw("path")?,
            len: row.size("len")?,
            modified: row.raw("modified")?,
            verdict: row
                .parsed("verdict", Verdict::parse)?
                .ok_or(crate::Error::Damaged("verdict"))?,
        })
    })
}

/// Forgets files by their paths.
pub fn remove(tx: &LocalTx<'_>, paths: &[String]) -> Result<()> {
    for path in paths {
        tx.execute("DELETE FROM watched_file WHERE path = ?1", [path])?;
    }
    Ok(())
}

//! The action that is being written: one row, empty between transactions.
//! Triggers read it, and they cannot read temporary tables.
use crate::{
    ActionId, LocalTx, Result,
    schema::{Class, Key, Purge, Table, col},
};
use journal::Hlc;
use rusqlite::Connection;

pub(crate) static TABLE: Table = Table {
    name: "running",
    class: Class::Local,
    purge: Purge::Never,
    key: Key::Declared,
    columns: &[
        col("one", "INTEGER PRIMARY KEY CHECK (one = 1)"),
        col("action_id", "TEXT"),
        col("hlc", "INTEGER"),
        // Another device's action is being merged: it brings its own changes.
        col("applying", "INTEGER NOT NULL DEFAULT 0"),
        col("purging", "INTEGER NOT NULL DEFAULT 0"),
    ],
    immutable: &[],
    indexes: &[],
    reads: None,
};

/// A new file's one row.
pub(crate) fn found(conn: &Connection) -> Result<()> {
    conn.execute("INSERT INTO running (one) VALUES (1)", [])?;
    Ok(())
}

/// From here to [`finish`] what is written is logged under this action.
pub(crate) fn begin(tx: &LocalTx<'_>, action: ActionId, hlc: Hlc) -> Result<()> {
    set(tx, Some(action), Some(hlc), false)
}

/// From here to [`finish`] what is written is another device's action.
pub(crate) fn begin_applying(tx: &LocalTx<'_>, action: ActionId, hlc: Hlc) -> Result<()> {
    set(tx, Some(action), Some(hlc), true)
}

/// From here on rows may be removed for good, or no more.
pub(crate) fn set_purging(tx: &LocalTx<'_>, purging: bool) -> Result<()> {
    tx.execute_one("running", "UPDATE running SET purging = ?1", [purging])
}

/// From here on a logged write aborts again.
pub(crate) fn finish(tx: &LocalTx<'_>) -> Result<()> {
    set(tx, None, None, false)
}

fn set(tx: &LocalTx<'_>, action: Option<ActionId>, hlc: Option<Hlc>, applying: bool) -> Result<()> {
    let sql = "UPDATE running SET action_id = ?1, hlc = ?2, applying = ?3";
    tx.execute_one(
        "running",
        sql,
        (action.map(|id| id.to_string()), hlc.map(Hlc::to_i64), applying),
    )
}

//! What was purged: which row of which table, and nothing of what it said. It
//! keeps a row from coming back with what another device still sends of it.
use crate::{
    Error, LocalTx, Result, View,
    codec::Columns,
    schema::{Class, Key, Purge, Table, col, logged_table},
};

pub(crate) static TABLE: Table = Table {
    name: "tombstone",
    class: Class::Logged,
    purge: Purge::Never,
    key: Key::Id,
    // The id is the purged row's own, so that two devices that purge one row agree.
    columns: &[col("tbl", "TEXT NOT NULL")],
    immutable: &["tbl"],
    indexes: &[],
    reads: Some(|row| match logged_table(&row.raw::<String>("tbl")?) {
        Some(_) => Ok(()),
        None => Err(Error::Newer(0)),
    }),
};

/// Notes that a row is purged; a second time changes nothing.
pub(crate) fn insert(tx: &LocalTx<'_>, table: &str, row: &str) -> Result<()> {
    let sql = "INSERT INTO tombstone (id, tbl) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING";
    tx.execute(sql, (row, table))?;
    Ok(())
}

/// Whether a row of a table was purged.
pub(crate) fn covers(view: &View<'_>, table: &str, row: &str) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM tombstone WHERE id = ?1 AND tbl = ?2)";
    Ok(view.number(sql, (row, table))? == 1)
}

//! What each entry of the full-text index was made of, and what is to be
//! indexed before the next commit.
use crate::{
    LocalTx, ReadingId, ReceiptId, Result, View,
    codec::Columns,
    schema::{Class, Key, Purge, Table, col},
};

pub(crate) static TABLE: Table = Table {
    name: "search_document",
    class: Class::Derived,
    purge: Purge::Free,
    key: Key::Declared,
    columns: &[
        // The receipt's rid.
        col("rid", "INTEGER PRIMARY KEY"),
        col("entry", "INTEGER NOT NULL"),
        col("names", "TEXT NOT NULL"),
        col("reading_id", "TEXT"),
    ],
    immutable: &[],
    indexes: &[],
    reads: None,
};

pub(crate) static DIRTY_TABLE: Table = Table {
    name: "search_dirty",
    class: Class::Derived,
    purge: Purge::Free,
    key: Key::Columns("receipt_id"),
    columns: &[col("receipt_id", "TEXT NOT NULL")],
    immutable: &[],
    indexes: &[],
    reads: None,
};

/// What an entry is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// The entry's row id.
    pub(crate) entry: i64,
    /// Merchant, number, note and items.
    pub(crate) names: String,
    /// Whose text it is.
    pub(crate) reading: Option<ReadingId>,
}

/// What a receipt's entry was made of.
pub(crate) fn find(view: &View<'_>, rid: i64) -> Result<Option<Source>> {
    view.row("SELECT entry, names, reading_id FROM search_document WHERE rid = ?1", [rid], |row| {
        Ok(Source {
            entry: row.raw("entry")?,
            names: row.raw("names")?,
            reading: row.maybe_id("reading_id")?,
        })
    })
}

/// Notes what an entry is made of.
pub(crate) fn put(tx: &LocalTx<'_>, rid: i64, source: &Source) -> Result<()> {
    tx.execute(
        "INSERT INTO search_document (rid, entry, names, reading_id) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (rid) DO UPDATE SET entry = excluded.entry, names = excluded.names, reading_id = excluded.reading_id",
        (rid, source.entry, &source.names, source.reading.map(|id| id.to_string())),
    )?;
    Ok(())
}

/// Marks a receipt to be indexed before the commit.
pub(crate) fn mark(tx: &LocalTx<'_>, receipt: ReceiptId) -> Result<()> {
    tx.execute(
        "INSERT INTO search_dirty (receipt_id) VALUES (?1) ON CONFLICT DO NOTHING",
        [receipt.to_string()],
    )?;
    Ok(())
}

/// What is marked, and is no longer then.
pub(crate) fn take_marked(tx: &LocalTx<'_>) -> Result<Vec<ReceiptId>> {
    let marked = tx.rows("SELECT receipt_id FROM search_dirty", [], |row| row.id("receipt_id"))?;
    if !marked.is_empty() {
        tx.execute("DELETE FROM search_dirty", [])?;
    }
    Ok(marked)
}

//! What receipts are for.
use crate::{
    CategoryId, Result, Tx, View,
    codec::Columns,
    schema::{Class, Key, Purge, Table, col},
};
use rusqlite::Row;

pub(crate) static TABLE: Table = Table {
    name: "category",
    class: Class::Logged,
    purge: Purge::Guarded,
    key: Key::Id,
    columns: &[
        col("key", "TEXT"),
        col("name", "TEXT NOT NULL DEFAULT ''"),
        col("position", "INTEGER NOT NULL DEFAULT 0"),
        col("deleted_at", "INTEGER"),
    ],
    immutable: &[],
    indexes: &[],
    reads: Some(|row| read(row).map(drop)),
};

/// One category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Id.
    pub id: CategoryId,
    /// The catalogue key of a starting category; none for one the user made.
    pub key: Option<String>,
    /// What the user calls it; empty while a starting category keeps its name.
    pub name: String,
}

/// A starting category.
pub(crate) fn insert_starting(tx: &Tx<'_>, key: &str, position: usize) -> Result<CategoryId> {
    let id: CategoryId = tx.next_id();
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    tx.execute(
        "INSERT INTO category (id, key, position) VALUES (?1, ?2, ?3)",
        (id.to_string(), key, position),
    )?;
    Ok(id)
}

/// Every category in use, in the user's order.
pub fn list(view: &View<'_>) -> Result<Vec<Category>> {
    let sql = "SELECT id, key, name FROM category WHERE deleted_at IS NULL ORDER BY position, id";
    view.rows(sql, [], read)
}

fn read(row: &Row<'_>) -> Result<Category> {
    Ok(Category { id: row.id("id")?, key: row.raw("key")?, name: row.raw("name")? })
}

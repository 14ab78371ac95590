//! What is kept whatever else says: until a day, or until it is taken back.
use crate::{
    HoldId, ReceiptId, Result, Tx, View,
    codec::Columns,
    schema::{Class, Key, Purge, Table, col},
};
use jiff::civil::Date;
use rusqlite::Row;
use std::collections::BTreeSet;

pub(crate) static TABLE: Table = Table {
    name: "hold",
    class: Class::Logged,
    purge: Purge::Guarded,
    key: Key::Id,
    columns: &[
        col("subject_kind", "TEXT NOT NULL"),
        col("subject_id", "TEXT NOT NULL"),
        col("until", "TEXT"),
        col("reason", "TEXT NOT NULL DEFAULT ''"),
        col("deleted_at", "INTEGER"),
    ],
    immutable: &[],
    indexes: &[("hold_subject", "hold (subject_id) WHERE deleted_at IS NULL")],
    reads: Some(|row| read(row).map(drop)),
};

/// What kind of record is held; so far there is one.
const RECEIPT: &str = "receipt";

/// That a receipt is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Id.
    pub id: HoldId,
    /// What is held.
    pub receipt: ReceiptId,
    /// The last day; none until it is taken back.
    pub until: Option<Date>,
    /// Why, in the user's words.
    pub reason: String,
}

impl Hold {
    /// Whether it still holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
}

/// Holds a receipt.
pub fn insert(
    tx: &Tx<'_>,
    receipt: ReceiptId,
    until: Option<Date>,
    reason: &str,
) -> Result<HoldId> {
    let id: HoldId = tx.next_id();
    tx.execute(
        "INSERT INTO hold (id, subject_kind, subject_id, until, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
        (
            id.to_string(),
            RECEIPT,
            receipt.to_string(),
            until.map(|until| until.to_string()),
            reason,
        ),
    )?;
    Ok(id)
}

/// Holds it no more.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn remove(tx: &Tx<'_>, id: HoldId) -> Result<()> {
    let sql = "UPDATE hold SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL";
    tx.execute_one("hold", sql, (id.to_string(), tx.now_millis()))
}

const COLUMNS: &str = "id, subject_id, until, reason";

/// Every hold that was not taken back, also those whose day has passed.
pub fn list(view: &View<'_>) -> Result<Vec<Hold>> {
    let sql = format!("SELECT {COLUMNS} FROM hold WHERE deleted_at IS NULL ORDER BY id");
    view.rows(&sql, [], read)
}

/// The receipts that are held on a day.
pub fn held_on(view: &View<'_>, day: Date) -> Result<BTreeSet<ReceiptId>> {
    let held = list(view)?.into_iter().filter(|hold| hold.holds_on(day));
    Ok(held.map(|hold| hold.receipt).collect())
}

/// The holds of a receipt that hold on a day.
pub fn of(view: &View<'_>, receipt: ReceiptId, day: Date) -> Result<Vec<Hold>> {
    let sql = format!("SELECT {COLUMNS} FROM hold WHERE subject_id = ?1 AND deleted_at IS NULL");
    let mut holds = view.rows(&sql, [receipt.to_string()], read)?;
    holds.retain(|hold| hold.holds_on(day));
    Ok(holds)
}

fn read(row: &Row<'_>) -> Result<Hold> {
    Ok(Hold {
        id: row.id("id")?,
        receipt: row.id("subject_id")?,
        until: row.date("until")?,
        reason: row.raw("reason")?,
    })
}

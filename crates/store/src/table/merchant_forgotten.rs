//! Sellers the user wants forgotten: what was confirmed of them until then
//! teaches nothing more. The receipts stay.
use crate::{
    ForgottenId, ForgottenMark, Result, Tx,
    codec::Columns,
    schema::{Class, Key, Purge, Table, col},
};

pub(crate) static TABLE: Table = Table {
    name: "merchant_forgotten",
    class: Class::Logged,
    purge: Purge::Guarded,
    key: Key::Id,
    columns: &[
        col("merchant_key", "TEXT NOT NULL"),
        col("forgotten_at", "INTEGER NOT NULL"),
        col("deleted_at", "INTEGER"),
    ],
    immutable: &[],
    indexes: &[("merchant_forgotten_key", "merchant_forgotten (merchant_key)")],
    reads: Some(|row| {
        row.id::<ForgottenMark>("id")?;
        row.at("forgotten_at").map(drop)
    }),
};

/// Forgets what was confirmed of a seller until now.
pub fn insert(tx: &Tx<'_>, merchant_key: &str) -> Result<ForgottenId> {
    let id: ForgottenId = tx.next_id();
    tx.execute(
        "INSERT INTO merchant_forgotten (id, merchant_key, forgotten_at) VALUES (?1, ?2, ?3)",
        (id.to_string(), merchant_key, tx.now_millis()),
    )?;
    Ok(id)
}

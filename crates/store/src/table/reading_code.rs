//! The QR codes that a reading found, as they say it. What a code is follows
//! from what it says, and is not stored.
use crate::{
    LocalTx, ReadingId, Result, View,
    codec::{Columns, to_json},
    schema::{Class, Key, Purge, Table, col},
};
use page::{CodeKind, QrCode};
use rusqlite::Row;

pub(crate) static TABLE: Table = Table {
    name: "reading_code",
    class: Class::Local,
    purge: Purge::Guarded,
    key: Key::Columns("reading_id, n"),
    columns: &[
        col("reading_id", "TEXT NOT NULL REFERENCES reading (id) DEFERRABLE INITIALLY DEFERRED"),
        col("n", "INTEGER NOT NULL"),
        col("payload", "TEXT NOT NULL"),
        col("box", "TEXT NOT NULL"),
    ],
    immutable: &["reading_id", "n", "payload", "box"],
    indexes: &[],
    reads: Some(|row| read(row).map(drop)),
};

/// Stores the codes of a reading.
pub(crate) fn insert(tx: &LocalTx<'_>, reading: ReadingId, codes: &[QrCode]) -> Result<()> {
    let sql = "INSERT INTO reading_code (reading_id, n, payload, box) VALUES (?1, ?2, ?3, ?4)";
    for (n, code) in (0_u32..).zip(codes) {
        let bounds = to_json(&code.bounds, "box")?;
        tx.execute(sql, (reading.to_string(), n, &code.payload, bounds))?;
    }
    Ok(())
}

/// The codes of a reading, as they were stored.
pub(crate) fn list(view: &View<'_>, reading: ReadingId) -> Result<Vec<QrCode>> {
    let sql = "SELECT payload, box FROM reading_code WHERE reading_id = ?1 ORDER BY n";
    view.rows(sql, [reading.to_string()], read)
}

fn read(row: &Row<'_>) -> Result<QrCode> {
    let payload: String = row.raw("payload")?;
    Ok(QrCode { kind: CodeKind::of(&payload), payload, bounds: row.json("box")? })
}

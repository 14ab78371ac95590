//! What decoding found out of a page of a file. Pictures have one page.
use crate::{
    AttachmentId, LocalTx, Result, View,
    codec::Columns,
    schema::{Class, Key, Purge, Table, col},
};
use page::Turn;
use rusqlite::Row;

pub(crate) static TABLE: Table = Table {
    name: "attachment_page",
    class: Class::Local,
    purge: Purge::Guarded,
    key: Key::Columns("attachment_id, page"),
    columns: &[
        col(
            "attachment_id",
            "TEXT NOT NULL REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED",
        ),
        col("page", "INTEGER NOT NULL"),
        col("phash", "INTEGER NOT NULL"),
        col("width", "INTEGER NOT NULL"),
        col("height", "INTEGER NOT NULL"),
        col("turn", "INTEGER NOT NULL"),
    ],
    immutable: &["attachment_id", "page"],
    indexes: &[],
    reads: Some(reads),
};

/// What a decoded page looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// A hash of how it looks.
    pub phash: u64,
    /// Pixels of the upright picture.
    pub width: u32,
    /// Pixels of the upright picture.
    pub height: u32,
    /// How it was turned to be upright, beyond what the file says of itself.
    pub turn: Turn,
}

/// Notes what decoding found out, instead of what was noted before.
pub fn put(tx: &LocalTx<'_>, attachment: AttachmentId, page: u32, look: &Look) -> Result<()> {
    let Look { phash, width, height, turn } = *look;
    tx.execute(
        "INSERT INTO attachment_page (attachment_id, page, phash, width, height, turn)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (attachment_id, page) DO UPDATE SET
         phash = excluded.phash, width = excluded.width, height = excluded.height, turn = excluded.turn",
        (attachment.to_string(), page, phash.cast_signed(), width, height, turn.degrees()),
    )?;
    Ok(())
}

/// What a page looks like; none until it was decoded.
pub fn find(view: &View<'_>, attachment: AttachmentId, page: u32) -> Result<Option<Look>> {
    let sql = "SELECT phash, width, height, turn FROM attachment_page WHERE attachment_id = ?1 AND page = ?2";
    view.row(sql, (attachment.to_string(), page), read)
}

fn read(row: &Row<'_>) -> Result<Look> {
    Ok(Look {
        phash: row.raw::<i64>("phash")?.cast_unsigned(),
        width: row.count("width")?,
        height: row.count("height")?,
        turn: row.turn("turn")?,
    })
}

fn reads(row: &Row<'_>) -> Result<()> {
    row.count("page")?;
    read(row).map(drop)
}

//! Display-sized pictures: made from the files, and made again at will.
use crate::{
    AttachmentId, LocalTx, Result, View,
    codec::{Columns, stored_names},
    schema::{Class, Key, Purge, Table, col},
};

pub(crate) static TABLE: Table = Table {
    name: "thumbnail",
    class: Class::Derived,
    purge: Purge::Free,
    key: Key::Id,
    columns: &[
        col(
            "attachment_id",
            "TEXT NOT NULL REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED",
        ),
        col("size", "TEXT NOT NULL CHECK (size IN ('thumb', 'view'))"),
        col("mime", "TEXT NOT NULL"),
        col("bytes", "BLOB NOT NULL"),
        col("page", "INTEGER NOT NULL DEFAULT 0"),
    ],
    immutable: &[],
    indexes: &[("thumbnail_size_once", "thumbnail (attachment_id, page, size)")],
    reads: None,
};

/// Which display size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Size {
    /// For rows and tiles.
    Thumb,
    /// For the review.
    View,
}

stored_names!(Size, Thumb = "thumb", View = "view");

/// An encoded picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its kind.
    pub mime: String,
    /// The encoded bytes.
    pub bytes: Vec<u8>,
}

/// Stores a display-sized picture of a page in the place of an earlier one.
pub fn put(
    tx: &LocalTx<'_>,
    attachment: AttachmentId,
    page: u32,
    size: Size,
    picture: &Picture,
) -> Result<()> {
    let id: AttachmentId = tx.next_id();
    tx.execute(
        "INSERT INTO thumbnail (id, attachment_id, page, size, mime, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (attachment_id, page, size) DO UPDATE SET mime = excluded.mime, bytes = excluded.bytes",
        (id.to_string(), attachment.to_string(), page, size.as_str(), &picture.mime, &picture.bytes),
    )?;
    Ok(())
}

/// The display-sized picture of a file's page.
pub fn find(
    view: &View<'_>,
    attachment: AttachmentId,
    page: u32,
    size: Size,
) -> Result<Option<Picture>> {
    let sql =
        "SELECT mime, bytes FROM thumbnail WHERE attachment_id = ?1 AND page = ?2 AND size = ?3";
    view.row(sql, (attachment.to_string(), page, size.as_str()), |row| {
        Ok(Picture { mime: row.raw("mime")?, bytes: row.raw("bytes")? })
    })
}

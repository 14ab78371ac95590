//! Which pictures show a receipt: many to many, since one picture can show two
//! receipts and a long receipt takes two pictures.
use crate::{
    AttachmentId, Error, PageId, ReceiptId, Result, Tx, View,
    codec::{Columns, to_json},
    schema::{Class, Key, Purge, Table, col, unit},
};

pub(crate) static TABLE: Table = Table {
    name: "receipt_page",
    class: Class::Logged,
    purge: Purge::Guarded,
    key: Key::Id,
    columns: &[
        col("receipt_id", "TEXT NOT NULL REFERENCES receipt (id) DEFERRABLE INITIALLY DEFERRED"),
        // No reference: files are not logged, and on another device the page may come before its picture.
        col("attachment_id", "TEXT NOT NULL"),
        unit("place", "page", "INTEGER NOT NULL DEFAULT 0"),
        unit("place", "quad", "TEXT"),
        unit(
            "place",
            "rotation",
            "INTEGER NOT NULL DEFAULT 0 CHECK (rotation IN (0, 90, 180, 270))",
        ),
        col("position", "INTEGER NOT NULL DEFAULT 0"),
        col("deleted_at", "INTEGER"),
        unit("place", "language", "TEXT"),
    ],
    immutable: &[],
    indexes: &[
        ("receipt_page_receipt", "receipt_page (receipt_id, position)"),
        ("receipt_page_attachment", "receipt_page (attachment_id)"),
    ],
};

/// Where on a file a receipt stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Page of the file, from 0.
    pub page: u32,
    /// Its four corners in pixels of the upright picture, clockwise from the
    /// upper left; none for the whole picture.
    pub quad: Option<[(u32, u32); 4]>,
    /// Degrees clockwise the user turned it: 0, 90, 180 or 270.
    pub rotation: u16,
}

/// One page of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Id.
    pub id: PageId,
    /// The file.
    pub attachment: AttachmentId,
    /// Where on it.
    pub place: Place,
}

/// Adds a page behind the others.
pub fn insert(
    tx: &Tx<'_>,
    receipt: ReceiptId,
    attachment: AttachmentId,
    place: Place,
) -> Result<PageId> {
    let id: PageId = tx.next_id();
    let quad = place.quad.map(|quad| to_json(&quad, "quad")).transpose()?;
    tx.execute(
        "INSERT INTO receipt_page (id, receipt_id, attachment_id, page, quad, rotation, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6,
            (SELECT ifnull(max(position) + 1, 0) FROM receipt_page WHERE receipt_id = ?2))",
        (
            id.to_string(),
            receipt.to_string(),
            attachment.to_string(),
            place.page,
            quad,
            place.rotation,
        ),
    )?;
    Ok(id)
}

/// Takes a page off its receipt; the file stays.
pub fn remove(tx: &Tx<'_>, id: PageId) -> Result<()> {
    let sql = "UPDATE receipt_page SET deleted_at = ifnull(deleted_at, ?2) WHERE id = ?1";
    tx.execute_one("receipt_page", sql, (id.to_string(), tx.now_millis()))
}

/// A receipt's pages in order.
pub fn list(view: &View<'_>, receipt: ReceiptId) -> Result<Vec<Page>> {
    let sql = "SELECT id, attachment_id, page, quad, rotation FROM receipt_page
        WHERE receipt_id = ?1 AND deleted_at IS NULL ORDER BY position, rid";
    view.rows(sql, [receipt.to_string()], |row| {
        let rotation =
            u16::try_from(row.count("rotation")?).map_err(|_| Error::Damaged("rotation"))?;
        let place = Place { page: row.count("page")?, quad: row.maybe_json("quad")?, rotation };
        Ok(Page { id: row.id("id")?, attachment: row.id("attachment_id")?, place })
    })
}

/// The receipts that a file shows, in the bin or not, newest first.
pub fn receipts_of(view: &View<'_>, attachment: AttachmentId) -> Result<Vec<ReceiptId>> {
    let sql = "SELECT receipt_id FROM receipt_page WHERE attachment_id = ?1 AND deleted_at IS NULL ORDER BY rid DESC";
    view.rows(sql, [attachment.to_string()], |row| row.id("receipt_id"))
}

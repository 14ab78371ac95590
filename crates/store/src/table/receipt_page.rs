//! Which pictures show a receipt: many to many, since one picture can show two
//! receipts and a long receipt takes two pictures.
use crate::{
    AttachmentId, PageId, ReceiptId, Result, Tx, View,
    codec::{Columns, to_json},
    schema::{Class, Key, Purge, Table, col, unit},
};
use page::Turn;
use rusqlite::Row;

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
        unit("place", "languages", "TEXT"),
    ],
    immutable: &[],
    indexes: &[
        ("receipt_page_receipt", "receipt_page (receipt_id, position)"),
        ("receipt_page_attachment", "receipt_page (attachment_id)"),
    ],
    reads: Some(|row| read(row).map(drop)),
};

/// Where on a file a receipt stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Page of the file, from 0. None for all of it: which pages it has, and which
    /// of them are this receipt, is found out when it is read.
    pub page: Option<u32>,
    /// Its four corners in pixels of the upright picture, clockwise from the
    /// upper left; none for the whole picture.
    pub quad: Option<[(u32, u32); 4]>,
    /// How the user wants it turned, where [`Place::languages`] says that the user wants anything.
    pub turn: Turn,
    /// The languages the user wants it read in, none of them for the usual ones.
    /// `None` leaves both, turn and languages, to the reader.
    pub languages: Option<Vec<String>>,
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
    place: &Place,
) -> Result<PageId> {
    let id: PageId = tx.next_id();
    tx.execute(
        "INSERT INTO receipt_page (id, receipt_id, attachment_id, page, quad, rotation, languages, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
            (SELECT ifnull(max(position) + 1, 0) FROM receipt_page WHERE receipt_id = ?2))",
        (
            id.to_string(),
            receipt.to_string(),
            attachment.to_string(),
            page(place),
            quad(place)?,
            place.turn.degrees(),
            languages(place)?,
        ),
    )?;
    Ok(id)
}

/// Says where else, or how else, a page stands.
pub fn set_place(tx: &Tx<'_>, id: PageId, place: &Place) -> Result<()> {
    let sql =
        "UPDATE receipt_page SET page = ?2, quad = ?3, rotation = ?4, languages = ?5 WHERE id = ?1";
    let params =
        (id.to_string(), page(place), quad(place)?, place.turn.degrees(), languages(place)?);
    tx.execute_one("receipt_page", sql, params)
}

/// How all of a file is stored.
const ALL: i64 = -1;

fn page(place: &Place) -> i64 {
    place.page.map_or(ALL, i64::from)
}

fn quad(place: &Place) -> Result<Option<String>> {
    place.quad.map(|quad| to_json(&quad, "quad")).transpose()
}

fn languages(place: &Place) -> Result<Option<String>> {
    place.languages.as_ref().map(|languages| to_json(languages, "languages")).transpose()
}

/// Takes a page off its receipt; the file stays.
pub fn remove(tx: &Tx<'_>, id: PageId) -> Result<()> {
    let sql = "UPDATE receipt_page SET deleted_at = ifnull(deleted_at, ?2) WHERE id = ?1";
    tx.execute_one("receipt_page", sql, (id.to_string(), tx.now_millis()))
}

/// A receipt's pages in order.
pub fn list(view: &View<'_>, receipt: ReceiptId) -> Result<Vec<Page>> {
    let sql = "SELECT id, attachment_id, page, quad, rotation, languages FROM receipt_page
        WHERE receipt_id = ?1 AND deleted_at IS NULL ORDER BY position, id";
    view.rows(sql, [receipt.to_string()], read)
}

fn read(row: &Row<'_>) -> Result<Page> {
    let place = Place {
        page: match row.raw("page")? {
            ALL => None,
            _ => Some(row.count("page")?),
        },
        quad: row.maybe_json("quad")?,
        turn: row.turn("rotation")?,
        languages: row.maybe_json("languages")?,
    };
    Ok(Page { id: row.id("id")?, attachment: row.id("attachment_id")?, place })
}

/// The receipts that a file shows, in the bin or not, newest first.
pub fn receipts_of(view: &View<'_>, attachment: AttachmentId) -> Result<Vec<ReceiptId>> {
    let sql = "SELECT receipt_id FROM receipt_page WHERE attachment_id = ?1 AND deleted_at IS NULL ORDER BY rid DESC";
    view.rows(sql, [attachment.to_string()], |row| row.id("receipt_id"))
}

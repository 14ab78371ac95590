//! What a reader made of a receipt. Immutable: a second reading is a second
//! row. Not logged: like the pictures they come from, readings need no merge.
use crate::{
    LocalTx, ReadingId, ReceiptId, Result, View,
    codec::Columns,
    schema::{Class, Key, Purge, Table, col},
    search,
    table::{merchant_clue, reading_code, reading_field},
};
use ::receipt::ReceiptDraft;
use page::{OcrPage, QrCode};
use rusqlite::Row;

pub(crate) static TABLE: Table = Table {
    name: "reading",
    class: Class::Local,
    purge: Purge::Guarded,
    key: Key::Id,
    columns: &[
        col("receipt_id", "TEXT NOT NULL REFERENCES receipt (id) DEFERRABLE INITIALLY DEFERRED"),
        col("engine", "TEXT NOT NULL"),
        col("version", "TEXT NOT NULL"),
        col("page", "TEXT NOT NULL"),
        col("read_at", "INTEGER NOT NULL"),
    ],
    immutable: &["id", "receipt_id", "engine", "version", "page", "read_at"],
    indexes: &[("reading_receipt", "reading (receipt_id, rid)")],
    reads: Some(reads),
};

/// A reading about to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct NewReading {
    /// The recogniser's name: `tesseract`.
    pub engine: String,
    /// Its version and the parser's.
    pub version: String,
    /// What it saw on the first page.
    pub page: OcrPage,
    /// What the parser made of it.
    pub draft: ReceiptDraft,
    /// The QR codes on all its pages.
    pub codes: Vec<QrCode>,
}

/// A stored reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Id.
    pub id: ReadingId,
    /// The recogniser's name.
    pub engine: String,
    /// Its version and the parser's.
    pub version: String,
    /// What it saw on the first page.
    pub page: OcrPage,
    /// What the parser made of it.
    pub draft: ReceiptDraft,
    /// The QR codes on all its pages.
    pub codes: Vec<QrCode>,
}

/// Stores a reading; its text can be searched from now on.
pub fn insert(tx: &LocalTx<'_>, receipt: ReceiptId, reading: &NewReading) -> Result<ReadingId> {
    let id: ReadingId = tx.next_id();
    tx.execute(
        "INSERT INTO reading (id, receipt_id, engine, version, page, read_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            id.to_string(),
            receipt.to_string(),
            &reading.engine,
            &reading.version,
            compact::to_text(&reading.page)?,
            tx.now_millis(),
        ),
    )?;
    reading_field::insert_draft(tx, id, &reading.draft)?;
    reading_code::insert(tx, id, &reading.codes)?;
    merchant_clue::replace(tx, receipt, &reading.page, &reading.draft)?;
    search::mark(tx, receipt)?;
    Ok(id)
}

/// The last reading of a receipt.
pub fn latest(view: &View<'_>, receipt: ReceiptId) -> Result<Option<Reading>> {
    let sql = "SELECT id, engine, version, page FROM reading WHERE receipt_id = ?1 ORDER BY rid DESC LIMIT 1";
    view.row(sql, [receipt.to_string()], |row| {
        let id = row.id("id")?;
        Ok(Reading {
            id,
            engine: row.raw("engine")?,
            version: row.raw("version")?,
            page: compact::from_text(&row.raw::<String>("page")?)?,
            draft: reading_field::draft(view, id)?,
            codes: reading_code::list(view, id)?,
        })
    })
}

fn reads(row: &Row<'_>) -> Result<()> {
    row.id::<crate::ReadingMark>("id")?;
    row.at("read_at")?;
    compact::from_text(&row.raw::<String>("page")?).map(drop)
}

/// What the parser made of a receipt in its last reading.
pub fn latest_draft(view: &View<'_>, receipt: ReceiptId) -> Result<Option<ReceiptDraft>> {
    latest_id(view, receipt)?.map(|id| reading_field::draft(view, id)).transpose()
}

/// The page of one reading.
pub(crate) fn page(view: &View<'_>, id: ReadingId) -> Result<Option<OcrPage>> {
    view.row("SELECT page FROM reading WHERE id = ?1", [id.to_string()], |row| {
        compact::from_text(&row.raw::<String>("page")?)
    })
}

/// The id of the last reading of a receipt.
pub(crate) fn latest_id(view: &View<'_>, receipt: ReceiptId) -> Result<Option<ReadingId>> {
    let sql = "SELECT id FROM reading WHERE receipt_id = ?1 ORDER BY rid DESC LIMIT 1";
    view.row(sql, [receipt.to_string()], |row| row.id("id"))
}

/// A page as JSON arrays without names: a third of the named form.
/// `[width, height, [[text, x, y, width, height, confidence in 1/1000, line], ...]]`
mod compact {
    use crate::{Error, Result, codec::to_json};
    use page::{Bounds, OcrPage, Word};

    type Packed = (String, u32, u32, u32, u32, u32, u32);

    pub(super) fn to_text(page: &OcrPage) -> Result<String> {
        let words: Vec<Packed> = page.words.iter().map(pack).collect();
        to_json(&(page.width, page.height, words), "page")
    }

    pub(super) fn from_text(text: &str) -> Result<OcrPage> {
        let (width, height, words): (u32, u32, Vec<Packed>) =
            serde_json::from_str(text).map_err(|_| Error::Damaged("page"))?;
        Ok(OcrPage { width, height, words: words.into_iter().map(unpack).collect(), close: false })
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=1000 before"
    )]
    fn pack(word: &Word) -> Packed {
        let b = word.bounds;
        let confidence = (word.confidence.clamp(0.0, 1.0) * 1000.0).round() as u32;
        (word.text.clone(), b.x, b.y, b.width, b.height, confidence, word.line)
    }

    #[allow(clippy::cast_precision_loss, reason = "at most 1000")]
    fn unpack((text, x, y, width, height, confidence, line): Packed) -> Word {
        Word {
            text,
            bounds: Bounds { x, y, width, height },
            confidence: confidence as f32 / 1000.0,
            line,
        }
    }
}

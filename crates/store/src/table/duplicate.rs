//! Pairs of receipts that may be one purchase, and what the user said of them.
use crate::{
    DuplicateId, Error, ReceiptId, Result, Tx, View,
    codec::{Columns, stored_names},
    schema::{Class, Key, Purge, Table, col},
};
use rusqlite::Row;

pub(crate) static TABLE: Table = Table {
    name: "duplicate",
    class: Class::Logged,
    purge: Purge::Guarded,
    key: Key::Id,
    columns: &[
        col("first_id", "TEXT NOT NULL REFERENCES receipt (id) DEFERRABLE INITIALLY DEFERRED"),
        col("second_id", "TEXT NOT NULL REFERENCES receipt (id) DEFERRABLE INITIALLY DEFERRED"),
        col(
            "decision",
            "TEXT CHECK (decision IN ('two_purchases', 'keep_both_pictures', 'replace_picture'))",
        ),
        col("deleted_at", "INTEGER"),
    ],
    immutable: &[],
    indexes: &[
        ("duplicate_first", "duplicate (first_id)"),
        ("duplicate_second", "duplicate (second_id)"),
        ("duplicate_open", "duplicate (rid) WHERE decision IS NULL AND deleted_at IS NULL"),
    ],
    reads: Some(|row| read(row).map(drop)),
};

/// What the user said of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Two purchases: both stay.
    TwoPurchases,
    /// One purchase: the first receipt has both pictures.
    KeepBothPictures,
    /// One purchase: the first receipt has the second's picture.
    ReplacePicture,
}

stored_names!(
    Decision,
    TwoPurchases = "two_purchases",
    KeepBothPictures = "keep_both_pictures",
    ReplacePicture = "replace_picture",
);

/// A pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Id.
    pub id: DuplicateId,
    /// The receipt that was there first.
    pub first: ReceiptId,
    /// The newcomer.
    pub second: ReceiptId,
    /// None until the user says.
    pub decision: Option<Decision>,
}

/// Why a receipt may be the same purchase as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The other receipt.
    pub receipt: ReceiptId,
    /// Equal total, currency and date.
    pub same_total_and_date: bool,
    /// Equal receipt number.
    pub same_number: bool,
    /// In how many of 64 bits the pictures' hashes differ; none without both hashes.
    pub picture_distance: Option<u32>,
}

/// Notes a pair to ask about; a pair that is known, either way round and
/// decided or not, is not asked about again.
pub fn suspect(tx: &Tx<'_>, first: ReceiptId, second: ReceiptId) -> Result<Option<DuplicateId>> {
    if first == second || is_known(tx, first, second)? {
        return Ok(None);
    }
    let id: DuplicateId = tx.next_id();
    let sql = "INSERT INTO duplicate (id, first_id, second_id) VALUES (?1, ?2, ?3)";
    tx.execute(sql, (id.to_string(), first.to_string(), second.to_string()))?;
    Ok(Some(id))
}

/// Writes down what the user said.
pub fn decide(tx: &Tx<'_>, id: DuplicateId, decision: Decision) -> Result<()> {
    let sql = "UPDATE duplicate SET decision = ?2 WHERE id = ?1";
    tx.execute_one("duplicate", sql, (id.to_string(), decision.as_str()))
}

/// The pair of an id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(view: &View<'_>, id: DuplicateId) -> Result<Duplicate> {
    let sql = "SELECT id, first_id, second_id, decision FROM duplicate WHERE id = ?1";
    view.row(sql, [id.to_string()], read)?.ok_or(Error::NotFound("duplicate"))
}

/// The pairs to ask about, oldest first: undecided, and neither in the bin.
pub fn open(view: &View<'_>) -> Result<Vec<Duplicate>> {
    let sql = "SELECT duplicate.id, first_id, second_id, decision FROM duplicate
        JOIN receipt AS first ON first.id = first_id JOIN receipt AS second ON second.id = second_id
        WHERE decision IS NULL AND duplicate.deleted_at IS NULL
            AND first.deleted_at IS NULL AND second.deleted_at IS NULL
        ORDER BY duplicate.rid";
    view.rows(sql, [], read)
}

/// Whether a newcomer stands in such a pair.
pub fn is_asked_about(view: &View<'_>, second: ReceiptId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM duplicate
        JOIN receipt AS first ON first.id = first_id JOIN receipt AS second ON second.id = second_id
        WHERE second_id = ?1 AND decision IS NULL AND duplicate.deleted_at IS NULL
            AND first.deleted_at IS NULL AND second.deleted_at IS NULL)";
    Ok(view.number(sql, [second.to_string()])? == 1)
}

/// The newcomers that the user was asked about beside a receipt, and gave no answer.
pub fn unanswered_beside(view: &View<'_>, first: ReceiptId) -> Result<Vec<ReceiptId>> {
    let sql = "SELECT second_id FROM duplicate JOIN receipt ON receipt.id = second_id
        WHERE first_id = ?1 AND decision IS NULL AND duplicate.deleted_at IS NULL
            AND receipt.deleted_at IS NULL ORDER BY duplicate.rid";
    view.rows(sql, [first.to_string()], |row| row.id("second_id"))
}

/// Receipts that may be the same purchase, the most alike first. Pictures
/// count as alike up to `max_distance` differing bits.
pub fn candidates(
    view: &View<'_>,
    receipt: ReceiptId,
    max_distance: u32,
) -> Result<Vec<Candidate>> {
    let mut found = same_values(view, receipt)?;
    for (other, distance) in alike_pictures(view, receipt, max_distance)? {
        match found.iter_mut().find(|candidate| candidate.receipt == other) {
            Some(candidate) => candidate.picture_distance = Some(distance),
            None => found.push(Candidate {
                receipt: other,
                same_total_and_date: false,
                same_number: false,
                picture_distance: Some(distance),
            }),
        }
    }
    found.sort_by_key(|c| {
        (!c.same_number, !c.same_total_and_date, c.picture_distance.unwrap_or(u32::MAX))
    });
    Ok(found)
}

fn same_values(view: &View<'_>, receipt: ReceiptId) -> Result<Vec<Candidate>> {
    let sql = "SELECT other.id AS id,
            other.total_minor IS mine.total_minor AND other.date IS mine.date AND other.currency IS mine.currency
                AND mine.total_minor IS NOT NULL AND mine.date IS NOT NULL AS same_total_and_date,
            other.number IS mine.number AND mine.number IS NOT NULL AS same_number
        FROM receipt AS mine JOIN receipt AS other ON other.rid IN (
            SELECT rid FROM receipt WHERE total_minor = mine.total_minor AND date = mine.date
                AND currency = mine.currency AND deleted_at IS NULL
            UNION SELECT rid FROM receipt WHERE number = mine.number AND number IS NOT NULL AND deleted_at IS NULL)
        WHERE mine.id = ?1 AND other.id <> mine.id";
    view.rows(sql, [receipt.to_string()], |row| {
        Ok(Candidate {
            receipt: row.id("id")?,
            same_total_and_date: row.raw("same_total_and_date")?,
            same_number: row.raw("same_number")?,
            picture_distance: None,
        })
    })
}

fn alike_pictures(
    view: &View<'_>,
    receipt: ReceiptId,
    max_distance: u32,
) -> Result<Vec<(ReceiptId, u32)>> {
    let mine = view.rows(
        "SELECT phash FROM receipt_page JOIN attachment_page AS look
         ON look.attachment_id = receipt_page.attachment_id AND look.page = max(receipt_page.page, 0)
         WHERE receipt_id = ?1 AND deleted_at IS NULL",
        [receipt.to_string()],
        |row| row.raw::<i64>("phash"),
    )?;
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "SELECT attachment_id, page, phash FROM attachment_page";
    let mut near = Vec::new();
    for (sheet, phash) in view.rows(sql, [], |row| {
        Ok(((row.id("attachment_id")?, row.count("page")?), row.raw::<i64>("phash")?))
    })? {
        let distance =
            mine.iter().map(|hash| (hash ^ phash).count_ones()).min().unwrap_or(u32::MAX);
        if distance <= max_distance {
            near.push((sheet, distance));
        }
    }
    receipts_showing(view, receipt, &near)
}

fn receipts_showing(
    view: &View<'_>,
    but: ReceiptId,
    near: &[((crate::AttachmentId, u32), u32)],
) -> Result<Vec<(ReceiptId, u32)>> {
    let sql = "SELECT receipt_id FROM receipt_page JOIN receipt ON receipt.id = receipt_id
        WHERE attachment_id = ?1 AND max(page, 0) = ?3 AND receipt_id <> ?2 AND receipt_page.deleted_at IS NULL AND receipt.deleted_at IS NULL";
    let mut found: Vec<(ReceiptId, u32)> = Vec::new();
    for ((attachment, page), distance) in near {
        let params = (attachment.to_string(), but.to_string(), page);
        for id in view.rows(sql, params, |row| row.id("receipt_id"))? {
            match found.iter_mut().find(|(known, _)| *known == id) {
                Some((_, least)) => *least = (*least).min(*distance),
                None => found.push((id, *distance)),
            }
        }
    }
    Ok(found)
}

fn is_known(view: &View<'_>, a: ReceiptId, b: ReceiptId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM duplicate WHERE deleted_at IS NULL
        AND ((first_id = ?1 AND second_id = ?2) OR (first_id = ?2 AND second_id = ?1)))";
    Ok(view.number(sql, (a.to_string(), b.to_string()))? == 1)
}

fn read(row: &Row<'_>) -> Result<Duplicate> {
    Ok(Duplicate {
        id: row.id("id")?,
        first: row.id("first_id")?,
        second: row.id("second_id")?,
        decision: row.parsed("decision", Decision::parse)?,
    })
}

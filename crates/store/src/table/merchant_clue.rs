//! What each receipt's seller can be recognised by: made from its last reading
//! alone, so that it can be made anew at any time.
use crate::{
    CategoryId, LocalTx, ReceiptId, Result, View,
    codec::Columns,
    schema::{Class, Key, Purge, Table, col},
    table::reading,
};
use ::receipt::{PaymentMethod, ReceiptDraft};
use jiff::{Timestamp, civil::Date};
use ledger::memory::{Clue, ClueKind, Lesson, looks_like, phones};
use money::Currency;
use page::OcrPage;
use rusqlite::Row;

pub(crate) static TABLE: Table = Table {
    name: "merchant_clue",
    class: Class::Derived,
    purge: Purge::Free,
    key: Key::Columns("receipt_id, kind, value"),
    columns: &[
        col("receipt_id", "TEXT NOT NULL"),
        col("kind", "TEXT NOT NULL"),
        col("value", "TEXT NOT NULL"),
    ],
    immutable: &[],
    indexes: &[("merchant_clue_value", "merchant_clue (kind, value)")],
    reads: None,
};

/// Lines from the top in which a seller's telephone number is looked for.
const HEADER_LINES: usize = 16;

/// Lessons that are weighed for one reading at most, the newest.
const MOST_LESSONS: usize = 200;

/// A confirmed receipt as a lesson, with what else it teaches.
#[derive(Debug, Clone, PartialEq)]
pub struct Taught {
    /// Which receipt.
    pub receipt: ReceiptId,
    /// Its seller's key.
    pub merchant_key: String,
    /// The name that was confirmed, and what its reading showed.
    pub lesson: Lesson,
    /// What it was for.
    pub category: Option<CategoryId>,
    /// How it was paid.
    pub payment: Option<PaymentMethod>,
    /// The currency of its amounts.
    pub currency: Option<Currency>,
    /// The day of the sale.
    pub date: Option<Date>,
    /// When it was confirmed.
    pub confirmed_at: Timestamp,
}

/// Notes what a reading shows of its seller, instead of what an earlier one showed.
pub(crate) fn replace(
    tx: &LocalTx<'_>,
    receipt: ReceiptId,
    page: &OcrPage,
    draft: &ReceiptDraft,
) -> Result<()> {
    tx.execute("DELETE FROM merchant_clue WHERE receipt_id = ?1", [receipt.to_string()])?;
    let sql = "INSERT INTO merchant_clue (receipt_id, kind, value) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    for clue in clues(page, draft) {
        tx.execute(sql, (receipt.to_string(), clue.kind.as_str(), clue.value))?;
    }
    Ok(())
}

/// Makes the clues of every receipt anew.
pub fn rebuild(tx: &LocalTx<'_>) -> Result<()> {
    tx.execute("DELETE FROM merchant_clue", [])?;
    let read =
        tx.rows("SELECT DISTINCT receipt_id FROM reading", [], |row| row.id("receipt_id"))?;
    for receipt in read {
        if let Some(last) = reading::latest(tx, receipt)? {
            replace(tx, receipt, &last.page, &last.draft)?;
        }
    }
    Ok(())
}

fn clues(page: &OcrPage, draft: &ReceiptDraft) -> Vec<Clue> {
    let read = |kind, field: &::receipt::Field<String>| {
        field.value().and_then(|text| Clue::new(kind, text))
    };
    let text = page.text();
    [
        read(ClueKind::Registration, &draft.registration),
        read(ClueKind::TaxNumber, &draft.tax_number),
        read(ClueKind::Look, &draft.merchant),
    ]
    .into_iter()
    .flatten()
    .chain(phones(text.lines().take(HEADER_LINES)))
    .collect()
}

/// What a receipt's last reading showed of its seller.
pub fn of(view: &View<'_>, receipt: ReceiptId) -> Result<Vec<Clue>> {
    let sql = "SELECT kind, value FROM merchant_clue WHERE receipt_id = ?1 ORDER BY kind, value";
    let found = view.rows(sql, [receipt.to_string()], |row| {
        Ok((row.parsed("kind", ClueKind::parse)?, row.raw("value")?))
    })?;
    Ok(found.into_iter().filter_map(|(kind, value)| Some(Clue { kind: kind?, value })).collect())
}

/// Confirmed receipts that stand and were not forgotten; samples teach nothing.
const TEACHING: &str = "receipt.state = 'confirmed' AND receipt.deleted_at IS NULL AND receipt.sample = 0
    AND receipt.merchant_key <> '' AND receipt.confirmed_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM merchant_forgotten AS gone WHERE gone.merchant_key = receipt.merchant_key
        AND gone.deleted_at IS NULL AND gone.forgotten_at >= receipt.confirmed_at)";

const COLUMNS: &str =
    "receipt.id, merchant, merchant_key, category_id, payment, currency, date, confirmed_at";

/// The lessons that could speak for these clues, the newest first, without
/// `receipt`, which does not teach itself.
pub fn lessons(view: &View<'_>, receipt: ReceiptId, clues: &[Clue]) -> Result<Vec<Taught>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM receipt WHERE {TEACHING} AND receipt.id <> ?1 AND receipt.id IN
            (SELECT receipt_id FROM merchant_clue WHERE kind = ?2 AND value = ?3)
         ORDER BY confirmed_at DESC, rid DESC LIMIT {MOST_LESSONS}"
    );
    let mut found: Vec<Taught> = Vec::new();
    for clue in near(view, clues)? {
        let params = (receipt.to_string(), clue.kind.as_str(), clue.value);
        for taught in view.rows(&sql, params, |row| read(view, row))? {
            if found.iter().all(|other| other.receipt != taught.receipt) {
                found.push(taught);
            }
        }
    }
    found.sort_by_key(|taught| std::cmp::Reverse(taught.confirmed_at));
    Ok(found)
}

/// The clues themselves, and the looks that were confirmed and are much like theirs.
fn near(view: &View<'_>, clues: &[Clue]) -> Result<Vec<Clue>> {
    let mut near = clues.to_vec();
    let Some(look) = clues.iter().find(|clue| clue.kind == ClueKind::Look) else { return Ok(near) };
    // What is much alike is about as long.
    let sql = "SELECT DISTINCT value FROM merchant_clue
        WHERE kind = 'look' AND length(value) BETWEEN ?1 * 3 / 4 AND ?1 * 4 / 3 + 1";
    let length = i64::try_from(look.value.chars().count()).unwrap_or(i64::MAX / 4);
    let known: Vec<String> = view.rows(sql, [length], |row| row.raw("value"))?;
    let alike =
        known.into_iter().filter(|other| *other != look.value && looks_like(other, &look.value));
    near.extend(alike.map(|value| Clue { kind: ClueKind::Look, value }));
    Ok(near)
}

/// The receipts that wait and could look otherwise once this one teaches
/// something else: they show a clue of its, or one much like it, or are taken
/// to be of its seller.
pub fn waiting_like(view: &View<'_>, taught: ReceiptId) -> Result<Vec<ReceiptId>> {
    const WAITING: &str = "state IN ('to_review', 'ready') AND receipt.deleted_at IS NULL";
    let of_seller = format!(
        "SELECT id FROM receipt WHERE {WAITING} AND merchant_key <> ''
            AND merchant_key = (SELECT merchant_key FROM receipt WHERE id = ?1)"
    );
    let showing = format!(
        "SELECT id FROM merchant_clue JOIN receipt ON receipt.id = receipt_id
         WHERE kind = ?1 AND value = ?2 AND {WAITING}"
    );
    let mut found: Vec<ReceiptId> =
        view.rows(&of_seller, [taught.to_string()], |row| row.id("id"))?;
    for clue in near(view, &of(view, taught)?)? {
        found.extend(view.rows(&showing, (clue.kind.as_str(), clue.value), |row| row.id("id"))?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The lessons of one seller, the newest first.
pub fn of_merchant(view: &View<'_>, merchant_key: &str) -> Result<Vec<Taught>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM receipt WHERE {TEACHING} AND merchant_key = ?1
         ORDER BY confirmed_at DESC, rid DESC LIMIT {MOST_LESSONS}"
    );
    view.rows(&sql, [merchant_key], |row| read(view, row))
}

/// How the names of a seller's confirmed receipts were read, each once.
pub fn looks(view: &View<'_>, merchant_key: &str) -> Result<Vec<String>> {
    let sql = format!(
        "SELECT DISTINCT reading_field.value FROM receipt
         JOIN reading ON reading.receipt_id = receipt.id
         JOIN reading_field ON reading_field.reading_id = reading.id AND field = 'merchant' AND n = 0
         WHERE {TEACHING} AND merchant_key = ?1 AND reading_field.value IS NOT NULL ORDER BY 1 LIMIT 20"
    );
    view.rows(&sql, [merchant_key], |row| row.json("value"))
}

/// The key of every seller that something is known of, and from how many receipts.
pub fn merchants(view: &View<'_>) -> Result<Vec<(String, u32)>> {
    let sql = format!(
        "SELECT merchant_key, count(*) AS receipts FROM receipt WHERE {TEACHING} GROUP BY merchant_key
         ORDER BY max(merchant) COLLATE NOCASE"
    );
    view.rows(&sql, [], |row| Ok((row.raw("merchant_key")?, row.count("receipts")?)))
}

fn read(view: &View<'_>, row: &Row<'_>) -> Result<Taught> {
    let receipt = row.id("id")?;
    Ok(Taught {
        receipt,
        merchant_key: row.raw("merchant_key")?,
        lesson: Lesson { merchant: row.raw("merchant")?, clues: of(view, receipt)? },
        category: row.maybe_id("category_id")?,
        payment: row.parsed("payment", PaymentMethod::parse)?,
        currency: row.currency("currency")?,
        date: row.date("date")?,
        confirmed_at: row.at("confirmed_at")?,
    })
}

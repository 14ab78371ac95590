//! What says how long a receipt has been here and will be.
use crate::{CategoryId, ReceiptId, Result, View, codec::Columns};
use jiff::{Timestamp, civil::Date};

/// A receipt, as far as keeping it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aged {
    /// Id.
    pub id: ReceiptId,
    /// Who sold.
    pub merchant: Option<String>,
    /// The day of the sale.
    pub date: Option<Date>,
    /// What it is for.
    pub category: Option<CategoryId>,
    /// Whether it was confirmed.
    pub confirmed: bool,
    /// One of the bundled samples.
    pub sample: bool,
    /// When it came here.
    pub added_at: Timestamp,
    /// When it went to the bin.
    pub binned_at: Option<Timestamp>,
}

/// Everything that is confirmed or in the bin, oldest sale first.
pub fn list(view: &View<'_>) -> Result<Vec<Aged>> {
    let sql = "SELECT id, merchant, date, category_id, state = 'confirmed' AS confirmed, sample, added_at, deleted_at
        FROM receipt WHERE state = 'confirmed' OR deleted_at IS NOT NULL ORDER BY date, rid";
    view.rows(sql, [], |row| {
        Ok(Aged {
            id: row.id("id")?,
            merchant: row.raw("merchant")?,
            date: row.date("date")?,
            category: row.maybe_id("category_id")?,
            confirmed: row.raw("confirmed")?,
            sample: row.raw("sample")?,
            added_at: row.at("added_at")?,
            binned_at: row.maybe_at("deleted_at")?,
        })
    })
}

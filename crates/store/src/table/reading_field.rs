//! What a reading suggests for each field: one row a suggestion, best first,
//! and one row of doubts behind them; one row a line of goods.
use crate::{
    Error, LocalTx, ReadingId, Result, View,
    codec::{Columns, to_json},
    schema::{Class, Key, Purge, Table, col},
};
use ::receipt::{Field, ItemDraft, ReceiptDraft, Suggestion};
use serde::{Serialize, de::DeserializeOwned};

pub(crate) static TABLE: Table = Table {
    name: "reading_field",
    class: Class::Local,
    purge: Purge::Guarded,
    key: Key::Columns("reading_id, field, n"),
    columns: &[
        col("reading_id", "TEXT NOT NULL REFERENCES reading (id) DEFERRABLE INITIALLY DEFERRED"),
        col("field", "TEXT NOT NULL"),
        col("n", "INTEGER NOT NULL"),
        // JSON of the value, so that every type comes back as it was.
        col("value", "TEXT"),
        col("confidence", "REAL"),
        col("box", "TEXT"),
        // JSON: how a suggestion came about; the doubts, on the row without a value.
        col("reasons", "TEXT"),
    ],
    immutable: &["reading_id", "field", "n", "value", "confidence", "box", "reasons"],
    indexes: &[],
    reads: Some(reads),
};

/// Calls `$each!(name, field)` for every field of a draft.
macro_rules! every_field {
    ($each:ident) => {
        $each!(
            merchant,
            address,
            date,
            time,
            currency,
            subtotal,
            tax,
            service,
            rounding,
            total,
            paid,
            change,
            payment,
            number,
            registration,
            tax_number
        )
    };
}

/// Stores a draft.
pub(crate) fn insert_draft(
    tx: &LocalTx<'_>,
    reading: ReadingId,
    draft: &ReceiptDraft,
) -> Result<()> {
    macro_rules! insert_all {
        ($($name:ident),+) => { $(insert_field(tx, reading, stringify!($name), &draft.$name)?;)+ };
    }
    every_field!(insert_all);
    for (n, item) in draft.items.iter().enumerate() {
        insert(
            tx,
            reading,
            "item",
            n,
            &Row { value: Some(to_json(item, "item")?), ..Row::default() },
        )?;
    }
    Ok(())
}

/// The draft as it was stored.
pub(crate) fn draft(view: &View<'_>, reading: ReadingId) -> Result<ReceiptDraft> {
    let mut draft = ReceiptDraft::default();
    macro_rules! read_all {
        ($($name:ident),+) => { $(draft.$name = field(view, reading, stringify!($name))?;)+ };
    }
    every_field!(read_all);
    draft.items = rows(view, reading, "item")?
        .iter()
        .map(|row| from_json::<ItemDraft>(row.value.as_deref()))
        .collect::<Result<_>>()?;
    Ok(draft)
}

#[derive(Default)]
struct Row {
    value: Option<String>,
    confidence: Option<f64>,
    bounds: Option<String>,
    reasons: Option<String>,
}

fn insert_field<T: Serialize>(
    tx: &LocalTx<'_>,
    reading: ReadingId,
    name: &str,
    field: &Field<T>,
) -> Result<()> {
    for (n, suggestion) in field.suggestions.iter().enumerate() {
        let row = Row {
            value: Some(to_json(&suggestion.value, "value")?),
            confidence: Some(f64::from(suggestion.confidence)),
            bounds: suggestion.bounds.map(|bounds| to_json(&bounds, "box")).transpose()?,
            reasons: Some(to_json(&suggestion.source, "reasons")?),
        };
        insert(tx, reading, name, n, &row)?;
    }
    if field.doubts.is_empty() {
        return Ok(());
    }
    let doubts = Row { reasons: Some(to_json(&field.doubts, "reasons")?), ..Row::default() };
    insert(tx, reading, name, field.suggestions.len(), &doubts)
}

fn insert(tx: &LocalTx<'_>, reading: ReadingId, field: &str, n: usize, row: &Row) -> Result<()> {
    tx.execute(
        "INSERT INTO reading_field (reading_id, field, n, value, confidence, box, reasons)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            reading.to_string(),
            field,
            i64::try_from(n).unwrap_or(i64::MAX),
            &row.value,
            row.confidence,
            &row.bounds,
            &row.reasons,
        ),
    )?;
    Ok(())
}

fn rows(view: &View<'_>, reading: ReadingId, field: &str) -> Result<Vec<Row>> {
    let sql = "SELECT value, confidence, box, reasons FROM reading_field WHERE reading_id = ?1 AND field = ?2 ORDER BY n";
    view.rows(sql, (reading.to_string(), field), read)
}

fn read(row: &rusqlite::Row<'_>) -> Result<Row> {
    Ok(Row {
        value: row.raw("value")?,
        confidence: row.raw("confidence")?,
        bounds: row.raw("box")?,
        reasons: row.raw("reasons")?,
    })
}

/// As [`draft`] reads it. A field of a newer version is read by nobody here.
fn reads(row: &rusqlite::Row<'_>) -> Result<()> {
    let (field, row) = (row.raw::<String>("field")?, read(row)?);
    let mut of_that_name = ReceiptDraft::default();
    macro_rules! put_in {
        ($($name:ident),+) => {
            match field.as_str() {
                "item" => from_json::<ItemDraft>(row.value.as_deref()).map(drop),
                $(stringify!($name) => put(&mut of_that_name.$name, &row),)+
                _ => Ok(()),
            }
        };
    }
    every_field!(put_in)
}

fn field<T: DeserializeOwned>(view: &View<'_>, reading: ReadingId, name: &str) -> Result<Field<T>> {
    let mut field = Field::default();
    for row in rows(view, reading, name)? {
        put(&mut field, &row)?;
    }
    Ok(field)
}

fn put<T: DeserializeOwned>(field: &mut Field<T>, row: &Row) -> Result<()> {
    match &row.value {
        Some(_) => field.suggestions.push(suggestion(row)?),
        None => field.doubts = from_json(row.reasons.as_deref())?,
    }
    Ok(())
}

#[allow(clippy::cast_possible_truncation, reason = "it was an f32 when it was stored")]
fn suggestion<T: DeserializeOwned>(row: &Row) -> Result<Suggestion<T>> {
    Ok(Suggestion {
        value: from_json(row.value.as_deref())?,
        confidence: row.confidence.ok_or(Error::Damaged("confidence"))? as f32,
        bounds: row.bounds.as_deref().map(|text| from_json(Some(text))).transpose()?,
        source: from_json(row.reasons.as_deref())?,
    })
}

fn from_json<T: DeserializeOwned>(text: Option<&str>) -> Result<T> {
    text.and_then(|text| serde_json::from_str(text).ok()).ok_or(Error::Damaged("reading_field"))
}

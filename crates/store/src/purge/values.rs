//! What is looked for: what the file says of the receipts that are to go.
use super::rows::{OWNED, released_by};
use crate::{ReceiptId, Result, View, codec::Columns, table::reading};
use rusqlite::{Params, types::ValueRef};
use std::collections::BTreeSet;

/// Shorter values are met by chance among the bytes of pictures.
const SHORTEST: usize = 8;
/// Of a longer one its beginning says enough.
const LONGEST: usize = 48;
/// Words of a receipt's text that are looked for.
const WORDS: usize = 24;
/// Pieces of a picture, and where in each MiB of it they are taken.
const PIECE: i64 = 32;
const AT: i64 = 700;

type Values = BTreeSet<Vec<u8>>;

/// The values of these receipts.
pub(crate) fn of(view: &View<'_>, receipts: &[ReceiptId]) -> Result<Values> {
    let mut values = Values::new();
    for receipt in receipts {
        of_rows(view, &receipt.to_string(), &mut values)?;
        of_readings(view, *receipt, &mut values)?;
    }
    of_pictures(view, receipts, &mut values)?;
    Ok(values)
}

fn of_rows(view: &View<'_>, receipt: &str, values: &mut Values) -> Result<()> {
    collect(view, "SELECT * FROM receipt WHERE id = ?1", [receipt], values)?;
    collect(view, "SELECT value FROM merchant_clue WHERE receipt_id = ?1", [receipt], values)?;
    let document =
        "SELECT names FROM search_document WHERE rid = (SELECT rid FROM receipt WHERE id = ?1)";
    collect(view, document, [receipt], values)?;
    log(view, "receipt", receipt, values)?;
    for (table, columns) in OWNED {
        for column in *columns {
            collect(
                view,
                &format!("SELECT * FROM {table} WHERE {column} = ?1"),
                [receipt],
                values,
            )?;
            let ids = format!("SELECT id FROM {table} WHERE {column} = ?1");
            for id in view.rows(&ids, [receipt], |row| row.raw::<String>("id"))? {
                log(view, table, &id, values)?;
            }
        }
    }
    Ok(())
}

/// What was changed, and what the actions were about.
fn log(view: &View<'_>, table: &str, row: &str, values: &mut Values) -> Result<()> {
    let changes = "SELECT old, new, json_extract(args, '$.about') FROM change JOIN action ON action.id = action_id
        WHERE tbl = ?1 AND row_id = ?2";
    collect(view, changes, (table, row), values)
}

fn of_readings(view: &View<'_>, receipt: ReceiptId, values: &mut Values) -> Result<()> {
    let id = receipt.to_string();
    let fields =
        "SELECT trim(value, '\"') FROM reading_field JOIN reading ON reading.id = reading_id
        WHERE receipt_id = ?1 AND field <> 'item'";
    collect(view, fields, [&id], values)?;
    let codes = "SELECT payload FROM reading_code JOIN reading ON reading.id = reading_id WHERE receipt_id = ?1";
    collect(view, codes, [&id], values)?;
    let pages = "SELECT id FROM reading WHERE receipt_id = ?1";
    for reading in view.rows(pages, [&id], |row| row.id("id"))? {
        let page = reading::page(view, reading)?.unwrap_or_default();
        // A sign that JSON writes otherwise would not be found in what is stored.
        let plain =
            |word: &&page::Word| !word.text.contains(['"', '\\']) && word.text.len() >= SHORTEST;
        for word in page.words.iter().filter(plain).take(WORDS) {
            add(word.text.as_bytes(), values);
        }
    }
    Ok(())
}

/// Pieces of the pictures that go with the receipts, and of their small ones.
fn of_pictures(view: &View<'_>, receipts: &[ReceiptId], values: &mut Values) -> Result<()> {
    for attachment in released_by(view, receipts)? {
        collect(view, "SELECT sha256, name FROM attachment WHERE id = ?1", [&attachment], values)?;
        for table in ["attachment_chunk", "thumbnail"] {
            let pieces = format!(
                "SELECT substr(bytes, min({AT}, max(length(bytes) - {PIECE}, 0)) + 1, {PIECE}) FROM {table} WHERE attachment_id = ?1"
            );
            collect(view, &pieces, [&attachment], values)?;
        }
    }
    Ok(())
}

fn collect(view: &View<'_>, sql: &str, params: impl Params, values: &mut Values) -> Result<()> {
    let mut statement = view.conn().prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            if let ValueRef::Text(bytes) | ValueRef::Blob(bytes) = row.get_ref(column)? {
                add(bytes, values);
            }
        }
    }
    Ok(())
}

/// What is the same byte over and over says nothing.
fn add(bytes: &[u8], values: &mut Values) {
    let bytes = &bytes[..bytes.len().min(LONGEST)];
    let different: BTreeSet<u8> = bytes.iter().copied().collect();
    if bytes.len() >= SHORTEST && different.len() > SHORTEST / 2 {
        values.insert(bytes.to_vec());
    }
}

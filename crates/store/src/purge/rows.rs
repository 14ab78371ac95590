//! What goes with a receipt, and what stays of it: that it was, in the log and
//! as tombstones.
use super::UNFINISHED;
use crate::{
    Error, LocalTx, ReceiptId, Result, View,
    codec::{Columns, to_json},
    search,
    table::{hold, running, setting, tombstone},
};
use jiff::civil::Date;

/// Tables whose rows are a receipt's own, and the columns that say whose.
pub(crate) const OWNED: &[(&str, &[&str])] = &[
    ("receipt_item", &["receipt_id"]),
    ("receipt_page", &["receipt_id"]),
    ("duplicate", &["first_id", "second_id"]),
    ("hold", &["subject_id"]),
];

/// Purges a receipt that is not held.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Held`].
pub(crate) fn purge_receipt(tx: &LocalTx<'_>, receipt: ReceiptId, today: Date) -> Result<()> {
    if !hold::of(tx, receipt, today)?.is_empty() {
        return Err(Error::Held);
    }
    match purge_row(tx, "receipt", &receipt.to_string())? {
        true => Ok(()),
        false => Err(Error::NotFound("receipt")),
    }
}

/// Purges a row of a logged table and what is its own; whether it was there.
pub(crate) fn purge_row(tx: &LocalTx<'_>, table: &str, row: &str) -> Result<bool> {
    let owned = OWNED.iter().map(|(owned, _)| *owned);
    let purged = owned.chain(["receipt", "merchant_forgotten"]).find(|name| *name == table);
    let table = purged.ok_or(Error::Invalid("segment"))?;
    running::set_purging(tx, true)?;
    let was_there = if table == "receipt" { receipt(tx, row) } else { single(tx, table, row) }?;
    running::set_purging(tx, false)?;
    if was_there {
        setting::set(tx, UNFINISHED, &true)?;
    }
    Ok(was_there)
}

fn receipt(tx: &LocalTx<'_>, receipt: &str) -> Result<bool> {
    search::forget(tx, receipt)?;
    for (table, columns) in OWNED {
        for column in *columns {
            let sql = format!("SELECT id FROM {table} WHERE {column} = ?1");
            for row in tx.rows(&sql, [receipt], |row| row.raw::<String>("id"))? {
                single(tx, table, &row)?;
            }
        }
    }
    readings(tx, receipt)?;
    merchant(tx, receipt)?;
    tx.execute("DELETE FROM merchant_clue WHERE receipt_id = ?1", [receipt])?;
    tx.execute("DELETE FROM job WHERE subject_id = ?1", [receipt])?;
    // A file in a watched folder that has its name is looked at anew.
    let watched = "DELETE FROM watched_file WHERE EXISTS (SELECT 1 FROM receipt WHERE id = ?1
        AND file_name <> '' AND substr(path, -length(file_name)) = file_name)";
    tx.execute(watched, [receipt])?;
    single(tx, "receipt", receipt)
}

/// One row: its tombstone stands before it goes, and the log says no more of it.
fn single(tx: &LocalTx<'_>, table: &str, row: &str) -> Result<bool> {
    tombstone::insert(tx, table, row)?;
    let picture = match table {
        "receipt_page" => picture_of(tx, row)?,
        _ => None,
    };
    let gone = tx.execute(&format!("DELETE FROM {table} WHERE id = ?1"), [row])?;
    blank(tx, table, row)?;
    picture.map_or(Ok(()), |picture| release(tx, &picture))?;
    Ok(gone > 0)
}

/// The values of a row's changes, and the words of the actions that made them.
fn blank(tx: &LocalTx<'_>, table: &str, row: &str) -> Result<()> {
    let sql = "UPDATE change SET old = NULL, new = NULL
        WHERE tbl = ?1 AND row_id = ?2 AND (old IS NOT NULL OR new IS NOT NULL)";
    tx.execute(sql, (table, row))?;
    blank_words(tx, table, row)
}

/// What undid an action, and what went on with it, has its words too.
pub(crate) fn blank_words(tx: &LocalTx<'_>, table: &str, row: &str) -> Result<()> {
    let sql = "WITH RECURSIVE touched (id) AS (
            SELECT action_id FROM change WHERE tbl = ?1 AND row_id = ?2
            UNION SELECT action.id FROM action JOIN touched ON action.undoes = touched.id
            UNION SELECT action.undoes FROM action JOIN touched ON action.id = touched.id WHERE action.undoes IS NOT NULL
            UNION SELECT action.id FROM action JOIN touched ON action.part_of = touched.id
            UNION SELECT action.part_of FROM action JOIN touched ON action.id = touched.id WHERE action.part_of IS NOT NULL)
        UPDATE action SET args = json_remove(args, '$.about')
        WHERE id IN (SELECT id FROM touched) AND json_extract(args, '$.about') IS NOT NULL";
    tx.execute(sql, (table, row))?;
    Ok(())
}

fn readings(tx: &LocalTx<'_>, receipt: &str) -> Result<()> {
    for table in ["reading_field", "reading_code"] {
        let sql = format!(
            "DELETE FROM {table} WHERE reading_id IN (SELECT id FROM reading WHERE receipt_id = ?1)"
        );
        tx.execute(&sql, [receipt])?;
    }
    tx.execute("DELETE FROM reading WHERE receipt_id = ?1", [receipt])?;
    Ok(())
}

/// That a seller was forgotten names the seller: it goes with its last receipt.
fn merchant(tx: &LocalTx<'_>, receipt: &str) -> Result<()> {
    let sql =
        "SELECT gone.id AS id FROM merchant_forgotten AS gone JOIN receipt USING (merchant_key)
        WHERE receipt.id = ?1 AND NOT EXISTS (SELECT 1 FROM receipt AS other
            WHERE other.merchant_key = gone.merchant_key AND other.id <> ?1)";
    for row in tx.rows(sql, [receipt], |row| row.raw::<String>("id"))? {
        single(tx, "merchant_forgotten", &row)?;
    }
    Ok(())
}

fn picture_of(view: &View<'_>, page: &str) -> Result<Option<String>> {
    let sql = "SELECT attachment_id FROM receipt_page WHERE id = ?1";
    view.row(sql, [page], |row| row.raw("attachment_id"))
}

/// The files that no page but of these receipts shows.
pub(crate) fn released_by(view: &View<'_>, receipts: &[ReceiptId]) -> Result<Vec<String>> {
    let ids: Vec<String> = receipts.iter().map(ToString::to_string).collect();
    let sql = "WITH going (id) AS (SELECT value FROM json_each(?1))
        SELECT DISTINCT attachment_id FROM receipt_page AS mine WHERE receipt_id IN (SELECT id FROM going)
        AND NOT EXISTS (SELECT 1 FROM receipt_page AS other WHERE other.attachment_id = mine.attachment_id
            AND other.receipt_id NOT IN (SELECT id FROM going))";
    view.rows(sql, [to_json(&ids, "purge")?], |row| row.raw("attachment_id"))
}

/// Removes a file that no page shows any more.
fn release(tx: &LocalTx<'_>, attachment: &str) -> Result<()> {
    let shown = "SELECT EXISTS (SELECT 1 FROM receipt_page WHERE attachment_id = ?1)";
    if tx.number(shown, [attachment])? == 1 {
        return Ok(());
    }
    for (table, column) in [
        ("thumbnail", "attachment_id"),
        ("attachment_page", "attachment_id"),
        ("attachment_chunk", "attachment_id"),
        ("attachment", "id"),
    ] {
        tx.execute(&format!("DELETE FROM {table} WHERE {column} = ?1"), [attachment])?;
    }
    Ok(())
}

//! Putting a receipt's words in and taking them out again.
use super::grams::{cjk_pairs, pairs, trigrams};
use crate::{
    Error, LocalTx, ReceiptId, Result, View,
    codec::Columns,
    table::{
        reading,
        search_document::{self, Source},
    },
};
use jiff::civil::{Date, date};

/// Marks a receipt whose words have changed.
pub(crate) fn mark(tx: &LocalTx<'_>, receipt: ReceiptId) -> Result<()> {
    search_document::mark(tx, receipt)
}

/// Marks every receipt: the index is empty.
pub(crate) fn mark_all(tx: &LocalTx<'_>) -> Result<()> {
    tx.execute_batch("INSERT OR IGNORE INTO search_dirty (receipt_id) SELECT id FROM receipt")
}

/// Brings the index up to date with what was marked: first what goes, then
/// what comes, each in the order of the entries, which is what FTS5 is quick at.
pub(crate) fn index_marked(tx: &LocalTx<'_>) -> Result<()> {
    let mut stale = Vec::new();
    let mut fresh = Vec::new();
    for receipt in search_document::take_marked(tx)? {
        let Some((rid, new)) = source(tx, receipt)? else { continue };
        let old = search_document::find(tx, rid)?;
        if old.as_ref() != Some(&new) {
            stale.extend(old);
            fresh.push((rid, new));
        }
    }
    stale.sort_by_key(|old| old.entry);
    fresh.sort_by_key(|(_, new)| new.entry);
    take_out(tx, &stale)?;
    put_in(tx, &fresh)
}

/// Takes a receipt's words out for good, while what they were made of is here.
pub(crate) fn forget(tx: &LocalTx<'_>, receipt: &str) -> Result<()> {
    tx.execute("DELETE FROM search_dirty WHERE receipt_id = ?1", [receipt])?;
    let sql = "SELECT rid FROM receipt WHERE id = ?1";
    let Some(rid) = tx.row(sql, [receipt], |row| row.raw("rid"))? else { return Ok(()) };
    take_out(tx, search_document::find(tx, rid)?.as_slice())?;
    tx.execute("DELETE FROM search_document WHERE rid = ?1", [rid])?;
    Ok(())
}

fn take_out(tx: &LocalTx<'_>, stale: &[Source]) -> Result<()> {
    let sql =
        "INSERT INTO search (search, rowid, text, tri, pair) VALUES ('delete', ?1, ?2, ?3, ?4)";
    stale.iter().try_for_each(|old| write(tx, sql, old))
}

fn put_in(tx: &LocalTx<'_>, fresh: &[(i64, Source)]) -> Result<()> {
    for (rid, new) in fresh {
        write(tx, "INSERT INTO search (rowid, text, tri, pair) VALUES (?1, ?2, ?3, ?4)", new)?;
        search_document::put(tx, *rid, new)?;
    }
    Ok(())
}

fn write(tx: &LocalTx<'_>, sql: &str, source: &Source) -> Result<()> {
    let page = source.reading.map(|reading| reading::page(tx, reading)).transpose()?.flatten();
    let text = page.map(|page| page.text()).unwrap_or_default();
    let pairs = format!("{} 0 {}", pairs(&source.names), cjk_pairs(&text));
    tx.execute(sql, (source.entry, text, trigrams(&source.names), pairs))?;
    Ok(())
}

/// What a receipt's entry is made of now; none when the receipt is not here.
fn source(view: &View<'_>, receipt: ReceiptId) -> Result<Option<(i64, Source)>> {
    let sql = "SELECT rid, date, concat_ws(' ', merchant, number, note,
            (SELECT group_concat(name, ' ' ORDER BY position, id) FROM receipt_item
             WHERE receipt_id = receipt.id AND deleted_at IS NULL)) AS names
        FROM receipt WHERE id = ?1";
    view.row(sql, [receipt.to_string()], |row| {
        let rid: i64 = row.raw("rid")?;
        let reading = reading::latest_id(view, receipt)?;
        Ok((
            rid,
            Source { entry: entry(row.date("date")?, rid)?, names: row.raw("names")?, reading },
        ))
    })
}

/// `day << 32 | rid`: the order of the list, undated receipts last.
fn entry(day: Option<Date>, rid: i64) -> Result<i64> {
    const FIRST: Date = date(1, 1, 1);
    let days = match day {
        Some(day) => i64::from((day - FIRST).get_days()).max(0) + 1,
        None => 0,
    };
    let rid = u32::try_from(rid).map_err(|_| Error::Damaged("rid"))?;
    Ok(days << 32 | i64::from(rid))
}

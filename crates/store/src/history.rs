//! What was done to a receipt, read from the change log.
use crate::{
    Error, ReceiptId, Result, View,
    codec::Columns,
    table::{action, change::Stored},
};
use journal::{ActionRecord, Value};
use std::collections::HashMap;

/// One action, with what it changed of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// What was done.
    pub action: ActionRecord,
    /// The name of the installation it was done on.
    pub device: String,
    /// What it changed: cells of the receipt, its items and its pages.
    pub changes: Vec<CellChange>,
}

/// One value that was changed, or a row that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// `receipt`, `receipt_item` or `receipt_page`.
    pub table: String,
    /// The row's id.
    pub row: String,
    /// The column; none where the row was added.
    pub column: Option<String>,
    /// Before.
    pub old: Value,
    /// After.
    pub new: Value,
}

/// Everything that was done to a receipt, the latest first.
///
/// # Errors
/// [`Error::NotFound`].
pub fn of_receipt(view: &View<'_>, receipt: ReceiptId) -> Result<Vec<Deed>> {
    let sql = "WITH own (tbl, id) AS (
            SELECT 'receipt', id FROM receipt WHERE id = ?1
            UNION ALL SELECT 'receipt_item', id FROM receipt_item WHERE receipt_id = ?1
            UNION ALL SELECT 'receipt_page', id FROM receipt_page WHERE receipt_id = ?1)
        SELECT action_id, change.tbl AS tbl, row_id, col, old, new
        FROM own JOIN change ON change.tbl = own.tbl AND change.row_id = own.id
        ORDER BY hlc DESC, action_id, tbl, row_id, col";
    let rows = view.rows(sql, [receipt.to_string()], |row| {
        let change = CellChange {
            table: row.raw("tbl")?,
            row: row.raw("row_id")?,
            column: Some(row.raw("col")?).filter(|column: &String| !column.is_empty()),
            old: row.raw::<Stored>("old")?.0,
            new: row.raw::<Stored>("new")?.0,
        };
        Ok((row.id("action_id")?, change))
    })?;
    if rows.is_empty() {
        return Err(Error::NotFound("receipt"));
    }
    let mut deeds: Vec<Deed> = Vec::new();
    let mut devices = HashMap::new();
    for (id, change) in rows {
        if deeds.last().is_none_or(|deed| deed.action.id != id) {
            let action = action::get(view, id)?;
            let device = name_of(view, &action, &mut devices)?;
            deeds.push(Deed { action, device, changes: Vec::new() });
        }
        if let Some(deed) = deeds.last_mut() {
            deed.changes.push(change);
        }
    }
    Ok(deeds)
}

fn name_of(
    view: &View<'_>,
    action: &ActionRecord,
    known: &mut HashMap<crate::DeviceId, String>,
) -> Result<String> {
    if let Some(name) = known.get(&action.device) {
        return Ok(name.clone());
    }
    let sql = "SELECT name FROM device WHERE id = ?1";
    let name = view.row(sql, [action.device.to_string()], |row| row.raw("name"))?;
    let name: String = name.unwrap_or_default();
    known.insert(action.device, name.clone());
    Ok(name)
}

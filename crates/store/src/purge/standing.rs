//! What also stands in something that was not purged: another receipt of the
//! same seller has its name too, and the schema the words for a receipt's state.
use super::pages::Sought;
use crate::{Result, View, schema::TABLES};
use rusqlite::types::ValueRef;
use std::collections::BTreeSet;

/// The needles among `found` that a row of some table still has.
pub(crate) fn of(
    view: &View<'_>,
    sought: &Sought,
    found: &BTreeSet<usize>,
) -> Result<BTreeSet<usize>> {
    let mut standing = BTreeSet::new();
    for table in ["sqlite_schema"].into_iter().chain(TABLES.iter().map(|table| table.name)) {
        if found.is_subset(&standing) {
            break;
        }
        of_rows(view, table, sought, &mut standing)?;
    }
    standing.retain(|needle| found.contains(needle));
    Ok(standing)
}

fn of_rows(
    view: &View<'_>,
    table: &str,
    sought: &Sought,
    standing: &mut BTreeSet<usize>,
) -> Result<()> {
    let mut all = view.conn().prepare(&format!("SELECT * FROM {table}"))?;
    let columns = all.column_count();
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            if let ValueRef::Text(bytes) | ValueRef::Blob(bytes) = row.get_ref(column)? {
                sought.find_in(bytes, standing);
            }
        }
    }
    Ok(())
}

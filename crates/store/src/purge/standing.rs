//! What also stands in something that was not purged: another receipt of the
//! same seller has its name too.
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
    for table in TABLES {
        if found.is_subset(&standing) {
            break;
        }
        let mut all = view.conn().prepare(&format!("SELECT * FROM {}", table.name))?;
        let columns = all.column_count();
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                if let ValueRef::Text(bytes) | ValueRef::Blob(bytes) = row.get_ref(column)? {
                    sought.find_in(bytes, &mut standing);
                }
            }
        }
    }
    standing.retain(|needle| found.contains(needle));
    Ok(standing)
}

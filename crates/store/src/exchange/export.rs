//! What a device did, for others.
use super::Segment;
use crate::{
    DeviceId, Error, Result, View,
    schema::{Table, logged_table},
    table::{
        action,
        change::{self, Logged, Stored},
        tombstone,
    },
};
use journal::{Change, Value};

/// A device's actions after a number.
pub(crate) fn export(
    view: &View<'_>,
    device: DeviceId,
    since: u64,
    limit: usize,
) -> Result<Segment> {
    let mut actions = Vec::new();
    for action in action::after(view, device, since, limit)? {
        let changes = change::of_action(view, action.id)?;
        let changes =
            changes.into_iter().map(|logged| to_change(view, logged)).collect::<Result<_>>()?;
        actions.push((action, changes));
    }
    Ok(Segment { device, actions })
}

fn to_change(view: &View<'_>, logged: Logged) -> Result<Change> {
    let Logged { table, row, column, old, new } = logged;
    if tombstone::covers(view, &table, &row)? {
        return Ok(Change::Blank { table, row, column });
    }
    if !column.is_empty() {
        return Ok(Change::Update { table, row, column, old, new });
    }
    let declared = logged_table(&table).ok_or(Error::Damaged("tbl"))?;
    Ok(Change::Insert { values: inserted_values(view, declared, &row)?, table, row })
}

/// The log holds no values of an insert: the row has them, or, where they have
/// changed since, the `old` of the first change.
fn inserted_values(view: &View<'_>, table: &Table, row: &str) -> Result<Vec<(String, Value)>> {
    let mut values = Vec::new();
    for column in table.columns {
        let changes = change::of_cell(view, table.name, row, column.name)?;
        let first = changes.into_iter().min_by_key(|(stamp, _)| *stamp);
        let value = match first {
            Some((_, change)) => change.old,
            None => present(view, table, row, column.name)?,
        };
        values.push((column.name.to_owned(), value));
    }
    Ok(values)
}

fn present(view: &View<'_>, table: &Table, row: &str, column: &str) -> Result<Value> {
    let sql = format!("SELECT {column} FROM {} WHERE id = ?1", table.name);
    let found = view.row(&sql, [row], |row| Ok(row.get::<_, Stored>(0)?.0))?;
    found.ok_or(Error::Damaged("row_id"))
}

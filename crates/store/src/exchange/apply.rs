//! What other devices did, merged.
use super::{Applied, Segment};
use crate::{
    Context, DeviceId, Error, LocalTx, Result, logged,
    schema::{Table, logged_table},
    table::{
        action,
        change::{self, Logged, Stored},
        replica, running,
    },
};
use journal::{ActionRecord, Change, Hlc, Value, winner};
use rusqlite::{Connection, params_from_iter};

/// Merges a segment in one transaction.
pub(crate) fn apply(conn: &mut Connection, context: &Context, segment: Segment) -> Result<Applied> {
    // Another device's row may come before the row it refers to, which a third
    // device made; the reference holds once both are here.
    conn.pragma_update(None, "foreign_keys", false)?;
    let applied = logged::write_local(conn, context, |tx| merge(tx, segment));
    conn.pragma_update(None, "foreign_keys", true)?;
    applied
}

fn merge(tx: &LocalTx<'_>, segment: Segment) -> Result<Applied> {
    let mut known = action::last_seq(tx, segment.device)?;
    let mut new = 0;
    for (record, changes) in segment.actions {
        check(&record, segment.device)?;
        if record.seq <= known {
            continue;
        }
        if record.seq != known + 1 {
            return Err(Error::Gap);
        }
        merge_action(tx, &record, changes)?;
        (known, new) = (record.seq, new + 1);
    }
    running::finish(tx)?;
    Ok(Applied { new, known })
}

fn check(record: &ActionRecord, device: DeviceId) -> Result<()> {
    if record.device != device || record.hlc > Hlc::LATEST {
        return Err(Error::Invalid("segment"));
    }
    Ok(())
}

/// Everything is logged before anything is merged, so that each value is
/// decided by all that is known.
fn merge_action(tx: &LocalTx<'_>, record: &ActionRecord, changes: Vec<Change>) -> Result<()> {
    running::begin_applying(tx, record.id, record.hlc)?;
    replica::witness(tx, record.hlc)?;
    action::insert(tx, record)?;
    for change in &changes {
        log(tx, record, change)?;
    }
    for change in &changes {
        match change {
            Change::Insert { table, row, values } => insert(tx, declared(table)?, row, values)?,
            Change::Update { table, row, column, .. } => settle(tx, declared(table)?, row, column)?,
        }
    }
    Ok(())
}

/// Names from elsewhere become SQL only when they are declared here.
fn declared(table: &str) -> Result<&'static Table> {
    logged_table(table).ok_or(Error::Newer(0))
}

fn log(tx: &LocalTx<'_>, record: &ActionRecord, change: &Change) -> Result<()> {
    let logged = match change.clone() {
        Change::Insert { table, row, .. } => {
            Logged { table, row, column: String::new(), old: Value::Null, new: Value::Null }
        }
        Change::Update { table, row, column, old, new } => Logged { table, row, column, old, new },
    };
    change::insert(tx, record.id, record.hlc, logged)
}

/// The row comes with its first values; changes to it that came earlier are settled at once.
fn insert(
    tx: &LocalTx<'_>,
    table: &'static Table,
    row: &str,
    values: &[(String, Value)],
) -> Result<()> {
    let mut names = vec!["id"];
    let mut stored = vec![Stored(Value::Text(row.to_owned()))];
    for column in table.columns {
        if let Some((_, value)) = values.iter().find(|(name, _)| name == column.name) {
            names.push(column.name);
            stored.push(Stored(value.clone()));
        }
    }
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", table.name, names.join(", "));
    tx.execute(&sql, params_from_iter(stored))?;
    for (_, columns) in table.units() {
        settle(tx, table, row, columns[0])?;
    }
    Ok(())
}

/// Writes into a merge unit what the last of its changes says, whoever made
/// it; a row that is not here yet waits for its insert.
fn settle(tx: &LocalTx<'_>, table: &'static Table, row: &str, column: &str) -> Result<()> {
    let unit = table.unit_of(column).ok_or(Error::Newer(0))?;
    let mut sets = Vec::new();
    let mut values = Vec::new();
    for column in unit {
        let changes = change::of_cell(tx, table.name, row, column)?;
        if let Some((_, last)) = winner(changes) {
            sets.push(format!("{column} = ?"));
            values.push(Stored(last.new));
        }
    }
    if sets.is_empty() {
        return Ok(());
    }
    values.push(Stored(Value::Text(row.to_owned())));
    let sql = format!("UPDATE {} SET {} WHERE id = ?", table.name, sets.join(", "));
    tx.execute(&sql, params_from_iter(values))?;
    Ok(())
}

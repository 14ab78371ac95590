//! What other devices did, merged.
use super::{Applied, Segment, unchecked::Unchecked};
use crate::{
    Context, DeviceId, Error, LocalTx, Result, View, logged, purge,
    schema::{Table, logged_table},
    table::{
        action,
        change::{self, Logged, Stored},
        replica, running, tombstone,
    },
};
use journal::{ActionRecord, Change, Hlc, Value, winner};
use rusqlite::{Connection, params_from_iter};

/// Merges a segment in one transaction.
pub(crate) fn apply(conn: &mut Connection, context: &Context, segment: Segment) -> Result<Applied> {
    // Another device's row may come before the row it refers to, which a third
    // device made; the reference holds once both are here.
    let unchecked = Unchecked::begin(conn)?;
    logged::write_local(unchecked.conn, context, |tx| merge(tx, segment))
}

/// Merges a segment inside a transaction that is open already.
pub(super) fn merge(tx: &LocalTx<'_>, segment: Segment) -> Result<Applied> {
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
    changes.iter().try_for_each(|change| merge_change(tx, change))
}

fn merge_change(tx: &LocalTx<'_>, change: &Change) -> Result<()> {
    let (table, row) = row_of(change);
    if matches!(change, Change::Blank { .. }) || belongs_to_purged(tx, change)? {
        // Whoever sends it knows that it is purged, or what it belonged to is.
        purge::purge_row(tx, table, row)?;
        return Ok(());
    }
    match change {
        Change::Insert { table, row, values } if table == tombstone::TABLE.name => {
            insert_tombstone(tx, row, values)
        }
        Change::Insert { table, row, values } => insert(tx, declared(table)?, row, values),
        Change::Update { table, row, column, .. } => settle(tx, declared(table)?, row, column),
        Change::Blank { .. } => Ok(()),
    }
}

pub(super) fn row_of(change: &Change) -> (&str, &str) {
    match change {
        Change::Insert { table, row, .. }
        | Change::Update { table, row, .. }
        | Change::Blank { table, row, .. } => (table, row),
    }
}

/// Whether it is of a purged row, or adds one to a purged receipt.
fn belongs_to_purged(view: &View<'_>, change: &Change) -> Result<bool> {
    let (table, row) = row_of(change);
    if tombstone::covers(view, table, row)? {
        return Ok(true);
    }
    let Change::Insert { values, .. } = change else { return Ok(false) };
    let owners = purge::OWNED.iter().filter(|(owned, _)| *owned == table);
    for owner in owners.flat_map(|(_, columns)| columns.iter()) {
        let named = values.iter().find(|(column, _)| column == owner);
        if let Some((_, Value::Text(id))) = named
            && tombstone::covers(view, "receipt", id)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What it stands for goes here too.
fn insert_tombstone(tx: &LocalTx<'_>, row: &str, values: &[(String, Value)]) -> Result<()> {
    let table = values.iter().find(|(column, _)| column == "tbl");
    let Some((_, Value::Text(table))) = table else { return Err(Error::Invalid("segment")) };
    purge::purge_row(tx, table, row)?;
    Ok(())
}

/// Names from elsewhere become SQL only when they are declared here.
fn declared(table: &str) -> Result<&'static Table> {
    logged_table(table).ok_or(Error::Newer(0))
}

fn log(tx: &LocalTx<'_>, record: &ActionRecord, change: &Change) -> Result<()> {
    let valueless =
        |table, row, column| Logged { table, row, column, old: Value::Null, new: Value::Null };
    let purged = belongs_to_purged(tx, change)?;
    let logged = match change.clone() {
        Change::Insert { table, row, .. } => valueless(table, row, String::new()),
        Change::Blank { table, row, column } => valueless(table, row, column),
        Change::Update { table, row, column, .. } if purged => valueless(table, row, column),
        Change::Update { table, row, column, old, new } => Logged { table, row, column, old, new },
    };
    let (table, row) = (logged.table.clone(), logged.row.clone());
    change::insert(tx, record.id, record.hlc, logged)?;
    if purged { purge::blank_words(tx, &table, &row) } else { Ok(()) }
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

//! Writing old values back.
use super::{Cell, UndoStep, Undone, last_done, last_undone, stack};
use crate::{
    Context, DeviceId, Error, Result, Tx, View, logged,
    schema::{Table, logged_table},
    table::{
        action,
        change::{self, Logged, Stored},
        tombstone,
    },
};
use journal::{Action, ActionCode, ActionRecord, Actor, Value};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Takes the last action back, or the last undo, as a new action.
pub(crate) fn reverse(
    conn: &mut Connection,
    context: &Context,
    device: DeviceId,
    code: ActionCode,
) -> Result<Undone> {
    let (target, step) = target(&View::new(conn), device, code)?;
    let action = Action { actor: Actor::User, code, args: step.args.clone() };
    let undone = target.id;
    let relation = logged::Relation::Undoes(undone);
    let written =
        logged::write_as(conn, context, action, relation, move |tx| write_back(tx, &target))?;
    Ok(Undone { action: written.action, step, conflicts: written.value })
}

fn target(view: &View<'_>, device: DeviceId, code: ActionCode) -> Result<(ActionRecord, UndoStep)> {
    let found = match code {
        ActionCode::Redo => last_undone(view, device)?,
        _ => last_done(view, device)?,
    };
    let target = found.ok_or(Error::NothingToUndo)?;
    let step = stack::step(view, stack::original(view, target.clone())?)?;
    Ok((target, step))
}

/// The cells that were left, since they have changed since.
fn write_back(tx: &Tx<'_>, target: &ActionRecord) -> Result<Vec<Cell>> {
    let mut conflicts = Vec::new();
    for ((table, row), changes) in by_row(changes_of_step(tx, target)?) {
        let declared = logged_table(&table).ok_or(Error::Damaged("tbl"))?;
        if changes.iter().any(|change| change.column.is_empty()) {
            remove(tx, declared, &row)?;
        } else {
            conflicts.extend(write_row_back(tx, declared, &row, &changes)?);
        }
    }
    Ok(conflicts)
}

/// Of an action and of those that went on with it. Each part has its own rows.
/// What another device has purged since is no one's to bring back.
fn changes_of_step(tx: &Tx<'_>, first: &ActionRecord) -> Result<Vec<Logged>> {
    let mut changes = change::of_action(tx, first.id)?;
    for part in action::parts(tx, first.id)? {
        changes.extend(change::of_action(tx, part.id)?);
    }
    let mut kept = Vec::with_capacity(changes.len());
    for change in changes {
        if !tombstone::covers(tx, &change.table, &change.row)? {
            kept.push(change);
        }
    }
    Ok(kept)
}

fn by_row(changes: Vec<Logged>) -> BTreeMap<(String, String), Vec<Logged>> {
    let mut rows: BTreeMap<_, Vec<Logged>> = BTreeMap::new();
    for change in changes {
        rows.entry((change.table.clone(), change.row.clone())).or_default().push(change);
    }
    rows
}

/// What was added goes to the bin, where it has not gone already.
fn remove(tx: &Tx<'_>, table: &Table, row: &str) -> Result<()> {
    if table.unit_of("deleted_at").is_some() {
        let sql = format!(
            "UPDATE {} SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL",
            table.name
        );
        tx.execute(&sql, (row, tx.now_millis()))?;
    }
    Ok(())
}

/// A unit is written back whole or not at all.
fn write_row_back(tx: &Tx<'_>, table: &Table, row: &str, changes: &[Logged]) -> Result<Vec<Cell>> {
    let mut conflicts = Vec::new();
    for (_, columns) in table.units() {
        let unit: Vec<&Logged> =
            changes.iter().filter(|change| columns.contains(&change.column.as_str())).collect();
        let mut newer = Vec::new();
        for change in &unit {
            if current(tx, table, row, &change.column)? != change.new {
                newer.push(Cell {
                    table: table.name.into(),
                    row: row.into(),
                    column: change.column.clone(),
                });
            }
        }
        if newer.is_empty() {
            write_unit(tx, table, row, &unit)?;
        }
        conflicts.extend(newer);
    }
    Ok(conflicts)
}

fn write_unit(tx: &Tx<'_>, table: &Table, row: &str, unit: &[&Logged]) -> Result<()> {
    if unit.is_empty() {
        return Ok(());
    }
    let sets: Vec<String> = unit.iter().map(|change| format!("{} = ?", change.column)).collect();
    let sql = format!("UPDATE {} SET {} WHERE id = ?", table.name, sets.join(", "));
    let values = unit
        .iter()
        .map(|change| change.old.clone())
        .chain([Value::Text(row.to_owned())])
        .map(Stored);
    tx.execute_one(table.name, &sql, rusqlite::params_from_iter(values))
}

fn current(view: &View<'_>, table: &Table, row: &str, column: &str) -> Result<Value> {
    let sql = format!("SELECT {column} FROM {} WHERE id = ?1", table.name);
    let found = view.row(&sql, [row], |row| Ok(row.get::<_, Stored>(0)?.0))?;
    found.ok_or(Error::Damaged("row_id"))
}

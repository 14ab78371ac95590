//! What each action changed: one row a column; an insert is one row with an
//! empty column name and no values.
use crate::{
    ActionId, Error, LocalTx, Result, View,
    codec::Columns,
    schema::{Class, Key, Purge, Table, col},
};
use journal::{Hlc, Stamp, Value};
use rusqlite::{
    Row,
    types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef},
};

pub(crate) static TABLE: Table = Table {
    name: "change",
    class: Class::Log,
    purge: Purge::Never,
    key: Key::Columns("action_id, tbl, row_id, col"),
    columns: &[
        col("action_id", "TEXT NOT NULL REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED"),
        col("tbl", "TEXT NOT NULL"),
        col("row_id", "TEXT NOT NULL"),
        col("col", "TEXT NOT NULL"),
        col("old", "ANY"),
        col("new", "ANY"),
        col("hlc", "INTEGER NOT NULL"),
    ],
    immutable: &["action_id", "tbl", "row_id", "col", "old", "hlc"],
    indexes: &[("change_row", "change (tbl, row_id)")],
    reads: Some(|row| read(row).map(drop)),
};

/// A logged value on its way to or from a column.
pub(crate) struct Stored(pub(crate) Value);

impl FromSql for Stored {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Null => Ok(Self(Value::Null)),
            ValueRef::Integer(integer) => Ok(Self(Value::Integer(integer))),
            ValueRef::Text(_) => Ok(Self(Value::Text(value.as_str()?.to_owned()))),
            ValueRef::Real(_) | ValueRef::Blob(_) => Err(FromSqlError::InvalidType),
        }
    }
}

impl ToSql for Stored {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match &self.0 {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Integer(integer) => ToSqlOutput::Borrowed(ValueRef::Integer(*integer)),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

/// One row of the log.
pub(crate) struct Logged {
    pub(crate) table: String,
    pub(crate) row: String,
    /// Empty for an insert.
    pub(crate) column: String,
    pub(crate) old: Value,
    pub(crate) new: Value,
}

/// What an action changed.
pub(crate) fn of_action(view: &View<'_>, action: ActionId) -> Result<Vec<Logged>> {
    let sql = "SELECT tbl, row_id, col, old, new FROM change WHERE action_id = ?1 ORDER BY tbl, row_id, col";
    view.rows(sql, [action.to_string()], read)
}

/// Whether an action changed anything.
pub(crate) fn any(view: &View<'_>, action: ActionId) -> Result<bool> {
    Ok(view.number(
        "SELECT EXISTS (SELECT 1 FROM change WHERE action_id = ?1)",
        [action.to_string()],
    )? == 1)
}

/// Appends a change that another device made.
pub(crate) fn insert(tx: &LocalTx<'_>, action: ActionId, hlc: Hlc, change: Logged) -> Result<()> {
    tx.execute(
        "INSERT INTO change (action_id, tbl, row_id, col, old, new, hlc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            action.to_string(),
            change.table,
            change.row,
            change.column,
            Stored(change.old),
            Stored(change.new),
            hlc.to_i64(),
        ),
    )?;
    Ok(())
}

/// A change to one cell, with its place in the order of changes.
pub(crate) struct CellChange {
    pub(crate) old: Value,
    pub(crate) new: Value,
}

/// Every change to one cell but its insert.
pub(crate) fn of_cell(
    view: &View<'_>,
    table: &str,
    row: &str,
    column: &str,
) -> Result<Vec<(Stamp, CellChange)>> {
    let sql = "SELECT change.hlc AS hlc, device_id, old, new FROM change JOIN action ON action.id = change.action_id
        WHERE tbl = ?1 AND row_id = ?2 AND col = ?3";
    view.rows(sql, (table, row, column), |row| {
        let hlc = Hlc::from_i64(row.raw("hlc")?).ok_or(Error::Damaged("hlc"))?;
        let stamp = Stamp { hlc, device: row.id("device_id")? };
        Ok((stamp, CellChange { old: value(row, "old")?, new: value(row, "new")? }))
    })
}

fn value(row: &Row<'_>, column: &'static str) -> Result<Value> {
    Ok(row.raw::<Stored>(column)?.0)
}

pub(crate) fn read(row: &Row<'_>) -> Result<Logged> {
    Ok(Logged {
        table: row.raw("tbl")?,
        row: row.raw("row_id")?,
        column: row.raw("col")?,
        old: value(row, "old")?,
        new: value(row, "new")?,
    })
}

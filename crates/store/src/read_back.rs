//! Everything of a file that anybody may have made, read back before it counts:
//! what this app would never have written is found before somebody wants to see it.
//!
//! A row is read by its table's own reader. What the log says that stood in a row is
//! read in its place, since merging and undoing write it there.
mod log;

pub(crate) use log::read_log;

use crate::{
    Error, Result, View,
    codec::Columns,
    schema::{Class, Column, Key, TABLES, Table},
};
use money::Money;
use rusqlite::{Params, Row, types::ValueRef};

/// Bytes of a text that a person or a reader gave, at most.
const LONGEST: usize = 64 << 10;
/// Bytes of what was recognised on a page, at most.
const LONGEST_PAGE: usize = 16 << 20;

/// Reads every row, and every state that the log knows of it.
///
/// # Errors
/// [`Error::Damaged`], with the column; [`Error::Newer`] where the log names what
/// is not known here.
pub fn read_back(view: &View<'_>) -> Result<()> {
    for table in TABLES {
        let sql = format!("SELECT {} FROM {}", columns(table).join(", "), table.name);
        read_rows(view, table, &sql, [])?;
    }
    read_log(view)
}

/// Reads one row, if it is there.
pub(crate) fn read_row(view: &View<'_>, table: &Table, id: &str) -> Result<()> {
    let names = columns(table).join(", ");
    read_rows(view, table, &format!("SELECT {names} FROM {} WHERE id = ?1", table.name), [id])
}

/// The rows of a query with every column of a table.
fn read_rows(view: &View<'_>, table: &Table, sql: &str, params: impl Params) -> Result<()> {
    let Some(reads) = table.reads else { return Ok(()) };
    let mut statement = view.conn().prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        table.columns.iter().try_for_each(|column| fits(table, column, row))?;
        reads(row)?;
    }
    Ok(())
}

/// A table's columns by name, as its reader asks for them.
fn columns(table: &Table) -> Vec<&'static str> {
    let id = (table.key == Key::Id).then_some("id");
    id.into_iter().chain(table.columns.iter().map(|column| column.name)).collect()
}

/// What every column of its kind has: the declared type, a moment there is, an amount
/// a receipt can have, a text that can be shown.
fn fits(table: &Table, column: &Column, row: &Row<'_>) -> Result<()> {
    let name = column.name;
    let declared = |kinds: &[&str]| kinds.iter().any(|kind| column.sql.starts_with(kind));
    let fits = match row.get_ref(name)? {
        ValueRef::Null => !column.sql.contains("NOT NULL"),
        ValueRef::Integer(_) if !declared(&["INTEGER", "ANY"]) => false,
        ValueRef::Integer(_) if name.ends_with("_at") => row.at(name).is_ok(),
        ValueRef::Integer(minor) if name.ends_with("_minor") => minor.unsigned_abs() <= Money::MOST,
        ValueRef::Integer(_) => true,
        ValueRef::Text(text) => declared(&["TEXT", "ANY"]) && text.len() <= longest(table),
        ValueRef::Real(_) => declared(&["REAL"]),
        ValueRef::Blob(_) => declared(&["BLOB"]),
    };
    if fits { Ok(()) } else { Err(Error::Damaged(name)) }
}

fn longest(table: &Table) -> usize {
    if table.class == Class::Local { LONGEST_PAGE } else { LONGEST }
}

//! What can still be read of a damaged file, in a new file: row by row, past
//! the pages that cannot.
mod reader;

use crate::{
    Context, DeviceId, Result, View, connection,
    schema::{self, Class, Key, TABLES, Table},
    table::{action, replica, running},
};
use journal::Hlc;
use reader::Reader;
use rusqlite::{Connection, params_from_iter, types::Value};
use std::{fs::File, ops::ControlFlow, path::Path};

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salvage {
    /// Table by table.
    pub tables: Vec<Salvaged>,
    /// The last action of the device that the file was; none where the file no
    /// longer says which one.
    pub last: Option<u64>,
}

/// What became of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Salvaged {
    /// Its name.
    pub table: &'static str,
    /// Rows that are in the new file.
    pub kept: u64,
    /// Rows that are not; none where nobody can say how many there were.
    pub lost: Option<u64>,
}

/// Copies every row that can be read from `source` into the new file `target`,
/// both under `key`. The new file is another device of its profile. What cannot
/// be without something that is lost is left out, pictures without all their bytes too.
///
/// # Errors
/// [`crate::Error::Damaged`] where not even the pages can be read that say which
/// tables there are; [`crate::Error::Newer`]; [`crate::Error::Exists`]; a full disk; [`crate::Error::Cancelled`] when
/// `on_rows` says so. What there is of the target is then the caller's to remove.
pub fn salvage(
    source: &Path,
    target: &Path,
    key: &[u8; 32],
    context: Context,
    on_table: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Salvage> {
    if target.exists() {
        return Err(crate::Error::Exists);
    }
    let conn = connection::open_new(target, key)?;
    conn.execute_batch("BEGIN")?;
    schema::create_tables(&conn)?;
    running::found(&conn)?;
    let mut reader = Reader::open(source, key)?;
    let tables: Vec<&Table> = TABLES.iter().copied().filter(|table| goes(table)).collect();
    let mut counts = Vec::new();
    for (done, table) in (0..).zip(&tables) {
        if on_table(done, tables.len() as u64).is_break() {
            return Err(crate::Error::Cancelled);
        }
        counts.push(copy(&conn, &mut reader, table)?);
    }
    drop_orphans(&conn)?;
    found(&conn, &context)?;
    schema::finish(&conn)?;
    conn.execute_batch("COMMIT")?;
    let salvaged = tables.iter().zip(counts).map(|(table, count)| told(&conn, table, count));
    let salvaged = salvaged.collect::<Result<_>>()?;
    let last = reader.device().map(|device| action::last_seq(&View::new(&conn), device));
    let last = last.transpose()?;
    conn.close().map_err(|(_, error)| error)?;
    File::open(target)?.sync_all()?;
    Ok(Salvage { tables: salvaged, last })
}

/// What is computed is made anew, and the file itself is another one.
fn goes(table: &Table) -> bool {
    table.class != Class::Derived && table.key != Key::Declared
}

/// Copies what can be read of a table; how many rows there were, where that is known.
fn copy(conn: &Connection, reader: &mut Reader<'_>, table: &Table) -> Result<Option<u64>> {
    let columns = columns(table);
    let marks = vec!["?"; columns.len()].join(", ");
    let sql =
        format!("INSERT OR IGNORE INTO {} ({}) VALUES ({marks})", table.name, columns.join(", "));
    let mut insert = conn.prepare(&sql)?;
    let mut put = |row: Vec<Value>| Ok(insert.execute(params_from_iter(row)).map(drop)?);
    match table.key {
        Key::Id => reader.by_rid(table.name, &columns, &mut put)?,
        Key::Columns(order) => reader.both_ends(table.name, &columns, order, &mut put)?,
        Key::Declared => {}
    }
    Ok(reader.count(table.name))
}

fn columns(table: &Table) -> Vec<&'static str> {
    let keys: &[&str] = if table.key == Key::Id { &["rid", "id"] } else { &[] };
    keys.iter().copied().chain(table.columns.iter().map(|column| column.name)).collect()
}

/// Removes what cannot be without a row that is lost, and pictures that are not
/// whole. What can be without it stays, and refers to it no more.
fn drop_orphans(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "DELETE FROM attachment WHERE len <> (SELECT ifnull(sum(length(bytes)), 0)
            FROM attachment_chunk WHERE attachment_id = attachment.id)",
    )?;
    for table in TABLES.iter().filter(|table| goes(table)) {
        for column in table.columns {
            let Some((_, rest)) = column.sql.split_once("REFERENCES ") else { continue };
            let parent = rest.split(' ').next().unwrap_or_default();
            let (name, needed, column) = (table.name, column.sql.contains("NOT NULL"), column.name);
            let change = if needed {
                format!("DELETE FROM {name}")
            } else {
                format!("UPDATE {name} SET {column} = NULL")
            };
            conn.execute_batch(&format!(
                "{change} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})"
            ))?;
        }
    }
    Ok(())
}

/// It is a device of its own, which has seen all that is left of what was done.
fn found(conn: &Connection, context: &Context) -> Result<()> {
    let seen = View::new(conn).number("SELECT ifnull(max(hlc), 0) FROM action", [])?;
    let device: DeviceId = (*context.ids).next();
    replica::found(conn, device)?;
    let local = crate::LocalTx::new(conn, context.clock.now(), &*context.ids);
    replica::witness(&local, Hlc::from_i64(seen).unwrap_or_default())
}

fn told(conn: &Connection, table: &Table, there: Option<u64>) -> Result<Salvaged> {
    let kept = View::new(conn).number(&format!("SELECT count(*) FROM {}", table.name), [])?;
    let kept = u64::try_from(kept).unwrap_or_default();
    let lost = there.map(|there| there.saturating_sub(kept));
    Ok(Salvaged { table: table.name, kept, lost })
}

//! A copy of the database in a file and under a key of its own: for a backup,
//! and for a new data key. It is one state, whatever is written meanwhile.
use crate::{
    Error, Result, View, connection,
    schema::{self, Class, Key, TABLES, Table},
    table,
};
use rusqlite::Connection;
use std::{fs, ops::ControlFlow, path::Path};

/// Whether a copy has what can be made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    /// With display-sized pictures, since making them takes long.
    Kept,
    /// Without: for backups.
    Left,
}

/// Rows that were copied, of how many. [`ControlFlow::Break`] stops it.
pub type OnRows<'w> = &'w mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// Rows that are copied between two words about it: with pictures, a few MiB.
const AT_ONCE: i64 = 64;

/// Where a copy comes from.
pub(crate) struct Source<'s> {
    pub(crate) path: &'s Path,
    pub(crate) key: &'s [u8; 32],
}

/// Writes the copy. When it cannot be made whole, nothing of it is left.
pub(crate) fn copy(
    source: &Source<'_>,
    target: &Path,
    key: &[u8; 32],
    cache: Cache,
    on_rows: OnRows<'_>,
) -> Result<()> {
    if target.exists() {
        return Err(Error::Exists);
    }
    let copied = write(source, target, key, cache, on_rows);
    if copied.is_err() {
        // Best effort: the error that matters is the first one.
        let _ = fs::remove_file(target);
    }
    copied
}

fn write(
    source: &Source<'_>,
    target: &Path,
    key: &[u8; 32],
    cache: Cache,
    on_rows: OnRows<'_>,
) -> Result<()> {
    let conn = connection::open_copy(target, key, source.path, source.key)?;
    conn.execute_batch("BEGIN")?;
    schema::create_tables(&conn)?;
    copy_tables(&conn, cache, on_rows)?;
    schema::finish(&conn)?;
    conn.execute_batch("COMMIT; DETACH source")?;
    conn.close().map_err(|(_, error)| error)?;
    Ok(fs::File::open(target)?.sync_all()?)
}

fn copy_tables(conn: &Connection, cache: Cache, on_rows: OnRows<'_>) -> Result<()> {
    let tables: Vec<&Table> = TABLES.iter().copied().filter(|table| goes(table, cache)).collect();
    let view = View::new(conn);
    let count =
        |table: &&Table| view.number(&format!("SELECT count(*) FROM source.{}", table.name), []);
    let total: i64 = tables.iter().map(count).sum::<Result<_>>()?;
    let (mut done, total) = (0, u64::try_from(total).unwrap_or_default());
    for table in tables {
        copy_table(&view, table, &mut |rows| {
            done += rows;
            match on_rows(done, total) {
                ControlFlow::Continue(()) => Ok(()),
                ControlFlow::Break(()) => Err(Error::Cancelled),
            }
        })?;
    }
    Ok(())
}

/// The index is made anew, since its own tables are no one's to copy.
fn goes(table: &Table, cache: Cache) -> bool {
    let indexing = [&table::search_document::TABLE, &table::search_document::DIRTY_TABLE];
    let kept = cache == Cache::Kept && indexing.iter().all(|other| other.name != table.name);
    table.class != Class::Derived || kept
}

fn copy_table(
    view: &View<'_>,
    table: &Table,
    on_rows: &mut dyn FnMut(u64) -> Result<()>,
) -> Result<()> {
    let columns = columns(table);
    let name = table.name;
    let all = format!("INSERT INTO {name} ({columns}) SELECT {columns} FROM source.{name}");
    if table.key != Key::Id {
        return on_rows(view.conn().execute(&all, [])? as u64);
    }
    let some = format!("{all} WHERE rid > ?1 ORDER BY rid LIMIT {AT_ONCE}");
    let last = format!("SELECT ifnull(max(rid), 0) FROM main.{name}");
    loop {
        let after = view.number(&last, [])?;
        let rows = view.conn().prepare_cached(&some)?.execute([after])?;
        if rows == 0 {
            return Ok(());
        }
        on_rows(rows as u64)?;
    }
}

fn columns(table: &Table) -> String {
    let declared = table.columns.iter().map(|column| column.name);
    let keys: &[&str] = if table.key == Key::Id { &["rid", "id"] } else { &[] };
    keys.iter().copied().chain(declared).collect::<Vec<_>>().join(", ")
}

//! How a connection is opened, and what holds for each one.
use crate::{Error, Result, View};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::{fmt::Write, path::Path, sync::Once};
use zeroize::Zeroizing;

/// The size of SQLCipher's pages; a file is a whole number of them.
const PAGE: u64 = 4096;

/// Whether the file could be a database at all, before a key is tried. The power
/// may have gone while its last page was written; the log beside it has that
/// page whole then.
pub(crate) fn check_file(path: &Path) -> Result<()> {
    let length = std::fs::metadata(path)?.len();
    let is_torn = length % PAGE != 0 && !has_log(path);
    if length < PAGE || is_torn {
        return Err(Error::Damaged("the file's length"));
    }
    Ok(())
}

fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

/// The connection that writes; makes the file when it is not there. Until
/// [`own_log`] it leaves the log as it is.
pub(crate) fn open_writer(path: &Path, key: Option<&[u8; 32]>) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = open(path, key, flags)?;
    // Recursive triggers, so that a REPLACE meets the guard against deletion too.
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA recursive_triggers = ON; PRAGMA cache_size = -32768;",
    )?;
    Ok(conn)
}

/// A connection that cannot write.
pub(crate) fn open_reader(path: &Path, key: Option<&[u8; 32]>) -> Result<Connection> {
    let conn =
        open(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -32768;")?;
    Ok(conn)
}

/// As [`open_reader`], of a file that may end before it says that it does.
pub(crate) fn open_damaged(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = begin(path, Some(key), flags)?;
    // To whoever may mend the schema SQLite opens a file that is cut, too.
    conn.execute_batch(
        "PRAGMA query_only = ON; PRAGMA writable_schema = ON; PRAGMA cache_size = -32768;",
    )?;
    try_key(&conn)?;
    Ok(conn)
}

/// Its end does not move the log into the file: that is the writer's to do, and
/// nobody's where the file is damaged.
pub(crate) fn leave_log(conn: &Connection) -> Result<()> {
    Ok(conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map(drop)?)
}

/// Its end moves the log into the file from here on, which is known to be whole
/// and of this version.
pub(crate) fn own_log(conn: &Connection) -> Result<()> {
    Ok(conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map(drop)?)
}

/// A connection that fills a new file. Nothing of it counts before it is whole: no journal.
pub(crate) fn open_new(target: &Path, key: &[u8; 32]) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = open(target, Some(key), flags)?;
    conn.execute_batch(
        "PRAGMA main.journal_mode = OFF; PRAGMA main.synchronous = OFF;
         PRAGMA foreign_keys = OFF; PRAGMA cache_size = -32768;",
    )?;
    Ok(conn)
}

/// As [`open_new`], from another file, which it has as `source`.
pub(crate) fn open_copy(
    target: &Path,
    key: &[u8; 32],
    source: &Path,
    source_key: &[u8; 32],
) -> Result<Connection> {
    let conn = open_new(target, key)?;
    attach(&conn, source, source_key)?;
    Ok(conn)
}

/// From here on the connection has another file too, as `source`.
pub(crate) fn attach(conn: &Connection, source: &Path, key: &[u8; 32]) -> Result<()> {
    let path = source.to_str().ok_or(Error::Invalid("path"))?;
    conn.execute("ATTACH ?1 AS source KEY ?2", (path, raw_key(key).as_str()))?;
    Ok(())
}

/// Whether a key opens a file. What keeps it from being tried, a full disk for
/// one, is no answer.
pub(crate) fn opens(path: &Path, key: &[u8; 32]) -> Result<bool> {
    match check_file(path).and_then(|()| open_reader(path, Some(key))) {
        Ok(_) => Ok(true),
        Err(Error::Missing | Error::WrongKey | Error::Damaged(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// SQLite counts as started a moment before SQLCipher has started, and a key
/// that another thread gives in that moment is refused. So one thread opens the
/// first connection, and the others wait for it.
static CIPHER_STARTED: Once = Once::new();

fn open(path: &Path, key: Option<&[u8; 32]>, flags: OpenFlags) -> Result<Connection> {
    let conn = begin(path, key, flags)?;
    try_key(&conn)?;
    Ok(conn)
}

/// The first read of a page tells whether the key is right.
fn try_key(conn: &Connection) -> Result<()> {
    Ok(conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?)
}

/// With its key, and nothing read yet.
fn begin(path: &Path, key: Option<&[u8; 32]>, flags: OpenFlags) -> Result<Connection> {
    CIPHER_STARTED.call_once(|| drop(Connection::open_in_memory()));
    let conn = Connection::open_with_flags(path, flags)?;
    leave_log(&conn)?;
    conn.set_prepared_statement_cache_capacity(128);
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    if let Some(key) = key {
        unlock(&conn, key)?;
    }
    conn.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;")?;
    Ok(conn)
}

fn unlock(conn: &Connection, key: &[u8; 32]) -> Result<()> {
    // Without this a wrong key makes SQLCipher write to the terminal.
    conn.execute_batch("PRAGMA cipher_log_level = NONE")?;
    conn.execute_batch(&key_pragma(key))?;
    let version: Option<String> =
        conn.query_row("PRAGMA cipher_version", [], |row| row.get(0)).ok();
    match version {
        Some(version) if !version.is_empty() => Ok(()),
        _ => Err(Error::NoCipher),
    }
}

/// What SQLCipher calls itself.
pub(crate) fn cipher_version() -> Result<String> {
    CIPHER_STARTED.call_once(|| drop(Connection::open_in_memory()));
    let conn = Connection::open_in_memory()?;
    Ok(conn.query_row("PRAGMA cipher_version", [], |row| row.get(0))?)
}

/// `PRAGMA key = "x'...'"`.
fn key_pragma(key: &[u8; 32]) -> Zeroizing<String> {
    let mut pragma = Zeroizing::new(String::with_capacity(96));
    // Writing to a string cannot fail.
    let _ = write!(pragma, "PRAGMA key = \"{}\"", raw_key(key).as_str());
    pragma
}

/// `x'...'`: a raw key, so that no slow derivation runs.
fn raw_key(key: &[u8; 32]) -> Zeroizing<String> {
    let mut raw = Zeroizing::new(String::with_capacity(68));
    raw.push_str("x'");
    for byte in key {
        let _ = write!(raw, "{byte:02x}");
    }
    raw.push('\'');
    raw
}

/// Moves the log into the database and empties it.
pub(crate) fn truncate_wal(conn: &Connection) -> Result<()> {
    if !empty_wal(conn)? {
        // A long read holds the log; the next truncation takes it.
        tracing::debug!("the log could not be emptied while a read goes on");
    }
    Ok(())
}

/// As [`truncate_wal`]; whether it is empty now.
pub(crate) fn empty_wal(conn: &Connection) -> Result<bool> {
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(busy == 0)
}

/// Every page's authentication, then SQLite's own check of structure, indexes
/// and references.
pub(crate) fn check_content(view: &View<'_>) -> Result<()> {
    let any = |pragma: &str| Ok::<_, Error>(view.conn().prepare(pragma)?.exists([])?);
    if any("PRAGMA cipher_integrity_check")? {
        return Err(Error::Damaged("a page's authentication"));
    }
    let verdict: String =
        view.conn().query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(Error::Damaged("the structure"));
    }
    if any("PRAGMA foreign_key_check")? {
        return Err(Error::Damaged("a reference"));
    }
    Ok(())
}

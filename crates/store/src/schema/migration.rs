//! From no file to the current schema, and from an older one.
use super::{TABLES, triggers::triggers};
use crate::{Context, Error, LocalTx, Result, search, table};
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// `QTNC`: tells the file apart once it is decrypted.
const APPLICATION_ID: i64 = 0x5154_4e43;

/// From one version to the next.
struct Step {
    sql: &'static str,
    /// Derived tables that are made anew once the schema is the current one.
    rebuild: Option<fn(&LocalTx<'_>) -> Result<()>>,
}

/// The steps from each version to the next; version 1 is what a new file had
/// before the first of them. Released steps never change.
const STEPS: &[Step] = &[LEARNING, PAGES, KEEPING];

const LEARNING: Step = Step {
    sql: "ALTER TABLE receipt ADD COLUMN learnt TEXT NOT NULL DEFAULT '{}';
ALTER TABLE receipt_page ADD COLUMN languages TEXT;
ALTER TABLE attachment ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
CREATE TABLE watched_file (
  path TEXT NOT NULL,
  len INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  PRIMARY KEY (path)
) STRICT, WITHOUT ROWID;
ALTER TABLE action ADD COLUMN part_of TEXT;
CREATE INDEX action_undoes ON action (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX action_part ON action (part_of) WHERE part_of IS NOT NULL;
CREATE TABLE merchant_clue (
  receipt_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (receipt_id, kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX merchant_clue_value ON merchant_clue (kind, value);
CREATE TABLE merchant_forgotten (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  merchant_key TEXT NOT NULL,
  forgotten_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX merchant_forgotten_key ON merchant_forgotten (merchant_key);",
    rebuild: Some(table::merchant_clue::rebuild),
};

/// Files of several pages; codes; small pictures of what is offered.
const PAGES: Step = Step {
    sql: "CREATE TABLE attachment_page (
  attachment_id TEXT NOT NULL REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED,
  page INTEGER NOT NULL,
  phash INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  PRIMARY KEY (attachment_id, page)
) STRICT, WITHOUT ROWID;
INSERT INTO attachment_page (attachment_id, page, phash, width, height, turn)
  SELECT id, 0, phash, width, height, turn FROM attachment WHERE phash IS NOT NULL;
ALTER TABLE attachment DROP COLUMN phash;
ALTER TABLE attachment DROP COLUMN width;
ALTER TABLE attachment DROP COLUMN height;
ALTER TABLE attachment DROP COLUMN turn;
ALTER TABLE thumbnail ADD COLUMN page INTEGER NOT NULL DEFAULT 0;
DROP INDEX thumbnail_size_once;
CREATE UNIQUE INDEX thumbnail_size_once ON thumbnail (attachment_id, page, size);
CREATE TABLE reading_code (
  reading_id TEXT NOT NULL REFERENCES reading (id) DEFERRABLE INITIALLY DEFERRED,
  n INTEGER NOT NULL,
  payload TEXT NOT NULL,
  box TEXT NOT NULL,
  PRIMARY KEY (reading_id, n)
) STRICT, WITHOUT ROWID;
ALTER TABLE watched_file ADD COLUMN thumb BLOB;",
    rebuild: None,
};

/// What is purged, held and kept how long.
const KEEPING: Step = Step {
    sql: "CREATE TABLE tombstone (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  tbl TEXT NOT NULL
) STRICT;
CREATE TABLE hold (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  until TEXT,
  reason TEXT NOT NULL DEFAULT '',
  deleted_at INTEGER
) STRICT;
CREATE INDEX hold_subject ON hold (subject_id) WHERE deleted_at IS NULL;
CREATE TABLE retention_policy (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  category_id TEXT REFERENCES category (id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL,
  years INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX action_purge ON action (device_id, seq) WHERE code = 'purge_receipts';",
    rebuild: None,
};

/// The version this build makes and reads.
pub(crate) const VERSION: i64 = 1 + STEPS.len() as i64;

/// Makes every table in an empty file; the triggers that log only where asked.
pub(crate) fn create(conn: &Connection, with_triggers: bool) -> Result<()> {
    let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    create_tables(&tx)?;
    table::running::found(&tx)?;
    if with_triggers {
        finish(&tx)?;
    } else {
        mark(&tx)?;
    }
    Ok(tx.commit()?)
}

/// The tables alone, to be filled from another file.
pub(crate) fn create_tables(conn: &Connection) -> Result<()> {
    TABLES.iter().try_for_each(|table| conn.execute_batch(&table.ddl()))?;
    Ok(())
}

/// The triggers, and what the file is known by: from here on it keeps its promises.
pub(crate) fn finish(conn: &Connection) -> Result<()> {
    TABLES.iter().try_for_each(|table| conn.execute_batch(&triggers(table)))?;
    mark(conn)
}

/// The search index with its triggers, and the versions.
fn mark(conn: &Connection) -> Result<()> {
    conn.execute_batch(search::DDL)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(conn.pragma_update(None, "user_version", VERSION)?)
}

/// Whether a file that cannot be changed has the version this build reads.
pub(crate) fn require_current(conn: &Connection) -> Result<()> {
    match version(conn)? {
        VERSION => Ok(()),
        _ => Err(Error::Damaged("an older version, which must be brought up first")),
    }
}

/// The version of a file, if this build knows it.
pub(crate) fn version(conn: &Connection) -> Result<i64> {
    let pragma = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    match (pragma("application_id")?, pragma("user_version")?) {
        (APPLICATION_ID, version @ 1..=VERSION) => Ok(version),
        (APPLICATION_ID, version) if version > VERSION => Err(Error::Newer(version)),
        _ => Err(Error::Damaged("the application's mark")),
    }
}

/// Brings an older file up to the current version, in one transaction.
pub(crate) fn migrate(conn: &Connection, context: &Context) -> Result<()> {
    let version = version(conn)?;
    if version == VERSION {
        return Ok(());
    }
    let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    drop_triggers(&tx)?;
    let steps = STEPS.get(usize::try_from(version - 1).unwrap_or(0)..).unwrap_or_default();
    for step in steps {
        tx.execute_batch(step.sql)?;
    }
    for table in TABLES {
        tx.execute_batch(&triggers(table))?;
    }
    let local = LocalTx::new(&tx, context.clock.now(), &*context.ids);
    for rebuild in steps.iter().filter_map(|step| step.rebuild) {
        rebuild(&local)?;
    }
    tx.pragma_update(None, "user_version", VERSION)?;
    Ok(tx.commit()?)
}

/// Triggers follow the declarations, so that a step needs to name none.
fn drop_triggers(conn: &Connection) -> Result<()> {
    let mut names = conn.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name NOT LIKE 'search%'",
    )?;
    let names: Vec<String> =
        names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for name in names {
        conn.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    Ok(())
}

//! What the generated SQL promises, beneath the typed API.
use super::{Class, Purge, TABLES, Table, create, migrate};
use crate::{Context, Error, connection};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::sync::Arc;

const KEY: [u8; 32] = [3; 32];
fn context() -> Context {
    Context { clock: Arc::new(money::SystemClock), ids: Arc::new(money::UuidSource) }
}

/// Files as earlier versions left them, one of each.
const RELEASED: [&str; 3] = ["schema-1.db", "schema-3.db", "schema-4.db"];
const NEW_RECEIPT: &str = "INSERT INTO receipt (id, added_at) VALUES ('r1', 1)";

fn database() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let conn = connection::open_writer(&folder.path().join("vault.db"), Some(&KEY)).unwrap();
    create(&conn, true).unwrap();
    (folder, conn)
}

fn begin_action(conn: &Connection, id: &str) {
    let sql = "INSERT INTO action (id, device_id, seq, hlc, actor, code, args)
        SELECT ?1, 'd', count(*) + 1, 1, 'user', 'c', '{}' FROM action";
    conn.execute(sql, [id]).unwrap();
    conn.execute("UPDATE running SET action_id = ?1, hlc = 1", [id]).unwrap();
}

fn changes(conn: &Connection) -> Vec<(String, String, Option<String>, Option<String>)> {
    let sql = "SELECT action_id, col, CAST(old AS TEXT), CAST(new AS TEXT) FROM change ORDER BY action_id, col";
    let mut statement = conn.prepare(sql).unwrap();
    let rows =
        statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// Tables, but not the index's own shadow tables.
fn existing_tables(conn: &Connection) -> BTreeSet<(String, bool)> {
    let sql = "SELECT name, strict FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_table_is_declared_strict_and_classified() {
    let (_folder, conn) = database();
    let declared: BTreeSet<_> = TABLES.iter().map(|table| (table.name.to_owned(), true)).collect();
    assert_eq!(
        existing_tables(&conn),
        declared,
        "a table that nobody classified would escape log, sync and purge"
    );
    conn.execute_batch("CREATE TABLE stray (x)").unwrap();
    assert_ne!(existing_tables(&conn), declared, "and one would be found");
}

#[test]
fn what_is_logged_can_be_told_apart_and_binned() {
    for table in TABLES.iter().filter(|table| table.class == Class::Logged) {
        let can_be_binned = table.unit_of("deleted_at").is_some();
        assert_eq!(
            can_be_binned,
            table.purge == Purge::Guarded,
            "{} goes to the bin before it is purged",
            table.name
        );
        for column in table.columns {
            assert!(
                !column.sql.contains("BLOB") && !column.sql.contains("REAL"),
                "{}.{}: no bytes, no floats in the log",
                table.name,
                column.name
            );
            assert!(
                !column.sql.contains("UNIQUE"),
                "{}.{}: two devices may both be right",
                table.name,
                column.name
            );
            assert!(
                !column.sql.contains("REFERENCES") || column.sql.contains("INITIALLY DEFERRED"),
                "{}.{}: rows of one action come in any order",
                table.name,
                column.name
            );
        }
        assert!(
            table.indexes.iter().all(|(name, _)| !name.ends_with("_once")),
            "{}: nothing but the id is unique",
            table.name
        );
    }
}

#[test]
fn money_has_its_currency_in_its_unit() {
    for table in TABLES.iter().filter(|table| table.class == Class::Logged) {
        for column in table.columns.iter().filter(|column| column.name.ends_with("_minor")) {
            let unit = table.unit_of(column.name).unwrap();
            assert!(
                unit.contains(&"currency"),
                "{}.{} could meet another currency in a merge",
                table.name,
                column.name
            );
        }
    }
}

#[test]
fn no_unlogged_write_is_possible() {
    let (_folder, conn) = database();
    assert!(conn.execute(NEW_RECEIPT, []).is_err(), "an insert without an action");
    begin_action(&conn, "a1");
    conn.execute(NEW_RECEIPT, []).unwrap();
    conn.execute("UPDATE running SET action_id = NULL", []).unwrap();
    assert!(
        conn.execute("UPDATE receipt SET note = 'x'", []).is_err(),
        "an update without an action"
    );
    let replace = "REPLACE INTO receipt (id, added_at) VALUES ('r1', 2)";
    assert!(conn.execute(replace, []).is_err(), "a replacement");
    begin_action(&conn, "a2");
    assert!(conn.execute(replace, []).is_err(), "a replacement deletes for good, action or not");
    let notes: String = conn.query_row("SELECT note FROM receipt", [], |r| r.get(0)).unwrap();
    assert_eq!(notes, "", "nothing of it was written");
}

#[test]
fn every_logged_table_refuses_what_is_not_logged() {
    let (_folder, conn) = database();
    for table in TABLES.iter().filter(|table| table.class == Class::Logged) {
        let columns: Vec<_> = table
            .columns
            .iter()
            .filter(|c| c.sql.contains("NOT NULL") && !c.sql.contains("DEFAULT"))
            .collect();
        let names: Vec<_> = ["id"].into_iter().chain(columns.iter().map(|c| c.name)).collect();
        let values: Vec<_> = ["'x'"]
            .into_iter()
            .chain(columns.iter().map(|c| if c.sql.starts_with("INTEGER") { "1" } else { "'MYR'" }))
            .collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({})",
            table.name,
            names.join(", "),
            values.join(", ")
        );
        let refused = conn.execute(&sql, []).expect_err("no action is running").to_string();
        assert!(refused.contains("unlogged write"), "{}: {refused}", table.name);
    }
}

#[test]
fn an_insert_is_one_row_and_a_change_one_a_column() {
    let (_folder, conn) = database();
    begin_action(&conn, "a1");
    conn.execute(NEW_RECEIPT, []).unwrap();
    conn.execute("UPDATE receipt SET note = 'first'", []).unwrap();
    let row = |action: &str, col: &str, old: Option<&str>, new: Option<&str>| {
        (action.to_owned(), col.to_owned(), old.map(str::to_owned), new.map(str::to_owned))
    };
    assert_eq!(
        changes(&conn),
        [row("a1", "", None, None)],
        "the row holds the values of what its own action made"
    );
    begin_action(&conn, "a2");
    conn.execute("UPDATE receipt SET note = 'second', merchant = NULL, sample = 0", []).unwrap();
    conn.execute("UPDATE receipt SET note = 'third'", []).unwrap();
    assert_eq!(
        changes(&conn)[1..],
        [row("a2", "note", Some("first"), Some("third"))],
        "what changed, once, from before to after"
    );
    begin_action(&conn, "a3");
    conn.execute("UPDATE receipt SET total_minor = 5, currency = 'MYR'", []).unwrap();
    let logged: Vec<_> = changes(&conn).into_iter().filter(|c| c.0 == "a3").map(|c| c.1).collect();
    assert_eq!(logged.len(), 8, "a merge unit is logged whole: {logged:?}");
}

#[test]
fn nothing_logged_or_immutable_is_deleted_for_good_or_rewritten() {
    let (_folder, conn) = database();
    begin_action(&conn, "a1");
    conn.execute_batch(
        "PRAGMA foreign_keys = OFF;
         INSERT INTO receipt (id, added_at) VALUES ('r1', 1);
         INSERT INTO attachment (id, sha256, len, mime, name) VALUES ('f1', 'ff', 1, 'm', 'n');
         INSERT INTO attachment_chunk (id, attachment_id, n, bytes) VALUES ('c1', 'f1', 0, x'00');
         INSERT INTO reading (id, receipt_id, engine, version, page, read_at) VALUES ('d1', 'r1', 'e', 'v', '[]', 1);
         INSERT INTO reading_field (reading_id, field, n) VALUES ('d1', 'total', 0);",
    )
    .unwrap();
    for table in [
        "receipt",
        "attachment",
        "attachment_chunk",
        "reading",
        "reading_field",
        "action",
        "change",
        "running",
    ] {
        assert!(
            conn.execute(&format!("DELETE FROM {table}"), []).is_err(),
            "{table} outside a purge"
        );
    }
    for write in [
        "UPDATE attachment SET sha256 = 'ee'",
        "UPDATE attachment_chunk SET bytes = x'01'",
        "UPDATE reading SET page = '[1]'",
        "UPDATE reading_field SET value = '1'",
        "UPDATE action SET seq = 2",
        "UPDATE change SET old = 1",
        "UPDATE receipt SET id = 'r2'",
    ] {
        assert!(conn.execute(write, []).is_err(), "{write}");
    }
    assert!(conn.execute("INSERT INTO attachment_chunk (id, attachment_id, n, bytes) VALUES ('c2', 'f1', 1, zeroblob(1048577))", []).is_err(), "a piece over 1 MiB");
    conn.execute("UPDATE running SET purging = 1", []).unwrap();
    conn.execute("DELETE FROM receipt", []).expect("a purge may");
    assert!(conn.execute("DELETE FROM action", []).is_err(), "and keeps the log's tombstones");
}

#[test]
fn the_connections_are_as_they_must_be() {
    let (folder, conn) = database();
    let text = |conn: &Connection, name: &str| -> String {
        conn.query_row(&format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}"), [], |r| r.get(0))
            .unwrap()
    };
    for (pragma, value) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("secure_delete", "1"),
        ("temp_store", "2"),
        ("trusted_schema", "0"),
    ] {
        assert_eq!(text(&conn, pragma), value, "{pragma} of the writer");
    }
    let version: String = conn.query_row("PRAGMA cipher_version", [], |r| r.get(0)).unwrap();
    assert!(version.starts_with("4."), "the cipher is there: {version}");
    let secure: i64 = conn
        .query_row("SELECT v FROM search_config WHERE k = 'secure-delete'", [], |r| r.get(0))
        .unwrap();
    assert_eq!(secure, 1, "what is taken out of the index is gone");
    let reader = connection::open_reader(&folder.path().join("vault.db"), Some(&KEY)).unwrap();
    assert!(
        reader.execute("INSERT INTO setting (key, value) VALUES ('a', 'b')", []).is_err(),
        "a reader cannot write"
    );
    assert_eq!(
        (text(&reader, "temp_store").as_str(), text(&reader, "trusted_schema").as_str()),
        ("2", "0"),
        "of a reader"
    );
}

#[test]
fn a_newer_or_foreign_file_is_told() {
    let (_folder, conn) = database();
    migrate(&conn, &context()).expect("the current version opens");
    conn.pragma_update(None, "user_version", 99).unwrap();
    assert!(
        matches!(migrate(&conn, &context()), Err(Error::Newer(99))),
        "an older app must not write into it"
    );
    conn.pragma_update(None, "user_version", 1).unwrap();
    conn.pragma_update(None, "application_id", 1).unwrap();
    assert!(
        matches!(migrate(&conn, &context()), Err(Error::Damaged(_))),
        "some other program's database"
    );
}

#[test]
fn generated_sql_names_only_what_is_declared() {
    let names: BTreeSet<_> = TABLES.iter().map(|table: &&Table| table.name).collect();
    assert_eq!(names.len(), TABLES.len(), "one declaration a table");
    for table in TABLES {
        for name in table.columns.iter().map(|column| column.name).chain([table.name]) {
            assert!(
                name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b.is_ascii_digit()),
                "{name} is put into SQL as it is"
            );
        }
    }
}

/// What a schema is made of, whatever the order it came about in.
fn objects(conn: &Connection) -> BTreeSet<(String, String)> {
    let columns = "SELECT m.name, group_concat(p.name || ' ' || p.type || ' ' || p.\"notnull\" || ' ' || ifnull(p.dflt_value, ''), ', ' ORDER BY p.name)
        FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'search%' GROUP BY m.name";
    let rest = "SELECT name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL";
    let mut all = BTreeSet::new();
    for sql in [columns, rest] {
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
        all.extend(rows.map(Result::unwrap));
    }
    all
}

#[test]
fn what_was_known_of_a_picture_is_known_of_its_first_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/schema-1.db"), &path)
        .unwrap();
    let old = connection::open_writer(&path, Some(&[7; 32])).unwrap();
    old.execute_batch(
        "INSERT INTO attachment (id, sha256, len, mime, name, phash, width, height)
            VALUES ('seen', 'aa', 1, 'm', 'n', -7, 1200, 3400);
         INSERT INTO attachment (id, sha256, len, mime, name) VALUES ('unseen', 'bb', 1, 'm', 'n');
         INSERT INTO thumbnail (id, attachment_id, size, mime, bytes) VALUES ('t', 'seen', 'view', 'm', x'01');",
    )
    .unwrap();
    migrate(&old, &context()).unwrap();
    let look =
        "SELECT page, phash, width, height, turn FROM attachment_page WHERE attachment_id = ?1";
    let row = |id| {
        old.query_row(look, [id], |r| {
            Ok([r.get::<_, i64>(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?])
        })
    };
    assert_eq!(row("seen").unwrap(), [0, -7, 1200, 3400, 0]);
    assert!(row("unseen").is_err(), "what was not decoded is not known");
    let page: i64 =
        old.query_row("SELECT page FROM thumbnail WHERE id = 't'", [], |r| r.get(0)).unwrap();
    assert_eq!(page, 0);
}

#[test]
fn every_released_schema_becomes_the_present_one() {
    let (_folder, new) = database();
    for released in RELEASED {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(released);
        std::fs::copy(format!("{}/tests/fixtures/{released}", env!("CARGO_MANIFEST_DIR")), &path)
            .unwrap();
        let old = connection::open_writer(&path, Some(&[7; 32])).unwrap();
        migrate(&old, &context()).unwrap();
        assert_eq!(objects(&old), objects(&new), "{released} is not what a new file is");
    }
}

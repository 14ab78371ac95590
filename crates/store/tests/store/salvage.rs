//! What is saved of a file of which some pages cannot be read.
use super::bench::{Bench, KEY, bench};
use journal::{Action, ActionCode};
use rusqlite::{Connection, OpenFlags};
use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use store::{
    Salvage, Store,
    table::{category, receipt},
};

const PAGE: usize = 4096;

/// What a disk gives back that lost the first page of a table: all of its few rows.
fn spoil(bench: &Bench, table: &str) -> PathBuf {
    bench.store.truncate_wal().unwrap();
    let spoilt = bench.folder.path().join("spoilt.db");
    fs::copy(bench.path(), &spoilt).unwrap();
    let page = first_page(&spoilt, table);
    let mut bytes = fs::read(&spoilt).unwrap();
    bytes[(page - 1) * PAGE..page * PAGE].fill(0xa5);
    fs::write(&spoilt, bytes).unwrap();
    spoilt
}

fn first_page(path: &Path, table: &str) -> usize {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let key = "07".repeat(32);
    conn.execute_batch(&format!("PRAGMA key = \"x'{key}'\"")).unwrap();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    conn.query_row(sql, [table], |row| row.get::<_, u32>(0)).unwrap() as usize
}

fn salvage(bench: &Bench, spoilt: &Path) -> (Salvage, Store) {
    let target = bench.folder.path().join("saved.db");
    let mut go_on = |_, _| ControlFlow::Continue(());
    let saved = store::salvage(spoilt, &target, &KEY, bench.context(), &mut go_on).unwrap();
    (saved, Store::open(&target, &KEY, bench.context()).unwrap())
}

#[test]
fn a_receipt_outlives_its_category() {
    let bench = bench();
    let id = bench.confirm("Kedai Kenari", "2026-03-12", 2340);
    let dining = bench.store.read(category::list).unwrap()[0].id;
    let filed = Action::user(ActionCode::CategoriseReceipts);
    bench.store.write(filed, move |tx| receipt::categorise(tx, id, Some(dining))).unwrap();
    let before = bench.receipt(id);
    assert_eq!(before.category, Some(dining));
    let (saved, store) = salvage(&bench, &spoil(&bench, "category"));
    let of = |name: &str| *saved.tables.iter().find(|it| it.table == name).unwrap();
    assert_eq!(of("category").kept, 0, "they were on the page that is spoilt");
    assert_eq!((of("receipt").kept, of("receipt").lost), (1, Some(0)), "it was not");
    let after = store.read(|view| receipt::get(view, id)).unwrap();
    assert_eq!(after, receipt::Receipt { category: None, ..before }, "all but its category");
    store.check().unwrap();
}

#[test]
fn what_cannot_be_without_what_is_lost_goes_with_it() {
    let bench = bench();
    let (one, other) = (bench.ingest("one.jpg"), bench.ingest("other.jpg"));
    let action = Action::machine(ActionCode::SuspectDuplicate);
    bench.store.write(action, move |tx| store::table::duplicate::suspect(tx, one, other)).unwrap();
    let (saved, store) = salvage(&bench, &spoil(&bench, "receipt"));
    let of = |name: &str| *saved.tables.iter().find(|it| it.table == name).unwrap();
    assert_eq!((of("receipt").kept, of("duplicate").kept), (0, 0));
    assert_eq!(of("duplicate").lost, Some(1), "and that is said");
    store.check().unwrap();
}

//! Why a file does not open, and what is saved of it.
use super::bench::{Bench, KEY, bench, device, folder};
use rusqlite::{Connection, OpenFlags};
use std::{fs, ops::ControlFlow, path::Path};
use store::{Closed, Error, ReceiptId, Salvage, Store, table::receipt, why_closed};

const PAGE: usize = 4096;

/// A closed database with some receipts.
fn closed() -> (tempfile::TempDir, Bench, Vec<ReceiptId>) {
    let bench = bench();
    let ids = (0..40).map(|at| bench.confirm(&format!("Kedai {at}"), "2026-03-12", 100)).collect();
    bench.store.truncate_wal().unwrap();
    let left = folder();
    fs::copy(bench.path(), left.path().join("vault.db")).unwrap();
    (left, bench, ids)
}

fn spoil(path: &Path, page: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[(page - 1) * PAGE..page * PAGE].fill(0xa5);
    fs::write(path, bytes).unwrap();
}

fn by_key(path: &Path) -> Connection {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "07".repeat(32))).unwrap();
    conn
}

fn salvage(bench: &Bench, path: &Path) -> Result<(Salvage, Store), Error> {
    let target = path.with_file_name("saved.db");
    fs::remove_file(&target).ok();
    let mut go_on = |_, _| ControlFlow::Continue(());
    let saved = store::salvage(path, &target, &KEY, bench.context(), &mut go_on)?;
    Ok((saved, Store::open(&target, &KEY, bench.context())?))
}

#[test]
fn each_trouble_is_told_and_the_file_is_left_as_it_is() {
    let (left, bench, _) = closed();
    let path = left.path().join("vault.db");
    let whole = fs::read(&path).unwrap();
    let other = device(2, &[]);
    other.store.truncate_wal().unwrap();
    let mut strangers = fs::read(other.path()).unwrap();
    let under_another_key = folder();
    let copy = under_another_key.path().join("copy.db");
    let mut go_on = |_, _| ControlFlow::Continue(());
    bench.store.copy_to(&copy, &[9; 32], store::Cache::Kept, &mut go_on).unwrap();
    let foreign = fs::read(copy).unwrap();
    let mut first = whole.clone();
    first[..PAGE].fill(0xa5);
    let mut salt = whole.clone();
    salt[3] ^= 1;
    strangers.truncate(PAGE);
    for (bytes, wanted) in [
        (Vec::new(), Closed::Missing),
        (foreign, Closed::Foreign),
        (vec![0; 20 * PAGE], Closed::Foreign),
        (b"SQLite format 3\0".repeat(1000), Closed::Foreign),
        (first, Closed::Unreadable),
        (salt, Closed::Unreadable),
        (whole[..whole.len() / 2 / PAGE * PAGE].to_vec(), Closed::Unreadable),
        (whole[..whole.len() - 3 * PAGE].to_vec(), Closed::Broken),
        (whole[..whole.len() - 100].to_vec(), Closed::Broken),
    ] {
        fs::write(&path, &bytes).unwrap();
        assert!(Store::open(&path, &KEY, bench.context()).is_err(), "{wanted:?} opens");
        assert_eq!(why_closed(&path, &KEY).unwrap(), wanted);
        assert!(fs::read(&path).unwrap() == bytes, "{wanted:?}: nothing is written into it");
    }
    fs::remove_file(&path).unwrap();
    assert_eq!(why_closed(&path, &KEY).unwrap(), Closed::Missing);
    assert!(!path.exists(), "and none is made");
}

#[test]
fn what_a_newer_version_wrote_is_neither_opened_nor_salvaged() {
    let (left, bench, _) = closed();
    let path = left.path().join("vault.db");
    by_key(&path).execute_batch("PRAGMA user_version = 9999").unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(why_closed(&path, &KEY), Err(Error::Newer(9999))));
    assert!(matches!(Store::open(&path, &KEY, bench.context()), Err(Error::Newer(9999))));
    assert!(matches!(salvage(&bench, &path), Err(Error::Newer(9999))));
    assert!(fs::read(&path).unwrap() == before, "it is not touched");
}

/// The pages that say which tables there are, but for the first.
fn pages_of_the_schema(path: &Path) -> Vec<usize> {
    let pages = fs::metadata(path).unwrap().len() as usize / PAGE;
    (2..=pages)
        .filter(|page| {
            let copy = path.with_file_name("tried.db");
            fs::copy(path, &copy).unwrap();
            spoil(&copy, *page);
            let conn = by_key(&copy);
            conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).is_err()
        })
        .collect()
}

#[test]
fn without_a_page_of_the_schema_nothing_is_saved_and_that_is_said() {
    let (left, bench, _) = closed();
    let path = left.path().join("vault.db");
    let whole = fs::read(&path).unwrap();
    let pages = pages_of_the_schema(&path);
    assert!(pages.len() > 2, "{pages:?}");
    for page in pages {
        fs::write(&path, &whole).unwrap();
        spoil(&path, page);
        let opened = Store::open(&path, &KEY, bench.context());
        assert!(matches!(opened, Err(Error::Damaged(_))), "page {page}");
        assert_eq!(why_closed(&path, &KEY).unwrap(), Closed::Unreadable, "page {page}");
        assert!(matches!(salvage(&bench, &path), Err(Error::Damaged(_))), "page {page}");
    }
}

#[test]
fn of_a_cut_file_everything_before_the_cut_is_saved() {
    let (left, bench, ids) = closed();
    let path = left.path().join("vault.db");
    let whole = fs::read(&path).unwrap();
    for length in [whole.len() - 100, whole.len() - 3 * PAGE] {
        fs::write(&path, &whole[..length]).unwrap();
        let (_, store) = salvage(&bench, &path).unwrap();
        store.check().unwrap();
        let kept = ids.iter().filter(|id| store.read(|view| receipt::get(view, **id)).is_ok());
        assert!(kept.count() > 10, "{length} bytes");
    }
}

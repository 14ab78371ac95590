//! Leaving and coming back: the same rows, or a refusal.
use super::bench::{Bench, KEY, bench, folder};
use journal::{Action, ActionCode};
use proptest::prelude::*;
use std::collections::BTreeMap;
use store::{
    Error, Incoming, ReceiptId, Store,
    table::{attachment, hold, reading, receipt, receipt_page},
};

type Rows = BTreeMap<&'static str, Vec<String>>;
type Pictures = Vec<(String, Vec<u8>)>;

/// Every row that travels.
fn rows(store: &Store) -> Rows {
    let of = |table: &'static str| {
        let mut lines = Vec::new();
        let mut each = |line: &str| {
            lines.push(line.to_owned());
            Ok(())
        };
        store.read(|view| store::each_row(view, table, &mut each)).unwrap();
        (table, lines)
    };
    store::tables().map(of).collect()
}

fn pictures(store: &Store, rows: &Rows) -> Pictures {
    let of = |line: &String| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let sha256 = row["sha256"].as_str().unwrap().to_owned();
        let file = store.read(|view| attachment::find_by_content(view, &sha256)).unwrap().unwrap();
        let bytes = store.read(|view| attachment::read_all(view, file.id)).unwrap();
        (sha256, bytes)
    };
    rows["attachment"].iter().map(of).collect()
}

/// Into a file of its own; how far it came where it is refused.
fn come_back(
    bench: &Bench,
    rows: &Rows,
    pictures: &[(String, Vec<u8>)],
) -> Result<(tempfile::TempDir, Store), Error> {
    let folder = folder();
    let path = folder.path().join("vault.db");
    let incoming = Incoming::begin(&path, &KEY, bench.context())?;
    for table in store::tables() {
        rows[table].iter().try_for_each(|line| incoming.row(table, line))?;
    }
    pictures.iter().try_for_each(|(sha256, bytes)| incoming.picture(sha256, &mut &bytes[..]))?;
    incoming.finish()?;
    let store = Store::open(&path, &KEY, bench.context())?;
    store.check()?;
    store.read(store::read_back)?;
    Ok((folder, store))
}

fn filled() -> (Bench, ReceiptId) {
    let bench = bench();
    let id = bench.confirm("Kedai \"Kenari\" 茶室\n", "2026-03-12", -2340);
    bench.edit(ActionCode::EditReceipt, id, |receipt| receipt.note = "lunch".into());
    let gone = bench.confirm("Gone", "2020-01-01", 1);
    bench
        .store
        .write(Action::user(ActionCode::EditReceipt), move |tx| {
            hold::insert(tx, id, None, "a claim")?;
            let attachment::Stored::New(file) =
                attachment::insert(tx, "scan.jpg", "image/jpeg", &[7; 2_100_000][..])?
            else {
                panic!("a new picture")
            };
            receipt_page::insert(tx, id, file, &receipt_page::Place::default())?;
            let reading = reading::NewReading {
                engine: "tesseract".into(),
                version: "1".into(),
                page: page::OcrPage::default(),
                draft: ::receipt::ReceiptDraft::default(),
                codes: Vec::new(),
            };
            reading::insert(tx, id, &reading)
        })
        .unwrap();
    let purge = Action::user(ActionCode::PurgeReceipts);
    bench.store.purge(purge, vec![gone], jiff::civil::date(2026, 3, 12)).unwrap();
    bench.store.undo().ok();
    (bench, id)
}

#[test]
fn everything_comes_back_as_it_was() {
    let (bench, id) = filled();
    let left = rows(&bench.store);
    let pictures = pictures(&bench.store, &left);
    assert!(left["tombstone"].len() == 1 && left["hold"].len() == 1 && pictures.len() == 1);
    let (_folder, store) = come_back(&bench, &left, &pictures).unwrap();
    assert_eq!(rows(&store), left, "every row of every table that travels");
    assert_eq!(store.read(|view| receipt::get(view, id)).unwrap(), bench.receipt(id));
    assert_ne!(store.device(), bench.store.device(), "it goes its own way");
    let store = store.become_another_device("back").unwrap();
    store.rebuild().unwrap();
    let own = store.segment(store.device(), 0, 99).unwrap();
    bench.store.apply(own).unwrap();
    assert!(!store::tables().any(|name| ["setting", "job", "running", "replica"].contains(&name)));
}

#[test]
fn what_is_not_whole_or_not_right_is_refused() {
    let (bench, _) = filled();
    let (left, right) = (rows(&bench.store), pictures(&bench.store, &rows(&bench.store)));
    let refused = |change: &dyn Fn(&mut Rows, &mut Pictures)| {
        let (mut rows, mut pictures) = (left.clone(), right.clone());
        change(&mut rows, &mut pictures);
        come_back(&bench, &rows, &pictures).err()
    };
    assert!(refused(&|_, _| ()).is_none(), "as it is it comes back");
    assert!(matches!(refused(&|_, pictures| pictures.clear()), Some(Error::Invalid("picture"))));
    assert!(matches!(refused(&|_, it| it[0].1[0] ^= 1), Some(Error::Invalid("picture"))));
    assert!(matches!(refused(&|_, it| it[0].0 = "ff".into()), Some(Error::Invalid("picture"))));
    let twice = |_: &mut Rows, it: &mut Pictures| it.push(it[0].clone());
    assert!(matches!(refused(&twice), Some(Error::Invalid("picture"))));
    for line in [
        "",
        "[]",
        "{}",
        r#"{"id":"r","added_at":"soon"}"#,
        r#"{"id":"r","added_at":1.5}"#,
        r#"{"id":"r","added_at":1,"state":"eaten"}"#,
        r#"{"id":"r","added_at":1,"note":null}"#,
        r#"{"id":{"a":1},"added_at":1}"#,
    ] {
        let error = refused(&|rows, _| rows.get_mut("receipt").unwrap().push(line.into()));
        assert!(matches!(error, Some(Error::Invalid("row"))), "{line}: {error:?}");
    }
    let unreadable = refused(&|rows, _| {
        let line = rows["receipt"][0].replace(r#""currency":"MYR""#, r#""currency":"myr""#);
        rows.get_mut("receipt").unwrap()[0] = line;
    });
    assert!(matches!(unreadable, Some(Error::Damaged("currency"))), "{unreadable:?}");
    let newer = r#"{"id":"r","added_at":1,"mood":"good"}"#;
    let error = refused(&|rows, _| rows.get_mut("receipt").unwrap().push(newer.into()));
    assert!(matches!(error, Some(Error::Newer(_))), "{error:?}");
    let same = |rows: &mut Rows| {
        let line = rows["receipt"][0].clone();
        rows.get_mut("receipt").unwrap().push(line);
    };
    assert!(matches!(refused(&|rows, _| same(rows)), Some(Error::Invalid("row"))), "an id twice");
    let shorter = refused(&|rows, _| drop(rows.get_mut("action").unwrap().remove(1)));
    assert!(matches!(shorter, Some(Error::Invalid("row"))), "a history with a hole: {shorter:?}");
    let stray =
        r#"{"id":"x","receipt_id":"nowhere","engine":"e","version":"v","page":"[]","read_at":1}"#;
    let error = refused(&|rows, _| rows.get_mut("reading").unwrap().push(stray.into()));
    assert!(matches!(error, Some(Error::Damaged("a reference"))), "{error:?}");
    let incoming = Incoming::begin(&folder().path().join("v.db"), &KEY, bench.context()).unwrap();
    assert!(
        matches!(incoming.row("setting", "{}"), Err(Error::Newer(_))),
        "not everything travels"
    );
    assert!(matches!(incoming.row("receipt; DROP", "{}"), Err(Error::Newer(_))));
}

/// What an amount can come to.
const PLAUSIBLE: std::ops::RangeInclusive<i64> = -90_000_000_000_000..=90_000_000_000_000;

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_sequence_of_acts_comes_back(acts in prop::collection::vec((0_u8..6, ".*", PLAUSIBLE), 1..25)) {
        let bench = bench();
        let mut known = Vec::new();
        for (act, text, minor) in acts {
            let last = known.last().copied();
            match (act, last) {
                (0 | 1, _) | (_, None) => known.push(bench.confirm(&text, "2026-03-12", minor)),
                (2, Some(id)) => bench.edit(ActionCode::EditReceipt, id, move |it| it.note = text),
                (3, Some(_)) => drop(bench.store.undo()),
                (4, Some(_)) => drop(bench.store.redo()),
                (_, Some(id)) => {
                    let bin = Action::user(ActionCode::BinReceipts).about(Some(text));
                    bench.store.write(bin, move |tx| receipt::bin(tx, id)).unwrap();
                }
            }
        }
        let left = rows(&bench.store);
        let (_folder, store) = come_back(&bench, &left, &[]).unwrap();
        prop_assert_eq!(rows(&store), left);
    }
}

//! Two copies of one profile that went their own ways: whatever was done on them,
//! once each has merged a backup of the other they are the same.
use super::bench::{Bench, KEY, device};
use super::exchange::{act, receipts};
use jiff::civil::{Date, date};
use journal::{Action, ActionCode};
use proptest::prelude::*;
use rusqlite::Connection;
use std::ops::ControlFlow;
use store::{
    Cache, Error, Merged, ReceiptId, Store, Tx,
    table::{
        attachment::{self, Stored},
        duplicate, hold,
        receipt::{self, NewReceipt},
        receipt_item,
        receipt_list::{self, Filter, Window},
        receipt_page::{self, Place},
        retention_policy,
    },
};

/// Something that is done on one of the copies, to one of the receipts it knows.
#[derive(Debug, Clone)]
enum Deed {
    /// An edit, the bin, a doubt, or one of them taken back or done again.
    Act {
        kind: u8,
        target: usize,
        value: i64,
    },
    /// A file is dropped, of a few that there are.
    Drop(u8),
    Hold(usize),
    /// Nothing is held any more.
    Release,
    Keep(u32),
    Purge(usize),
    /// The clock goes on, or is set to any time.
    Clock(i64),
}

fn deed() -> impl Strategy<Value = Deed> {
    let target = 0_usize..6;
    prop_oneof![
        8 => (prop::sample::select(vec![0_u8, 1, 2, 3, 4, 5, 6, 7, 9]), target.clone(), -5_i64..5)
            .prop_map(|(kind, target, value)| Deed::Act { kind, target, value }),
        3 => (0_u8..4).prop_map(Deed::Drop),
        1 => target.clone().prop_map(Deed::Hold),
        1 => Just(Deed::Release),
        1 => (1_u32..9).prop_map(Deed::Keep),
        2 => target.prop_map(Deed::Purge),
        1 => (0_i64..3_000_000_000_000).prop_map(Deed::Clock),
    ]
}

fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec(deed(), 0..most)
}

const TODAY: Date = date(2026, 3, 12);

fn done(bench: &Bench, deed: &Deed) {
    bench.clock.forward(1);
    let known = receipts(bench);
    let chosen = |target: &usize| known.get(target % known.len().max(1)).copied();
    match deed {
        Deed::Act { kind, target, value } => act(bench, *kind, *target, *value),
        Deed::Drop(byte) => dropped(bench, *byte),
        Deed::Hold(target) => chosen(target).into_iter().for_each(|id| held(bench, id)),
        Deed::Release => released(bench, |_| true),
        Deed::Keep(years) => kept(bench, *years),
        Deed::Purge(target) => chosen(target).into_iter().for_each(|id| purged(bench, id)),
        Deed::Clock(millis) => bench.clock.tell(*millis),
    }
}

/// As dropping a file does it: the bytes once, and a receipt of theirs.
fn dropped(bench: &Bench, byte: u8) {
    let written = bench.store.write(Action::user(ActionCode::Ingest), move |tx| {
        let (name, bytes) = (format!("{byte}.jpg"), [byte; 5_000]);
        let (Stored::New(file) | Stored::Here(file)) =
            attachment::insert(tx, &name, "image/jpeg", &bytes[..])?;
        let receipt = receipt::insert(tx, NewReceipt { file_name: name, sample: false })?;
        receipt_page::insert(tx, receipt, file, &Place::default())
    });
    written.unwrap();
}

fn held(bench: &Bench, id: ReceiptId) {
    let action = Action::user(ActionCode::EditReceipt);
    bench.store.write(action, move |tx| hold::insert(tx, id, None, "a claim")).unwrap();
}

fn released(bench: &Bench, which: impl Fn(ReceiptId) -> bool) {
    let holds = bench.store.read(hold::list).unwrap().into_iter().filter(|it| which(it.receipt));
    let holds: Vec<_> = holds.map(|hold| hold.id).collect();
    let action = Action::user(ActionCode::EditReceipt);
    let lifted = bench
        .store
        .write(action, move |tx| holds.into_iter().try_for_each(|hold| hold::remove(tx, hold)));
    lifted.unwrap();
}

fn kept(bench: &Bench, years: u32) {
    let action = Action::user(ActionCode::SetRetention);
    let set = move |tx: &Tx<'_>| retention_policy::set(tx, "receipt", None, Some(("own", years)));
    bench.store.write(action, set).unwrap();
}

fn purged(bench: &Bench, id: ReceiptId) {
    let purge = bench.store.purge(Action::user(ActionCode::PurgeReceipts), vec![id], TODAY);
    assert!(matches!(purge, Ok(_) | Err(Error::Held)), "{purge:?}");
}

/// Merges a backup of the other copy. What was purged there and is held here is
/// let go first, as a person is asked to.
fn merged(into: &Bench, from: &Bench) -> Merged {
    into.clock.forward(1);
    let backup = backup(from);
    let asked = into.store.compare(&backup).unwrap().held;
    if !asked.is_empty() {
        assert!(matches!(into.store.merge(&backup, suspected), Err(Error::Held)), "{asked:?}");
        released(into, |receipt| asked.contains(&receipt));
    }
    into.store.merge(&backup, suspected).unwrap()
}

fn backup(of: &Bench) -> Store {
    let path = of.folder.path().join("backup.db");
    let _ = std::fs::remove_file(&path);
    let mut go_on = |_, _| ControlFlow::Continue(());
    of.store.copy_to(&path, &KEY, Cache::Left, &mut go_on).unwrap();
    Store::open(&path, &KEY, of.context()).unwrap()
}

/// Each that is new may be the one that was here first.
fn suspected(tx: &Tx<'_>, new: &[ReceiptId]) -> store::Result<()> {
    let filter = Filter::default();
    let window = Window { limit: 500, ..Window::default() };
    let here = receipt_list::list(tx, &filter, &window)?.into_iter().map(|row| row.id);
    let Some(first) = here.filter(|id| !new.contains(id)).min() else { return Ok(()) };
    new.iter().try_for_each(|id| duplicate::suspect(tx, first, *id).map(drop))
}

/// Every row of every table that travels, the log's too.
fn content(bench: &Bench) -> Vec<String> {
    let mut all = Vec::new();
    for table in store::tables() {
        let mut each = |line: &str| {
            all.push(format!("{table} {line}"));
            Ok(())
        };
        bench.store.read(|view| store::each_row(view, table, &mut each)).unwrap();
    }
    all.sort();
    all
}

/// What is computed from them: what is found by which word, and by what sellers are known.
fn derived(bench: &Bench) -> Vec<String> {
    let found = |word: &str| {
        let filter = Filter { text: vec![word.to_owned()], ..Filter::default() };
        let window = Window { limit: 500, ..Window::default() };
        let rows = bench.store.read(|view| receipt_list::list(view, &filter, &window)).unwrap();
        let mut ids: Vec<_> = rows.into_iter().map(|row| row.id).collect();
        ids.sort();
        format!("{word} {ids:?}")
    };
    let mut all: Vec<String> = ["merchant", "note", "item", "1", "2", "-"].map(found).into();
    let conn = Connection::open(bench.path()).unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "07".repeat(32))).unwrap();
    for sql in [
        "SELECT receipt_id || ' ' || kind || ' ' || value FROM merchant_clue ORDER BY 1",
        "SELECT receipt.id || ' ' || names || ' ' || ifnull(reading_id, '')
         FROM search_document JOIN receipt USING (rid) ORDER BY 1",
    ] {
        let mut rows = conn.prepare(sql).unwrap();
        let rows = rows.query_map([], |row| row.get::<_, String>(0)).unwrap();
        all.extend(rows.map(Result::unwrap));
    }
    all
}

/// Both take the next place on the receipt; whose came first in which file must not count.
#[test]
fn lines_added_on_both_copies_stand_in_one_order() {
    let origin = device(1, &["groceries"]);
    dropped(&origin, 0);
    let copy = origin.copy(2);
    act(&origin, 5, 0, 1);
    act(&copy, 5, 0, 2);
    merged(&origin, &copy);
    merged(&copy, &origin);
    let lines = |bench: &Bench| {
        let id = receipts(bench)[0];
        bench.store.read(|view| receipt_item::list(view, id)).unwrap()
    };
    assert_eq!(lines(&origin).len(), 2, "neither line is lost");
    assert_eq!(lines(&origin), lines(&copy), "a page that reads differently on each copy");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn copies_that_merge_each_other_are_the_same(
        before in deeds(10), here in deeds(14), there in deeds(14), here_first in any::<bool>(),
    ) {
        let origin = device(1, &["groceries", "transport"]);
        before.iter().for_each(|deed| done(&origin, deed));
        let copy = origin.copy(2);
        here.iter().for_each(|deed| done(&origin, deed));
        there.iter().for_each(|deed| done(&copy, deed));
        let (one, other) = if here_first { (&origin, &copy) } else { (&copy, &origin) };
        for _ in 0..2 {
            merged(one, other);
            merged(other, one);
        }
        let (agreed, made) = (content(one), derived(one));
        prop_assert_eq!(&content(other), &agreed, "two copies that know the same say different things");
        prop_assert_eq!(&derived(other), &made, "and different things are found in them");
        prop_assert_eq!((merged(one, other).actions, merged(other, one).actions), (0, 0), "once more");
        for copy in [one, other] {
            prop_assert_eq!(&content(copy), &agreed, "a merge of nothing new changed something");
            copy.store.rebuild().unwrap();
            prop_assert_eq!(&derived(copy), &made, "what is computed is what computing it anew gives");
            copy.store.check().unwrap();
        }
    }
}

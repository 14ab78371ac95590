//! Another database merged whole, or not at all.
use super::bench::{Bench, device};
use journal::{Action, ActionCode, ActionRecord, Change, Value};
use store::{
    Error, Merged, ReceiptId, Tx,
    table::{duplicate, retention_policy},
};

fn suspect(bench: &Bench, one: ReceiptId, other: ReceiptId) -> Result<(), Error> {
    let action = Action::machine(ActionCode::SuspectDuplicate);
    bench.store.write(action, move |tx| duplicate::suspect(tx, one, other)).map(drop)
}

fn send(author: &Bench, to: &Bench) {
    let segment = author.store.segment(author.store.device(), 0, usize::MAX).unwrap();
    to.store.apply(segment).unwrap();
}

fn merge(into: &Bench, from: &Bench) -> Result<Merged, Error> {
    into.store.merge(&from.store, |_, _| Ok(()))
}

#[test]
fn what_refers_to_a_row_that_did_not_come_is_not_merged() {
    let here = device(1, &["groceries"]);
    let (there, author, helper) = (device(2, &[]), device(3, &[]), device(4, &[]));
    let (one, other) = (author.ingest("one.jpg"), author.ingest("other.jpg"));
    send(&author, &helper);
    suspect(&helper, one, other).unwrap();
    // What the helper noted has come there, and not yet what it noted it of.
    send(&helper, &there);
    let before = here.store.known().unwrap();
    let refused = merge(&here, &there);
    assert!(matches!(refused, Err(Error::NotFound("reference"))), "{refused:?}");
    assert_eq!(here.store.known().unwrap(), before, "nothing was merged");
    here.store.check().unwrap();
    let missing = suspect(&here, one, other);
    assert!(missing.is_err(), "references are checked again: {missing:?}");
    send(&author, &there);
    merge(&here, &there).unwrap();
    assert_eq!(here.store.read(duplicate::open).unwrap().len(), 1, "now that all of it came");
    here.store.check().unwrap();
}

/// A log of somebody who means no good: of an amount's currency and figures, which are
/// always said together, it says one alone.
#[test]
fn what_would_leave_a_row_that_none_can_read_is_not_merged() {
    let (here, there, author) = (device(1, &["groceries"]), device(2, &[]), device(3, &[]));
    let id = author.confirm("Kedai Satu", "2026-03-12", 2340);
    let mut segment = author.store.segment(author.store.device(), 0, usize::MAX).unwrap();
    let last = segment.actions.last().expect("what was done").0.clone();
    let (table, row, column) = ("receipt".into(), id.to_string(), "currency".into());
    let (old, new) = (Value::Text("MYR".into()), Value::Null);
    let change = Change::Update { table, row, column, old, new };
    let hlc = last.hlc.tick(last.hlc.wall());
    let ids = there.context().ids;
    let lone = ActionRecord { id: (*ids).next(), seq: last.seq + 1, hlc, ..last };
    segment.actions.push((lone, vec![change]));
    there.store.apply(segment).unwrap();
    let read = there.store.read(store::read_back);
    assert!(matches!(read, Err(Error::Damaged("total_minor"))), "{read:?}");
    let before = here.store.known().unwrap();
    let refused = merge(&here, &there);
    assert!(matches!(refused, Err(Error::Invalid("total_minor"))), "{refused:?}");
    assert_eq!(here.store.known().unwrap(), before, "nothing was merged");
    here.store.check().unwrap();
}

#[test]
fn how_long_another_profile_keeps_is_not_said_here() {
    let (here, there) = (device(1, &["groceries"]), device(2, &["groceries"]));
    let keep = |bench: &Bench, years| {
        let set =
            move |tx: &Tx<'_>| retention_policy::set(tx, "receipt", None, Some(("own", years)));
        bench.store.write(Action::user(ActionCode::SetRetention), set).unwrap();
    };
    let kept = |bench: &Bench| {
        let all = bench.store.read(retention_policy::list).unwrap();
        all.iter().map(|policy| policy.years).collect::<Vec<_>>()
    };
    keep(&here, 9);
    keep(&there, 2);
    assert!(!here.store.compare(&there.store).unwrap().related);
    merge(&here, &there).unwrap();
    assert_eq!(kept(&here), [9], "its own");
    keep(&there, 1);
    merge(&here, &there).unwrap();
    assert_eq!(kept(&here), [9], "nor what was said there later");
}

use super::bench::{Bench, bench};
use journal::{Action, ActionCode};
use store::{
    DuplicateId, ReceiptId,
    table::{
        attachment::{self, Stored},
        attachment_page,
        duplicate::{self, Candidate, Decision},
        receipt, receipt_page,
    },
};

fn suspect(bench: &Bench, first: ReceiptId, second: ReceiptId) -> Option<DuplicateId> {
    let action = Action::machine(ActionCode::SuspectDuplicate);
    bench.store.write(action, move |tx| duplicate::suspect(tx, first, second)).unwrap().value
}

fn open(bench: &Bench) -> usize {
    bench.store.read(duplicate::open).unwrap().len()
}

fn picture(bench: &Bench, receipt: ReceiptId, byte: u8, phash: u64) {
    let stored = bench.store.write(Action::user(ActionCode::Ingest), move |tx| {
        let stored = attachment::insert(tx, "a", "image/png", &[byte][..])?;
        let Stored::New(id) = stored else { panic!("it was new") };
        let look = attachment_page::Look { phash, width: 1, height: 1, turn: page::Turn::None };
        attachment_page::put(tx, id, 0, &look)?;
        receipt_page::insert(tx, receipt, id, &receipt_page::Place::default())
    });
    stored.unwrap();
}

#[test]
fn a_pair_is_asked_about_once() {
    let bench = bench();
    let (a, b) = (bench.confirm("Tesco", "2026-03-12", 1), bench.confirm("Tesco", "2026-03-12", 1));
    let id = suspect(&bench, a, b).expect("new");
    assert_eq!(suspect(&bench, b, a), None, "the other way round is the same pair");
    assert_eq!(suspect(&bench, a, a), None, "a receipt is no pair with itself");
    assert_eq!(open(&bench), 1, "one question");
    let action = Action::user(ActionCode::ResolveDuplicate);
    bench.store.write(action, move |tx| duplicate::decide(tx, id, Decision::TwoPurchases)).unwrap();
    assert_eq!((open(&bench), suspect(&bench, a, b)), (0, None), "an answer is remembered");
    bench.store.undo().unwrap();
    assert_eq!(open(&bench), 1, "and can be taken back");
    bench
        .store
        .write(Action::user(ActionCode::BinReceipts), move |tx| receipt::bin(tx, b))
        .unwrap();
    assert_eq!(open(&bench), 0, "what is in the bin is not asked about");
}

#[test]
fn what_looks_like_the_same_purchase() {
    let bench = bench();
    let mine = bench.confirm("Tesco", "2026-03-12", 2340);
    let same = bench.confirm("TESCO STORES", "2026-03-12", 2340);
    let _other_day = bench.confirm("Tesco", "2026-03-13", 2340);
    let numbered = bench.confirm("Shell", "2025-01-01", 9);
    let alike = bench.confirm("Aeon", "2025-01-02", 10);
    for id in [mine, numbered] {
        bench.edit(ActionCode::EditReceipt, id, |receipt| {
            receipt.fields.number = Some("A-42".into())
        });
    }
    picture(&bench, mine, 1, 0b1111);
    picture(&bench, alike, 2, 0b1100);
    picture(&bench, same, 3, u64::MAX);
    let found = bench.store.read(|view| duplicate::candidates(view, mine, 6)).unwrap();
    let candidate = |receipt, same_total_and_date, same_number, picture_distance| Candidate {
        receipt,
        same_total_and_date,
        same_number,
        picture_distance,
    };
    assert_eq!(
        found,
        [
            candidate(numbered, false, true, None),
            candidate(same, true, false, None),
            candidate(alike, false, false, Some(2))
        ],
        "the most alike first, and each with its reason"
    );
    bench
        .store
        .write(Action::user(ActionCode::BinReceipts), move |tx| receipt::bin(tx, numbered))
        .unwrap();
    let found = bench.store.read(|view| duplicate::candidates(view, mine, 1)).unwrap();
    assert_eq!(
        found.iter().map(|c| c.receipt).collect::<Vec<_>>(),
        [same],
        "neither the binned nor the less alike"
    );
}

#[test]
fn nothing_known_is_like_nothing() {
    let bench = bench();
    let (blank, _other) = (bench.ingest("a.jpg"), bench.ingest("b.jpg"));
    let found = bench.store.read(|view| duplicate::candidates(view, blank, 64)).unwrap();
    assert!(found.is_empty(), "two receipts without values are not the same purchase");
}

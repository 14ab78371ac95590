//! The memory of sellers: derived from readings, taught by what is confirmed.
use super::bench::{Bench, KEY, bench, folder};
use ::receipt::{Field, ReceiptDraft, Source, Suggestion};
use journal::{Action, ActionCode};
use ledger::memory::{Clue, ClueKind};
use page::{Bounds, OcrPage, Word};
use store::{
    ReceiptId, Store,
    table::{
        merchant_clue, merchant_forgotten,
        reading::{self, NewReading},
        receipt::{self, State},
    },
};

fn field(value: &str) -> Field<String> {
    let suggestion =
        Suggestion { value: value.into(), confidence: 0.9, bounds: None, source: Source::Read };
    Field { suggestions: vec![suggestion], doubts: vec![] }
}

fn page(lines: &[&str]) -> OcrPage {
    let bounds = Bounds { x: 1, y: 1, width: 9, height: 9 };
    let word = |(at, text): (usize, &&str)| Word {
        text: (*text).into(),
        bounds,
        confidence: 0.9,
        line: u32::try_from(at).unwrap(),
    };
    OcrPage {
        width: 100,
        height: 100,
        words: lines.iter().enumerate().map(word).collect(),
        close: false,
    }
}

fn read(bench: &Bench, id: ReceiptId, merchant: &str, registration: &str) {
    let draft = ReceiptDraft {
        merchant: field(merchant),
        registration: field(registration),
        ..ReceiptDraft::default()
    };
    let page = page(&[merchant, "TEL: 03-12345678"]);
    let new = NewReading { engine: "t".into(), version: "1".into(), page, draft, codes: vec![] };
    bench.store.write_local(move |tx| reading::insert(tx, id, &new)).unwrap();
}

/// A confirmed receipt whose seller was read as `read_as`.
fn taught(bench: &Bench, name: &str, read_as: &str, registration: &str) -> ReceiptId {
    let id = bench.confirm(name, "2026-03-12", 100);
    read(bench, id, read_as, registration);
    let now = bench.clock.clone();
    bench.edit(ActionCode::ConfirmReceipt, id, move |receipt| {
        receipt.merchant_key = receipt.fields.merchant.as_deref().map(ledger::merchant::key);
        receipt.confirmed_at = Some(money::Clock::now(&*now));
    });
    id
}

fn lessons(bench: &Bench, id: ReceiptId) -> Vec<String> {
    let found = bench
        .store
        .read(|view| merchant_clue::lessons(view, id, &merchant_clue::of(view, id)?))
        .unwrap();
    found.into_iter().map(|taught| taught.lesson.merchant).collect()
}

fn all_clues(bench: &Bench, ids: &[ReceiptId]) -> Vec<Vec<Clue>> {
    ids.iter().map(|id| bench.store.read(|view| merchant_clue::of(view, *id)).unwrap()).collect()
}

#[test]
fn a_confirmed_receipt_teaches_what_its_reading_showed() {
    let bench = bench();
    let id = taught(&bench, "Kedai Ujian", "KEDA1 UJIAN", "123456-X");
    let next = bench.ingest("next.jpg");
    assert!(lessons(&bench, next).is_empty(), "what was not read has no clue");
    read(&bench, next, "SOMETHING ELSE", "(123456-X)");
    assert_eq!(lessons(&bench, next), ["Kedai Ujian"], "by its number");
    assert!(lessons(&bench, id).is_empty(), "and no receipt teaches itself");
    let alike = bench.ingest("alike.jpg");
    read(&bench, alike, "KEDAI UJIANN", "");
    assert_eq!(lessons(&bench, alike), ["Kedai Ujian"], "by a header much like its own");
}

#[test]
fn a_lesson_concerns_what_waits_with_its_clues_alone() {
    let bench = bench();
    let waiting = |name: &str, number: &str, state| {
        let id = bench.ingest("a.jpg");
        let draft = ReceiptDraft {
            merchant: field(name),
            registration: field(number),
            ..ReceiptDraft::default()
        };
        let page = page(&[name]);
        let new =
            NewReading { engine: "t".into(), version: "1".into(), page, draft, codes: vec![] };
        bench.store.write_local(move |tx| reading::insert(tx, id, &new)).unwrap();
        bench.edit(ActionCode::FinishReading, id, move |receipt| receipt.state = state);
        id
    };
    let by_number = waiting("SOMETHING ELSE", "123456-X", State::ToReview);
    let by_look = waiting("KEDAI UJIANN", "", State::Ready);
    waiting("ANOTHER TRADING", "654321-A", State::ToReview);
    waiting("KEDAI UJIAN", "123456-X", State::Failed);
    let of_seller = waiting("NOTHING ALIKE", "", State::ToReview);
    bench.edit(ActionCode::Learn, of_seller, |receipt| {
        receipt.merchant_key = Some("kedai ujian".into());
    });
    let teacher = taught(&bench, "Kedai Ujian", "KEDAI UJIAN", "123456-X");
    let found = bench.store.read(|view| merchant_clue::waiting_like(view, teacher)).unwrap();
    assert_eq!(
        found,
        [by_number, by_look, of_seller],
        "by number, header, or what it is taken for"
    );
}

#[test]
fn what_does_not_stand_teaches_nothing() {
    let bench = bench();
    let next = bench.ingest("next.jpg");
    read(&bench, next, "KEDAI UJIAN", "123456-X");
    let id = taught(&bench, "Kedai Ujian", "KEDAI UJIAN", "123456-X");
    assert_eq!(lessons(&bench, next).len(), 1, "it teaches while it stands");
    bench
        .store
        .write(Action::user(ActionCode::BinReceipts), move |tx| receipt::bin(tx, id))
        .unwrap();
    assert!(lessons(&bench, next).is_empty(), "binned");
    bench.store.undo().unwrap();
    assert_eq!(lessons(&bench, next).len(), 1, "an undo brings it back");
    bench.store.undo().unwrap();
    assert!(lessons(&bench, next).is_empty(), "its confirmation was taken back");
}

#[test]
fn a_forgotten_seller_teaches_again_once_it_is_confirmed_again() {
    let bench = bench();
    taught(&bench, "Kedai Ujian", "KEDAI UJIAN", "123456-X");
    let next = bench.ingest("next.jpg");
    read(&bench, next, "KEDAI UJIAN", "123456-X");
    let forget = |bench: &Bench| {
        bench
            .store
            .write(Action::user(ActionCode::ForgetMerchant), |tx| {
                merchant_forgotten::insert(tx, "kedai ujian")
            })
            .unwrap();
    };
    forget(&bench);
    assert!(lessons(&bench, next).is_empty(), "what was known is not used");
    assert!(bench.store.read(merchant_clue::merchants).unwrap().is_empty(), "nor listed");
    bench.store.undo().unwrap();
    assert_eq!(lessons(&bench, next).len(), 1, "forgetting can be undone");
    forget(&bench);
    bench.clock.forward(1000);
    taught(&bench, "Kedai Ujian", "KEDAI UJIAN", "123456-X");
    assert_eq!(lessons(&bench, next).len(), 1, "what is confirmed later teaches, and that alone");
}

#[test]
fn a_rebuild_gives_what_was_kept() {
    let bench = bench();
    let ids = [
        taught(&bench, "A Trading", "A TRADING", "111111-A"),
        taught(&bench, "B Trading", "B TRADING", "222222-B"),
    ];
    read(&bench, ids[0], "A TRADING READ AGAIN", "111111-A");
    let kept = all_clues(&bench, &ids);
    assert!(
        kept[0].iter().any(|clue| clue.kind == ClueKind::Phone),
        "the header's telephone is a clue: {kept:?}"
    );
    bench.store.write_local(merchant_clue::rebuild).unwrap();
    assert_eq!(all_clues(&bench, &ids), kept, "derived data is what its sources say");
}

#[test]
fn a_database_of_the_first_release_learns_from_what_it_holds() {
    let folder = folder();
    let path = folder.path().join("vault.db");
    std::fs::copy("tests/fixtures/schema-1.db", &path).unwrap();
    let store = Store::open(&path, &KEY, bench().context()).unwrap();
    let known = store.read(merchant_clue::merchants).unwrap();
    assert_eq!(known, [("kedai ujian".to_owned(), 1)], "what was confirmed before teaches too");
    let taught = store.read(|view| merchant_clue::of_merchant(view, "kedai ujian")).unwrap();
    let look = Clue::new(ClueKind::Look, "KEDAI UJIAN SON BHD");
    assert_eq!(
        taught[0].lesson.clues,
        look.into_iter().collect::<Vec<_>>(),
        "made from the old reading"
    );
}

//! Words find receipts, and no longer when they are gone.
use super::bench::{Bench, bench};
use journal::{Action, ActionCode};
use money::{Currency, Money};
use page::{Bounds, OcrPage, Word};
use proptest::prelude::*;
use store::{
    ReceiptId,
    table::{
        reading::{self, NewReading},
        receipt,
        receipt_item::{self, Line},
        receipt_list::{self, Filter, SortBy, Window},
    },
};

fn find(bench: &Bench, typed: &str) -> Vec<ReceiptId> {
    let filter =
        Filter { text: typed.split_whitespace().map(str::to_owned).collect(), ..Filter::default() };
    let window = Window { limit: 500, ..Window::default() };
    bench
        .store
        .read(|view| receipt_list::list(view, &filter, &window))
        .unwrap()
        .into_iter()
        .map(|row| row.id)
        .collect()
}

fn read(bench: &Bench, id: ReceiptId, text: &str) {
    let bounds = Bounds { x: 0, y: 0, width: 1, height: 1 };
    let words = text.split_whitespace().map(|text| Word {
        text: text.into(),
        bounds,
        confidence: 1.0,
        line: 0,
    });
    let page = OcrPage { width: 9, height: 9, words: words.collect(), close: false };
    let new = NewReading {
        engine: "t".into(),
        version: "1".into(),
        page,
        draft: Default::default(),
        codes: vec![],
    };
    bench.store.write_local(move |tx| reading::insert(tx, id, &new)).unwrap();
}

fn buy(bench: &Bench, id: ReceiptId, name: &str) {
    let total = Money::from_minor(1, Currency::MYR);
    let line = Line {
        name: name.into(),
        quantity: None,
        unit_price: None,
        total,
        bounds: None,
        doubtful: false,
    };
    let action = Action::user(ActionCode::EditReceipt);
    bench.store.write(action, move |tx| receipt_item::replace(tx, id, &[(None, line)])).unwrap();
}

#[test]
fn names_by_any_part_and_text_by_the_beginnings_of_words() {
    let bench = bench();
    let id = bench.confirm("99 Speedmart Sdn. Bhd. 七茶室", "2026-03-12", 2340);
    buy(&bench, id, "Teh Botol Café");
    read(&bench, id, "JALAN Kuching KL 52100 谢谢光临 GARDENIA");
    bench.edit(ActionCode::EditReceipt, id, |receipt| {
        receipt.note = "birthday".into();
        receipt.fields.number = Some("INV-0042".into());
    });
    for typed in [
        "speed",
        "eedm",
        "SPEEDMART",
        "99",
        "sd",
        "te",
        "bot",
        "cafe",
        "CAFÉ",
        "七",
        "茶室",
        "室",
        "kuching",
        "kuch",
        "kl",
        "谢",
        "光临",
        "52100",
        "birth",
        "0042",
        "INV-0042",
        "speed kuching",
        "teh birthday 谢谢",
    ] {
        assert_eq!(find(&bench, typed), [id], "{typed:?} stands there");
    }
    for typed in ["uching", "tescos", "kx", "室七", "临光", "speed tesco", "100"] {
        assert!(
            find(&bench, typed).is_empty(),
            "{typed:?} stands nowhere, or only within a word of the text"
        );
    }
}

#[test]
fn parts_of_two_words_are_no_word() {
    let bench = bench();
    bench.confirm("abc bcd", "2026-03-12", 1);
    assert!(find(&bench, "abcd").is_empty(), "abc and bcd are not abcd");
}

#[test]
fn what_is_typed_is_never_an_error() {
    let bench = bench();
    let id = bench.confirm("A \"quoted\" OR name", "2026-03-12", 1);
    for typed in [
        "\"",
        "quoted\"",
        "NOT",
        "(",
        "*",
        "tri:abc",
        "a AND",
        "-",
        "NEAR(a b)",
        "'; DROP TABLE receipt",
    ] {
        let _ = find(&bench, typed);
    }
    assert_eq!(find(&bench, "\"quoted\" or"), [id], "and signs are passed over");
}

#[test]
fn the_index_follows_edits_undo_and_the_bin() {
    let bench = bench();
    let id = bench.confirm("Tesco", "2026-03-12", 1);
    bench
        .edit(ActionCode::EditReceipt, id, |receipt| receipt.fields.merchant = Some("Aeon".into()));
    assert_eq!(
        (find(&bench, "tesco"), find(&bench, "aeon")),
        (vec![], vec![id]),
        "the new name, not the old"
    );
    bench.store.undo().unwrap();
    assert_eq!(
        (find(&bench, "tesco"), find(&bench, "aeon")),
        (vec![id], vec![]),
        "undone, the old again"
    );
    buy(&bench, id, "Milk");
    bench
        .store
        .write(Action::user(ActionCode::EditReceipt), move |tx| receipt_item::replace(tx, id, &[]))
        .unwrap();
    assert!(find(&bench, "milk").is_empty(), "a line that went is not found");
    read(&bench, id, "first reading");
    read(&bench, id, "second look");
    assert_eq!(
        (find(&bench, "first"), find(&bench, "second")),
        (vec![], vec![id]),
        "the last reading's text"
    );
    bench
        .store
        .write(Action::user(ActionCode::BinReceipts), move |tx| receipt::bin(tx, id))
        .unwrap();
    assert!(find(&bench, "tesco").is_empty(), "what is in the bin is not in the list");
}

#[test]
fn found_newest_first_after_a_date_is_corrected() {
    let bench = bench();
    let old = bench.confirm("Tesco", "2026-01-01", 1);
    let new = bench.confirm("Tesco", "2026-02-01", 1);
    assert_eq!(find(&bench, "tesco"), [new, old], "newest first");
    bench.edit(ActionCode::EditReceipt, old, |receipt| {
        receipt.fields.date = Some("2026-03-01".parse().unwrap())
    });
    assert_eq!(find(&bench, "tesco"), [old, new], "by its corrected date");
}

#[test]
fn words_and_every_other_order() {
    let bench = bench();
    let (b, a) =
        (bench.confirm("Tesco B", "2026-01-01", 2), bench.confirm("Tesco A", "2025-01-01", 1));
    let filter = Filter { text: vec!["tesco".into()], ..Filter::default() };
    for sort in [SortBy::Merchant, SortBy::Total] {
        let window = Window { sort, ascending: true, offset: 0, limit: 10 };
        let rows = bench.store.read(|view| receipt_list::list(view, &filter, &window)).unwrap();
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [a, b], "{sort:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_part_of_a_name_finds_it(words in prop::collection::vec("[a-zA-Z0-9茶室七谢é]{1,9}", 1..4), at in any::<prop::sample::Index>(), cut in any::<(prop::sample::Index, prop::sample::Index)>()) {
        let bench = bench();
        let id = bench.confirm(&words.join(" "), "2026-03-12", 1);
        let word: Vec<char> = words[at.index(words.len())].chars().collect();
        let (from, to) = (cut.0.index(word.len()), cut.1.index(word.len()) + 1);
        let part: String = word[from.min(to)..from.max(to)].iter().collect();
        let short = part.is_ascii() && part.len() == 1 && word.len() > 1;
        let mixed = !part.is_ascii() && part.chars().any(|c| c.is_ascii() || c == 'é');
        if !part.is_empty() && !short && !mixed {
            prop_assert_eq!(find(&bench, &part), vec![id], "{:?} is a part of {:?}", part, words);
        }
    }

    #[test]
    fn typing_anything_is_safe(typed in ".{0,40}") {
        let bench = bench();
        bench.confirm("Tesco", "2026-03-12", 1);
        let _ = find(&bench, &typed);
    }
}

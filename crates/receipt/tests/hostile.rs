//! Pages that no receipt ever was.
mod layout;

use page::{Bounds, OcrPage, Strip, Word};
use proptest::prelude::*;
use receipt::{Context, ReceiptDraft};
use std::time::{Duration, Instant};

fn context() -> Context {
    Context { today: jiff::civil::date(2026, 3, 12), currency: None }
}

fn parse(page: &OcrPage) -> ReceiptDraft {
    receipt::parse(page, &context())
}

fn any_word() -> impl Strategy<Value = Word> {
    let text = prop_oneof![
        ".{1,12}",
        "[0-9OlSB.,$RM-]{1,10}",
        "[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{1,4}",
        prop::sample::select(vec![
            "TOTAL", "Subtotal", "CASH", "CHANGE", "Rounding", "GST", "SDN", "BHD", "2", "x", "@",
            "-", "RM", "5.00", "12:30", "漢字", "é", "%", "(", "Qty", "Price"
        ])
        .prop_map(str::to_owned),
    ];
    (
        text,
        prop::array::uniform4(prop_oneof![
            any::<u32>(),
            Just(u32::MAX),
            Just(0),
            Just(u32::MAX / 2)
        ]),
        0_u32..5_000,
        0_u32..5_000,
        any::<bool>(),
        prop::num::f32::ANY,
        0_u32..30,
    )
        .prop_map(|(text, wild, x, y, tame, confidence, line)| {
            let bounds = if tame {
                Bounds { x, y, width: 40, height: 20 }
            } else {
                Bounds { x: wild[0], y: wild[1], width: wild[2].max(1), height: wild[3].max(1) }
            };
            Word { text, bounds, confidence, line }
        })
}

proptest! {
    #[test]
    fn any_page_gives_a_draft_with_honest_numbers(words in prop::collection::vec(any_word(), 0..80)) {
        let draft = parse(&OcrPage { width: 1000, height: 2000, words, close: false });
        let confidences = draft.total.suggestions.iter().map(|s| s.confidence).chain(draft.date.suggestions.iter().map(|s| s.confidence)).chain(draft.merchant.suggestions.iter().map(|s| s.confidence));
        for confidence in confidences {
            prop_assert!((0.0..=1.0).contains(&confidence), "{confidence} is no chance");
        }
        prop_assert!(draft.total.suggestions.len() <= 5 && draft.date.suggestions.len() <= 5, "at most five suggestions");
        prop_assert!(draft.date.value().is_none_or(|date| *date <= jiff::civil::date(2026, 3, 13)), "no sale in the future");
    }

    #[test]
    fn any_two_readings_give_a_draft(
        first in prop::collection::vec(any_word(), 0..60),
        second in prop::collection::vec(any_word(), 0..60),
    ) {
        let pages = [first, second].map(|words| OcrPage { width: 1000, height: 2000, words, close: false });
        let draft = receipt::parse_several(&pages, &context());
        prop_assert!(draft.total.suggestions.len() <= 5, "at most five suggestions");
    }

    #[test]
    fn any_text_gives_a_draft(text in "([ -~]{0,30}\n){0,20}") {
        parse(&layout::page(&text));
    }
}

#[test]
fn a_huge_page_ends_in_time() {
    for line in [
        "TOTAL 12.30 45.60 0.05 99.95",
        "1x 2 @ 3.00 = 4.00 5.00 6.00",
        "CASH 9.99 CHANGE 1.11 TAX 2.22",
        "12/03/2024 13/03/2024",
        "(((((((((((((((((((((((((((((((((((",
    ] {
        let page = layout::page(&format!("{line}\n").repeat(20_000));
        let start = Instant::now();
        parse(&page);
        assert!(start.elapsed() < Duration::from_secs(10), "{line} took {:?}", start.elapsed());
    }
}

#[test]
fn one_endless_line_and_one_endless_word_end_in_time() {
    let start = Instant::now();
    parse(&layout::page(&"1.00 ".repeat(30_000)));
    parse(&layout::page(&"9".repeat(300_000)));
    parse(&layout::page(&"1,".repeat(100_000)));
    assert!(start.elapsed() < Duration::from_secs(10), "took {:?}", start.elapsed());
}

/// A page of single lines, each where it stands in the text.
fn close(lines: &[(u32, &str)]) -> OcrPage {
    let words = lines.iter().flat_map(|(row, line)| layout::words_of(line, *row)).collect();
    OcrPage { words, close: true, ..layout::page("x\nx\nx\nx\nx\nx\nx") }
}

const SMUDGED: &str =
    "KEDAI SERI SDN BHD\nDate: 16/08/2017\nROTI 4.00\nSUSU 6.00\nTOTAL ~~~\nCASH 2O.0e\n";

#[test]
fn lines_that_were_looked_at_closer_speak_for_day_and_total_alone() {
    let page = layout::page(SMUDGED);
    let nearer = close(&[(1, "Date: 14/08/2017"), (4, "TOTAL 10.00")]);
    let pages = [page, nearer.clone(), nearer];
    let draft = receipt::parse_several(&pages, &context());
    assert_eq!(draft.total.value().map(|m| m.minor()), Some(1000), "only the closer look read it");
    let days: Vec<String> = draft.date.suggestions.iter().map(|s| s.value.to_string()).collect();
    assert!(days.contains(&"2017-08-14".to_owned()), "what was seen closer is offered: {days:?}");
    assert!(!draft.date.is_sure(), "looks that contradict each other leave a doubt");
    assert_eq!(draft.items.len(), 2, "no goods are bought twice: {:?}", draft.items);
    assert_eq!(draft.merchant.value().map(String::as_str), Some("KEDAI SERI SDN BHD"));
}

#[test]
fn the_lines_worth_a_closer_look_hold_day_and_total() {
    let page = layout::page(SMUDGED);
    let draft = receipt::parse(&page, &context());
    let around = |row: usize, found: &Strip| found.bounds == page::rows(&page)[row].bounds();
    let days = receipt::day_lines(&page, &draft);
    assert!(days.len() == 1 && around(1, &days[0]), "where the day was read: {days:?}");
    let totals = receipt::total_lines(&page, &draft);
    assert!(totals.iter().any(|found| around(4, found)), "what is named total: {totals:?}");
    assert!(!totals.iter().any(|found| around(0, found)), "not the head: {totals:?}");
    let names = receipt::name_lines(&page, &draft);
    assert!(names.len() == 1 && around(0, &names[0]), "where the name was read: {names:?}");
    let blank = OcrPage::default();
    let nothing = receipt::parse(&blank, &context());
    assert_eq!(receipt::name_lines(&blank, &nothing), []);
    assert_eq!(receipt::day_lines(&blank, &nothing), []);
    assert_eq!(receipt::total_lines(&blank, &nothing), []);
}

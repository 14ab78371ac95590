//! Pages that no receipt ever was.
mod layout;

use page::{Bounds, OcrPage, Word};
use proptest::prelude::*;
use receipt::{Context, Hint, MOST_REREADS, NoReread, ReceiptDraft, Reread};
use std::time::{Duration, Instant};

fn context() -> Context {
    Context { today: jiff::civil::date(2026, 3, 12), currency: None }
}

fn parse(page: &OcrPage) -> ReceiptDraft {
    receipt::parse(page, &mut NoReread, &context())
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
        let draft = parse(&OcrPage { width: 1000, height: 2000, words });
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
        let pages = [first, second].map(|words| OcrPage { width: 1000, height: 2000, words });
        let draft = receipt::parse_several(&pages, &mut NoReread, &context());
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

/// Counts what is asked for and answers with a better line.
struct Better {
    asked: Vec<Hint>,
    line: &'static str,
}

impl Reread for Better {
    fn region(&mut self, bounds: Bounds, hint: Hint) -> Option<OcrPage> {
        self.asked.push(hint);
        let row = bounds.y.div_ceil(36);
        (hint == Hint::Amount).then(|| OcrPage {
            width: bounds.width,
            height: bounds.height,
            words: layout::words_of(self.line, row),
        })
    }
}

#[test]
fn a_doubtful_total_is_read_again_and_the_better_reading_taken() {
    let text =
        "KEDAI SERI SDN BHD\nDate: 14/08/2017\nROTI 4.00\nSUSU 6.00\nTOTAL ~~~\nCASH 2O.0e\n";
    let mut better = Better { asked: Vec::new(), line: "TOTAL 10.00" };
    let draft = receipt::parse(&layout::page(text), &mut better, &context());
    assert_eq!(draft.total.value().map(|m| m.minor()), Some(1000), "the second look read it");
    assert!(
        !better.asked.is_empty() && better.asked.len() <= MOST_REREADS,
        "asked {:?}",
        better.asked
    );
}

#[test]
fn a_sure_receipt_is_not_read_again() {
    let mut better = Better { asked: Vec::new(), line: "TOTAL 99.99" };
    let draft = receipt::parse(
        &layout::page(include_str!("receipts/my_grocery.txt")),
        &mut better,
        &context(),
    );
    assert!(
        better.asked.is_empty(),
        "asked {:?} for a receipt that adds up, total {:?}",
        better.asked,
        draft.total
    );
}

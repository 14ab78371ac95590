//! Rows by geometry.
use page::{Bounds, OcrPage, Word, rows};
use proptest::prelude::*;

fn word(text: &str, x: u32, y: u32, line: u32) -> Word {
    let bounds = Bounds { x, y, width: text.len() as u32 * 12, height: 20 };
    Word { text: text.into(), bounds, confidence: 0.9, line }
}

fn texts(words: Vec<Word>) -> Vec<String> {
    let page = OcrPage { width: 1000, height: 1000, words, close: false };
    rows(&page).iter().map(|row| row.text()).collect()
}

#[test]
fn a_label_and_its_amount_in_separate_blocks_meet() {
    let words = vec![
        word("TOTAL", 10, 100, 0),
        word("CASH", 10, 140, 1),
        word("9.00", 700, 103, 2),
        word("10.00", 700, 142, 3),
    ];
    assert_eq!(texts(words), ["TOTAL 9.00", "CASH 10.00"], "columns are read across");
}

#[test]
fn sloping_print_stays_in_its_rows() {
    let sloping = |text: &str, row: u32| {
        (0..6)
            .map(|at| word(text, 10 + at * 150, 100 + row * 30 + at * 12, row))
            .collect::<Vec<_>>()
    };
    let mut words = sloping("one", 0);
    words.extend(sloping("two", 1));
    words.push(word("price", 910, 172, 7));
    assert_eq!(
        texts(words),
        ["one one one one one one price", "two two two two two two"],
        "the print falls by 72 pixels over the page, more than two rows"
    );
}

#[test]
fn one_line_above_the_other_are_two_rows() {
    assert_eq!(
        texts(vec![word("A", 10, 100, 0), word("B", 10, 112, 1)]),
        ["A", "B"],
        "overlapping columns cannot be one row"
    );
    assert!(texts(Vec::new()).is_empty(), "an empty page has no rows");
}

proptest! {
    #[test]
    fn every_word_is_in_exactly_one_row(boxes in prop::collection::vec((any::<[u32; 4]>(), 0_u32..6), 0..60)) {
        let words: Vec<Word> = boxes.iter().enumerate().map(|(at, (b, line))| Word {
            text: at.to_string(),
            bounds: Bounds { x: b[0], y: b[1], width: b[2].max(1), height: b[3].max(1) },
            confidence: 0.5,
            line: *line,
        }).collect();
        let mut seen: Vec<usize> = texts(words).iter().flat_map(|row| row.split(' ').filter_map(|t| t.parse().ok()).collect::<Vec<usize>>()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..boxes.len()).collect::<Vec<_>>(), "no word is lost or doubled");
    }
}

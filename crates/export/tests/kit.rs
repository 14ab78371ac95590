//! The page of recovery words.
mod sample;

use export::{ExportError, kit};
use jiff::civil::date;
use sample::{FONTS, poppler};

fn labels() -> kit::Labels {
    kit::Labels {
        title: "If this computer is lost.".to_owned(),
        paragraphs: vec![
            "These words and a backup open your receipts anywhere.".to_owned(),
            "We cannot reset them. Anyone holding both can read everything.".to_owned(),
        ],
        disclaimer: "Not a crypto wallet".to_owned(),
        footer: "Aina · Made on 2026-11-22".to_owned(),
    }
}

const WORDS: [&str; 24] = [
    "abandon", "ability", "able", "about", "above", "absent", "absorb", "abstract", "absurd",
    "abuse", "access", "accident", "account", "accuse", "achieve", "acid", "acoustic", "acquire",
    "across", "act", "action", "actor", "actress", "actual",
];

#[test]
fn the_words_fit_one_page_in_order() {
    let document =
        kit::render(&WORDS, &labels(), date(2026, 11, 22), &FONTS).expect("words render");
    let path = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("kit.pdf");
    std::fs::write(&path, &document.bytes).expect("the test folder can be written");
    assert_eq!(document.pages, 1, "one sheet to keep");
    let text =
        poppler("pdftotext", &["-layout"], &path).split_whitespace().collect::<Vec<_>>().join(" ");
    let numbered: Vec<_> =
        WORDS.iter().enumerate().map(|(at, word)| format!("{} {word}", at + 1)).collect();
    assert!(text.contains(&numbered.join(" ")), "each word has its number: {text}");
    for sentence in
        ["If this computer is lost.", "We cannot reset them.", "Not a crypto wallet", "Aina"]
    {
        assert!(text.contains(sentence), "{sentence}");
    }
}

#[test]
fn no_words_are_refused() {
    assert!(
        matches!(kit::render(&[], &labels(), date(2026, 11, 22), &FONTS), Err(ExportError::Empty)),
        "an empty kit would be trusted"
    );
}

//! Pages of PDF files: their own words, else pictures of them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod drawn;
mod papers;

use image::ImageFormat;
use ocr::{Leaf, OcrError, Printed, upright};
use page::OcrPage;
use papers::{INVOICE, PARKING};
use proptest::prelude::*;
use proptest::sample::Index;
use std::time::{Duration, Instant};

fn printed(pdf: &[u8]) -> Option<Printed> {
    Leaf::open(pdf, 0, &[]).unwrap().printed().unwrap()
}

fn text(lines: &[&str]) -> String {
    lines.join("\n").replace('\t', " ")
}

fn jpeg() -> (Vec<u8>, (u32, u32)) {
    let receipt = drawn::receipt();
    (drawn::file(receipt.clone(), ImageFormat::Jpeg), receipt.dimensions())
}

#[test]
fn a_printed_page_says_its_words_where_they_stand() {
    let found = printed(&papers::printed(&[&INVOICE])).unwrap();
    assert_eq!(found.page.text(), text(&INVOICE), "every word, line by line");
    let picture = &found.picture;
    assert_eq!((found.page.width, found.page.height), (picture.width(), picture.height()));
    assert_eq!((picture.width(), picture.height()), (1750, 2479), "300 dots an inch");
    let amount = found.page.words.iter().find(|word| word.text == "18.90").unwrap();
    let part = picture.cropped(amount.bounds).unwrap();
    assert!(is_inked(&part.full().unwrap()), "the box lies on its print: {:?}", amount.bounds);
    assert!(!found.has_pictures);
}

fn is_inked(jpeg: &[u8]) -> bool {
    let grey = image::load_from_memory(jpeg).unwrap().into_luma8();
    let dark = grey.iter().filter(|shade| **shade < 128).count();
    (0.05..0.5).contains(&(dark as f64 / grey.len() as f64))
}

#[test]
fn each_page_is_its_own() {
    let pdf = papers::printed(&[&INVOICE, &PARKING]);
    let second = Leaf::open(&pdf, 1, &[]).unwrap();
    assert_eq!(second.pages(), 2);
    let OcrPage { words, .. } = second.printed().unwrap().unwrap().page;
    assert_eq!(words[0].text, "SUNWAY");
    assert!(matches!(Leaf::open(&pdf, 2, &[]), Err(OcrError::Damaged(_))), "there is no third");
}

#[test]
fn a_scan_is_a_picture_and_no_text() {
    let (jpeg, size) = jpeg();
    let pdf = papers::scanned(&jpeg, size);
    assert!(printed(&pdf).is_none());
    let picture = upright(&pdf).unwrap();
    let shape = |(width, height): (u32, u32)| f64::from(width) / f64::from(height);
    let drawn = shape((picture.width(), picture.height()));
    assert!((drawn - shape(size)).abs() < 0.01, "the same shape: {drawn}");
    let full = image::load_from_memory(&picture.full().unwrap()).unwrap().into_luma8();
    let dark = full.iter().filter(|shade| **shade < 128).count() as f64 / full.len() as f64;
    assert!((0.02..0.3).contains(&dark), "the receipt is drawn: {dark}");
}

#[test]
fn what_cannot_be_seen_is_not_read() {
    assert!(printed(&papers::unseen(&INVOICE, "0 Tr 0 g")).is_some(), "black on white can be");
    assert!(printed(&papers::unseen(&INVOICE, "3 Tr")).is_none(), "print without ink");
    assert!(printed(&papers::unseen(&INVOICE, "0 Tr 1 g")).is_none(), "white on white");
}

#[test]
fn a_few_words_are_no_page() {
    assert!(printed(&papers::printed(&[&["Scanned with a phone"]])).is_none());
    assert!(printed(&papers::pages(1)).is_none());
}

#[test]
fn a_locked_file_opens_with_its_password_alone() {
    let pdf = papers::locked();
    let open = |passwords: &[&str]| Leaf::open(&pdf, 0, passwords).map(|leaf| leaf.printed());
    assert_eq!(open(&[]).map(drop).unwrap_err(), OcrError::Locked);
    assert_eq!(open(&["wrong", ""]).map(drop).unwrap_err(), OcrError::Locked);
    let found = open(&["wrong", papers::PASSWORD]).unwrap().unwrap().unwrap();
    assert_eq!(found.page.text(), text(&INVOICE));
    let plain = papers::printed(&[&INVOICE]);
    assert!(Leaf::open(&plain, 0, &["any"]).is_ok(), "one that is not locked needs none");
}

#[test]
fn hostile_files_are_refused_or_bounded() {
    assert!(matches!(upright(&papers::pages(0)), Err(OcrError::Damaged(_))), "no page");
    assert!(upright(&papers::pages(50)).is_ok(), "the most");
    assert_eq!(upright(&papers::pages(1000)).unwrap_err(), OcrError::TooManyPages);
    assert!(matches!(upright(b"%PDF-1.7\n"), Err(OcrError::Damaged(_))), "nothing but a name");
    let huge = upright(&papers::huge()).unwrap();
    let pixels = u64::from(huge.width()) * u64::from(huge.height());
    assert!(pixels <= 12_100_000, "a page of any size is drawn small: {pixels}");
    assert!(printed(&papers::huge()).is_none(), "and its words are too small to see");
}

#[test]
fn a_file_that_lost_its_table_is_mended() {
    let whole = papers::printed(&[&INVOICE]);
    let table = whole.windows(4).rposition(|bytes| bytes == b"xref").unwrap();
    assert!(printed(&whole[..table - 20]).is_some(), "as an interrupted download has none");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spoilt_file_is_a_page_or_an_error_and_soon(
        scan in any::<bool>(),
        spoilt in prop::collection::vec((any::<Index>(), any::<u8>()), 1..20),
        cut in prop::option::of(any::<Index>()),
    ) {
        let (jpeg, size) = jpeg();
        let mut bytes =
            if scan { papers::scanned(&jpeg, size) } else { papers::printed(&[&INVOICE, &PARKING]) };
        let length = bytes.len();
        for (at, value) in spoilt {
            bytes[at.index(length)] = value;
        }
        bytes.truncate(cut.map_or(usize::MAX, |cut| cut.index(length)));
        let begun = Instant::now();
        if let Ok(leaf) = Leaf::open(&bytes, 0, &["x"]) {
            let _ = leaf.printed();
            let _ = leaf.upright();
        }
        prop_assert!(begun.elapsed() < Duration::from_secs(60), "it took {:?}", begun.elapsed());
    }
}

//! Pictures to words, by the real Tesseract.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod drawn;

use image::ImageFormat;
use ocr::{Engine, OcrError, Print, Region, upright};
use page::{Bounds, OcrPage, Turn};

fn engine() -> Engine {
    Engine::start(&["eng".into()], None).expect("the package tesseract-ocr-eng")
}

fn read(engine: &Engine, bytes: &[u8]) -> OcrPage {
    engine.read(&upright(bytes).unwrap()).unwrap()
}

#[test]
fn words_come_with_lines_places_and_confidence() {
    let page = read(&engine(), &drawn::jpeg());
    assert_eq!(page.text(), drawn::LINES.join("\n"), "clean print is read without a slip");
    let total = page.words.iter().find(|word| word.text == "TOTAL").unwrap();
    assert!(total.bounds.y.abs_diff(311) < 8, "on the sixth line: {:?}", total.bounds);
    assert!(total.bounds.x.abs_diff(30) < 6, "at the margin: {:?}", total.bounds);
    assert!(
        page.words.iter().all(|word| (0.5..=1.0).contains(&word.confidence)),
        "shares, not hundredths"
    );
    assert_eq!(
        (page.width, page.height),
        drawn::receipt().dimensions(),
        "the upright picture's size"
    );
}

#[test]
fn a_turned_picture_is_read_in_upright_coordinates() {
    let engine = engine();
    let plain = read(&engine, &drawn::jpeg());
    let turned = read(&engine, &drawn::turned_jpeg(6));
    assert_eq!(turned.text(), plain.text());
    assert_eq!((turned.width, turned.height), (plain.width, plain.height));
}

#[test]
fn a_sideways_picture_is_turned_as_told() {
    let engine = engine();
    let plain = read(&engine, &drawn::jpeg());
    for turn in Turn::ALL {
        let sideways = upright(&drawn::jpeg()).unwrap().turned(turn);
        let swapped = (sideways.width(), sideways.height()) == (plain.height, plain.width);
        assert_eq!(swapped, turn.swaps_sides(), "{turn:?}");
        let back = Turn::ALL.into_iter().find(|back| turn.then(*back) == Turn::None).unwrap();
        let page = engine.read(&sideways.turned(back)).unwrap();
        assert_eq!(page, plain, "{turn:?} and back is the same picture");
    }
}

#[test]
fn a_part_is_read_as_if_nothing_else_were_there() {
    let engine = engine();
    let picture = upright(&drawn::jpeg()).unwrap();
    let lower = Bounds { x: 5, y: 290, width: 9_000, height: 60 };
    let page = engine.read_part(&picture, lower).unwrap();
    assert_eq!(page.text(), "TOTAL RM 23.40");
    assert_eq!((page.width, page.height), (picture.width(), picture.height()));
    assert!((300..325).contains(&page.words[0].bounds.y), "where it is in the whole picture");
    let outside = Bounds { x: 0, y: 9_000, width: 10, height: 10 };
    assert_eq!(engine.read_part(&picture, outside), Err(OcrError::NothingToRead));
}

#[test]
fn one_picture_leaves_no_trace_in_the_next() {
    let engine = engine();
    let other = drawn::page(&["ZZYZX WORLD", "INVOICE 99887766", "AMOUNT DUE 1,204.00"]);
    let before = read(&engine, &drawn::jpeg());
    read(&engine, &drawn::file(other, ImageFormat::Png));
    assert_eq!(
        read(&engine, &drawn::jpeg()),
        before,
        "the order of a queue must not change a reading"
    );
}

#[test]
fn a_part_is_read_again_in_the_whole_pictures_coordinates() {
    let engine = engine();
    let picture = upright(&drawn::jpeg()).unwrap();
    let total = Bounds { x: 10, y: 293, width: 600, height: 60 };
    let page = engine.reread(&picture, Region { bounds: total, print: Print::Block }).unwrap();
    assert_eq!(page.text(), "TOTAL RM 23.40");
    let y = page.words[0].bounds.y;
    assert!((300..325).contains(&y), "not that of the part: {y}");
    let digits = engine.reread(&picture, Region { bounds: total, print: Print::Digits }).unwrap();
    assert!(digits.text().chars().all(|c| !c.is_alphabetic()), "only digits: {}", digits.text());
    assert!(digits.text().ends_with("23.40"), "{}", digits.text());
    let after = engine.read(&picture).unwrap();
    assert_eq!(after.text(), drawn::LINES.join("\n"), "the next reading has all letters again");
}

#[test]
fn a_part_outside_the_picture_is_empty() {
    let picture = upright(&drawn::jpeg()).unwrap();
    let outside = Bounds { x: 9_000, y: 9_000, width: u32::MAX, height: 1 };
    let page = engine().reread(&picture, Region { bounds: outside, print: Print::Block }).unwrap();
    assert!(page.words.is_empty());
}

#[test]
fn blank_and_tiny_pictures_have_nothing_to_read() {
    let engine = engine();
    for size in [(1, 1), (3, 2), (1, 3000), (900, 1200)] {
        let blank = image::GrayImage::from_pixel(size.0, size.1, image::Luma([255]));
        let outcome = engine.read(&upright(&drawn::file(blank, ImageFormat::Png)).unwrap());
        assert_eq!(outcome, Err(OcrError::NothingToRead), "{size:?}");
    }
}

#[test]
fn a_language_that_is_not_installed_is_said() {
    let outcome = Engine::start(&["xyz".into()], None).map(|_| ());
    assert!(matches!(outcome, Err(OcrError::Missing(_))), "{outcome:?}");
    let empty = std::env::temp_dir();
    let outcome = Engine::start(&["eng".into()], Some(&empty)).map(|_| ());
    assert!(matches!(outcome, Err(OcrError::Missing(_))), "a folder without data: {outcome:?}");
    assert!(engine().installed().iter().any(|name| name == "eng"));
}

//! Pictures to words, by the real Tesseract.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod drawn;

use image::ImageFormat;
use ocr::{Engine, Look, OcrError, Print, Region, upright};
use page::{Bounds, OcrPage, Turn, Word};

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
fn a_turn_nobody_told_is_found() {
    let engine = engine();
    for turn in Turn::ALL {
        let picture = upright(&drawn::jpeg()).unwrap().turned(turn);
        let page = engine.read(&picture).unwrap_or_default();
        let found = engine.find_turn(&picture, &page).unwrap();
        assert_eq!(turn.then(found), Turn::None, "{turn:?} is undone by {found:?}");
    }
}

#[test]
fn a_page_of_which_a_fifth_is_words_does_not_lie_on_its_side() {
    let sideways = upright(&drawn::jpeg()).unwrap().turned(Turn::Right);
    let word = |confidence| Word {
        text: "receipt".into(),
        bounds: Bounds { x: 0, y: 0, width: 70, height: 20 },
        confidence,
        line: 0,
    };
    let page = |sure: usize| {
        let words = (0..10).map(|at| word(if at < sure { 0.9 } else { 0.2 })).collect();
        OcrPage { width: 700, height: 700, words, close: false }
    };
    let find = |sure| engine().find_turn(&sideways, &page(sure)).unwrap();
    assert_eq!(find(2), Turn::None, "it is faint: sideways is not even tried");
    assert_eq!(find(0), Turn::Left, "nonsense is");
}

#[test]
fn slanted_print_is_read_where_it_stands() {
    let engine = engine();
    let at = |page: &OcrPage| page.words.iter().find(|w| w.text == "TOTAL").map(|w| w.bounds);
    for degrees in [-7.0, 7.0] {
        let picture = upright(&drawn::slanted_png(degrees)).unwrap();
        let page = engine.read(&picture).unwrap();
        assert!(page.text().ends_with("TOTAL RM 23.40"), "{degrees}: {}", page.text());
        let other = engine.read_otherwise(&picture, &page, Look::Cleared).unwrap();
        assert!(other.text().ends_with("TOTAL RM 23.40"), "{degrees}: {}", other.text());
        let (one, two) = (at(&page).unwrap(), at(&other).unwrap());
        assert!(one.x.abs_diff(two.x) < 8 && one.y.abs_diff(two.y) < 8, "{one:?}, {two:?}");
    }
}

#[test]
fn shadow_and_small_print_are_read_otherwise() {
    let engine = engine();
    let picture = upright(&drawn::shaded_png()).unwrap();
    let first = engine.read(&picture).unwrap_or_default();
    let other = engine.read_otherwise(&picture, &first, Look::Cleared).unwrap();
    assert_eq!(other.text(), drawn::LINES.join("\n"));
    assert_eq!((other.width, other.height), (picture.width(), picture.height()));
}

#[test]
fn tall_print_is_read_when_it_is_made_lower() {
    let engine = engine();
    let picture = upright(&drawn::tall_png()).unwrap();
    let first = engine.read(&picture).unwrap_or_default();
    let squat = engine.read_otherwise(&picture, &first, Look::Squat).unwrap();
    let total = squat.words.iter().find(|word| word.text == "23.40").unwrap();
    let Bounds { y, height, .. } = total.bounds;
    assert!((600..660).contains(&y) && (40..100).contains(&height), "where it is: {y}, {height}");
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

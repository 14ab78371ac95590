//! The pool with the real program and the real Tesseract.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#[path = "../../../ocr/tests/drawn/mod.rs"]
mod drawn;
#[path = "../../../ocr/tests/papers/mod.rs"]
mod papers;

mod files;
#[cfg(target_os = "linux")]
mod killed;

use fault::{Code, Coded};
use image::ImageFormat;
use jiff::civil::date;
use money::{Currency, Money};
use page::{Bounds, Turn};
use reader::{
    CancelToken, Original, Password, Pool, PoolConfig, ReadError, Reading, Region, Stage, Wish,
};
use receipt::Context;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

fn config() -> PoolConfig {
    PoolConfig::new(env!("CARGO_BIN_EXE_quittance-reader").into())
}

fn pool(size: usize) -> Pool {
    Pool::start(PoolConfig { size, ..config() })
}

fn context() -> Context {
    Context { today: date(2026, 6, 1), currency: Some(Currency::MYR) }
}

fn read(pool: &Pool, picture: &[u8]) -> Result<Reading, ReadError> {
    pool.read(picture, &context(), &CancelToken::new(), &mut |_| {})
}

#[test]
fn a_receipt_comes_back_with_words_fields_and_pictures() {
    let mut stages = Vec::new();
    let picture = drawn::turned_jpeg(6);
    let reading = pool(1)
        .read(&picture, &context(), &CancelToken::new(), &mut |stage| stages.push(stage))
        .unwrap();
    assert_eq!(reading.page.text(), drawn::LINES.join("\n"));
    let total = Money::parse("23.40", Currency::MYR).unwrap();
    assert_eq!(
        reading.draft.total.value(),
        Some(&total),
        "the parser ran: {:?}",
        reading.draft.total
    );
    assert_eq!(reading.draft.date.value(), Some(&date(2026, 3, 12)));
    assert_eq!(stages, [Stage::Started, Stage::Decoded, Stage::Recognised, Stage::Parsed]);
    let view = image::load_from_memory(&reading.picture.view).unwrap();
    assert_eq!((view.width(), view.height()), (620, 420), "upright");
    assert_eq!((reading.picture.width, reading.picture.height), (620, 420));
    assert!(image::load_from_memory(&reading.picture.thumb).unwrap().height() <= 96);
    assert!(reading.timings.recognise > 0);
}

#[test]
fn what_cannot_be_read_says_why_and_the_reader_goes_on() {
    let pool = pool(1);
    let blank = image::GrayImage::from_pixel(300, 300, image::Luma([255]));
    let whole = drawn::jpeg();
    let cases = [
        (Vec::new(), Code::FileEmpty),
        (b"Dear Sir or Madam".to_vec(), Code::NotAPicture),
        (whole[..whole.len() / 2].to_vec(), Code::PictureDamaged),
        (drawn::png_bomb(), Code::PictureTooLarge),
        (b"\0\0\0\x18ftypavif\0\0\0\0".to_vec(), Code::PictureUnsupported),
        (drawn::file(blank, ImageFormat::Png), Code::NothingToRead),
    ];
    for (bytes, code) in cases {
        let error = read(&pool, &bytes).unwrap_err();
        assert_eq!(error, ReadError::Refused(code), "one reason, one code");
        assert_eq!(error.code(), code);
    }
    assert!(read(&pool, &whole).is_ok(), "the next picture is read as if nothing had been");
}

#[test]
fn a_file_that_is_too_large_never_reaches_a_reader() {
    let nowhere = Pool::start(PoolConfig { program: "/nonexistent".into(), ..config() });
    let huge = vec![0; reader::wire::MAX_PICTURE + 1];
    assert_eq!(read(&nowhere, &huge).unwrap_err(), ReadError::FileTooLarge);
}

#[test]
fn a_failed_picture_can_still_be_shown() {
    let pool = pool(1);
    let blank = image::GrayImage::from_pixel(300, 300, image::Luma([255]));
    let picture = pool
        .picture(&drawn::file(blank, ImageFormat::Png), Turn::None, &CancelToken::new())
        .unwrap();
    assert_eq!((picture.width, picture.height), (300, 300), "so that it can be typed in by hand");
}

#[test]
fn the_whole_picture_is_rendered_upright() {
    let rendered = pool(1).render(&drawn::turned_jpeg(8), Turn::None, &CancelToken::new()).unwrap();
    let image = image::load_from_memory(&rendered.jpeg).unwrap();
    assert_eq!((image.width(), image.height()), (rendered.width, rendered.height));
    assert_eq!((rendered.width, rendered.height), (620, 420));
}

#[test]
fn a_part_is_read_again() {
    let bounds = Bounds { x: 10, y: 293, width: 600, height: 60 };
    let region = Region { bounds, digits: false };
    let page =
        pool(1).read_region(&drawn::jpeg(), Turn::None, region, &CancelToken::new()).unwrap();
    assert_eq!(page.text(), "TOTAL RM 23.40");
}

fn again(pool: &Pool, picture: &[u8], wish: &Wish) -> Result<Reading, ReadError> {
    pool.read_again(picture, wish, &context(), &CancelToken::new(), &mut |_| {})
}

#[test]
fn a_wished_turn_holds_for_page_and_pictures() {
    let (pool, upright) = (pool(1), drawn::jpeg());
    let sideways = drawn::sideways_png();
    let wish = Wish { turn: Some(Turn::Right), ..Wish::default() };
    let reading = again(&pool, &sideways, &wish).unwrap();
    assert_eq!(reading.page.text(), read(&pool, &upright).unwrap().page.text());
    assert_eq!(
        (reading.turn, reading.picture.width, reading.picture.height),
        (Turn::Right, 620, 420)
    );
    let rendered = pool.render(&sideways, reading.turn, &CancelToken::new()).unwrap();
    assert_eq!((rendered.width, rendered.height), (620, 420), "boxes lie on what is zoomed");
}

#[test]
fn a_wished_part_is_all_that_is_read() {
    let crop = Some(Bounds { x: 0, y: 290, width: 620, height: 60 });
    let reading = again(&pool(1), &drawn::jpeg(), &Wish { crop, ..Wish::default() }).unwrap();
    assert_eq!(reading.page.text(), "TOTAL RM 23.40");
    assert_eq!((reading.page.width, reading.page.height), (620, 420), "boxes are of the whole");
    assert_eq!((reading.picture.width, reading.picture.height), (620, 420), "as is the picture");
}

#[test]
fn wished_languages_are_loaded_and_those_that_are_missing_are_no_error() {
    let (pool, picture) = (pool(1), drawn::jpeg());
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let cases = [
        (vec!["xyz"], vec!["eng"]),
        (vec!["eng", "xyz"], vec!["eng"]),
        (vec!["../eng"], vec!["eng"]),
    ];
    for (wished, used) in cases {
        let wish = Wish { languages: names(&wished), ..Wish::default() };
        let reading = again(&pool, &picture, &wish).unwrap();
        assert_eq!(reading.languages, names(&used), "{wished:?}");
    }
    if pool.check().unwrap().installed.iter().any(|name| name == "msa") {
        let wish = Wish { languages: names(&["msa", "eng"]), ..Wish::default() };
        assert_eq!(again(&pool, &picture, &wish).unwrap().languages, names(&["msa", "eng"]));
    }
    assert_eq!(read(&pool, &picture).unwrap().languages, names(&["eng"]), "one wish, one reading");
}

#[test]
fn cancelling_ends_a_reading_at_once_and_only_that_one() {
    let pool = pool(2);
    let cancel = CancelToken::new();
    let (started, seen) = channel();
    std::thread::scope(|scope| {
        let slow = scope.spawn(|| {
            let picture = drawn::slow_page();
            let mut tell = |_| started.send(()).expect("the test waits");
            let outcome = pool.read(&picture, &context(), &cancel, &mut tell);
            (outcome, Instant::now())
        });
        let other = scope.spawn(|| read(&pool, &drawn::jpeg()));
        seen.recv().expect("the reader has begun");
        let asked = Instant::now();
        cancel.cancel();
        let (outcome, ended) = slow.join().unwrap();
        assert_eq!(outcome.unwrap_err(), ReadError::Cancelled);
        assert!(
            ended - asked < Duration::from_millis(500),
            "a cancel is at once: {:?}",
            ended - asked
        );
        assert!(other.join().unwrap().is_ok(), "the neighbour is read");
    });
    assert_eq!(
        pool.read(&drawn::jpeg(), &context(), &cancel, &mut |_| {}).unwrap_err(),
        ReadError::Cancelled,
        "a cancelled token takes no new work"
    );
    assert!(read(&pool, &drawn::jpeg()).is_ok(), "the killed reader is replaced");
}

#[test]
fn cancelling_reaches_those_that_wait_for_a_place() {
    let pool = pool(1);
    let (first, waiting) = (CancelToken::new(), CancelToken::new());
    let (started, seen) = channel();
    std::thread::scope(|scope| {
        let busy = scope.spawn(|| {
            let mut tell = |_| started.send(()).expect("the test waits");
            pool.read(&drawn::slow_page(), &context(), &first, &mut tell)
        });
        seen.recv().expect("the only place is taken");
        let queued = scope.spawn(|| pool.read(&drawn::jpeg(), &context(), &waiting, &mut |_| {}));
        std::thread::sleep(Duration::from_millis(50));
        waiting.cancel();
        assert_eq!(queued.join().unwrap().unwrap_err(), ReadError::Cancelled);
        first.cancel();
        assert_eq!(busy.join().unwrap().unwrap_err(), ReadError::Cancelled);
    });
}

#[test]
fn many_threads_share_two_readers() {
    let pool = pool(2);
    let picture = drawn::jpeg();
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..8).map(|_| scope.spawn(|| read(&pool, &picture))).collect();
        let pages: Vec<_> = all.into_iter().map(|one| one.join().unwrap().unwrap().page).collect();
        assert!(pages.windows(2).all(|pair| pair[0] == pair[1]), "every reader reads the same");
    });
}

#[test]
fn a_reader_that_is_not_installed_is_said() {
    let nowhere = Pool::start(PoolConfig { program: "/nonexistent".into(), ..config() });
    assert!(matches!(read(&nowhere, &drawn::jpeg()), Err(ReadError::Missing(_))));
    let data = tempfile::tempdir().unwrap();
    let empty = Pool::start(PoolConfig { tessdata: Some(data.path().into()), ..config() });
    let error = empty.check().unwrap_err();
    assert!(matches!(error, ReadError::Missing(_)), "no language data: {error:?}");
    let odd = Pool::start(PoolConfig { languages: vec!["xyz".into()], ..config() });
    assert_eq!(odd.check().unwrap_err().code(), Code::ReaderMissing);
}

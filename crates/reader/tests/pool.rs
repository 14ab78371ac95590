//! The pool with the real program and the real Tesseract.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#[path = "../../ocr/tests/drawn/mod.rs"]
mod drawn;
#[path = "../../ocr/tests/papers/mod.rs"]
mod papers;

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

#[cfg(target_os = "linux")]
mod killed {
    use super::*;
    use std::process::Command;

    /// The readers that this test program started, by `/proc`.
    fn children() -> Vec<i32> {
        let tasks = std::fs::read_dir("/proc/self/task").unwrap();
        let lists = tasks
            .filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("children")).ok());
        lists
            .flat_map(|list| {
                list.split_whitespace().map(|pid| pid.parse().unwrap()).collect::<Vec<_>>()
            })
            .collect()
    }

    fn signal(name: &str, pid: i32) {
        let status = Command::new("kill").args([name, &pid.to_string()]).status();
        assert!(status.unwrap().success(), "{pid} ran");
    }

    fn the_only_child() -> i32 {
        let [pid] = children()[..] else { panic!("one reader: {:?}", children()) };
        pid
    }

    /// Whether this is a program of its own for one test, in which all children
    /// are that test's; otherwise runs it so.
    fn is_alone(test: &str) -> bool {
        if std::env::var_os("READER_TEST_ALONE").is_some() {
            return true;
        }
        let own = std::env::current_exe().unwrap();
        let alone =
            Command::new(own).args(["--exact", test]).env("READER_TEST_ALONE", "1").output();
        let alone = alone.unwrap();
        assert!(alone.status.success(), "{}", String::from_utf8_lossy(&alone.stdout));
        false
    }

    /// What comes of a reader that is a shell script: the shell takes the place
    /// of the program, and the script that of the languages.
    fn outcome(script: &str) -> ReadError {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("reader.sh");
        std::fs::write(&path, script).unwrap();
        let pool = Pool::start(PoolConfig {
            program: "/bin/sh".into(),
            languages: vec![path.to_str().unwrap().into()],
            timeout: Duration::from_secs(5),
            size: 1,
            tessdata: None,
        });
        read(&pool, &drawn::jpeg()).unwrap_err()
    }

    #[test]
    fn a_reader_that_breaks_the_protocol_is_a_crash() {
        assert!(matches!(outcome("exit 3"), ReadError::Crashed(_)), "it ends before its hello");
        assert!(matches!(outcome("echo hello there, parent"), ReadError::Crashed(_)), "noise");
        let lie = r"printf '\377\377\377\377\377\377\377\377'; exec sleep 9";
        assert!(matches!(outcome(lie), ReadError::Crashed(_)), "a length of 4 GiB");
        assert!(matches!(outcome("exec sleep 60"), ReadError::TimedOut), "it never says a word");
        assert!(matches!(outcome("exit 127"), ReadError::Missing(_)), "a library is not there");
    }

    #[test]
    fn a_reader_killed_while_it_reads_costs_that_picture() {
        if !is_alone("killed::a_reader_killed_while_it_reads_costs_that_picture") {
            return;
        }
        let pool = pool(1);
        let mut kill = |_| signal("-KILL", the_only_child());
        let none = CancelToken::new();
        let error = pool.read(&drawn::slow_page(), &context(), &none, &mut kill).unwrap_err();
        assert!(matches!(error, ReadError::Crashed(_)), "{error:?}");
        assert!(read(&pool, &drawn::jpeg()).is_ok(), "the next one has a new reader");
        signal("-KILL", the_only_child());
        assert!(read(&pool, &drawn::jpeg()).is_ok(), "one killed while idle costs nothing");
        drop(pool);
        assert_eq!(children(), Vec::<i32>::new(), "a pool leaves no process behind");
    }

    #[test]
    fn a_reader_that_hangs_costs_its_time_and_that_picture() {
        if !is_alone("killed::a_reader_that_hangs_costs_its_time_and_that_picture") {
            return;
        }
        let timeout = Duration::from_secs(10);
        let pool = Pool::start(PoolConfig { size: 1, timeout, ..config() });
        let none = CancelToken::new();
        let start = Instant::now();
        let mut hang = |_| signal("-STOP", the_only_child());
        let error = pool.read(&drawn::slow_page(), &context(), &none, &mut hang).unwrap_err();
        assert_eq!(error, ReadError::TimedOut);
        assert!(start.elapsed() >= timeout, "not before its time: {:?}", start.elapsed());
        assert!(read(&pool, &drawn::jpeg()).is_ok(), "the next has a new reader and its own time");
    }

    #[test]
    fn a_reader_outlives_the_thread_that_asked() {
        if !is_alone("killed::a_reader_outlives_the_thread_that_asked") {
            return;
        }
        let pool = pool(1);
        std::thread::scope(|scope| {
            let first = scope.spawn(|| read(&pool, &drawn::jpeg()).is_ok());
            assert!(first.join().unwrap());
        });
        let before = the_only_child();
        std::thread::sleep(Duration::from_millis(200));
        assert!(read(&pool, &drawn::jpeg()).is_ok());
        assert_eq!(
            the_only_child(),
            before,
            "the thread that asked first may end, the reader stays"
        );
    }

    #[test]
    fn the_walls_stand_and_the_environment_is_bare() {
        let hello = pool(1).check().unwrap();
        assert!(hello.sandbox.limits && hello.sandbox.calls, "{:?}", hello.sandbox);
        assert_eq!(hello.languages, ["eng"]);
        assert!(hello.installed.contains(&"eng".to_owned()));
    }
}

#[test]
fn a_printed_page_is_not_recognised_and_a_scanned_one_is() {
    let pool = pool(1);
    let printed = read(&pool, &papers::printed(&[&papers::INVOICE])).unwrap();
    assert!(printed.is_printed);
    assert_eq!(printed.page.text(), papers::INVOICE.join("\n").replace('\t', " "), "to the letter");
    let total = Money::parse("23.40", Currency::MYR).unwrap();
    assert_eq!(printed.draft.total.value(), Some(&total));
    assert!(printed.timings.recognise == 0 && printed.timings.decode > 0);

    let receipt = drawn::receipt();
    let jpeg = drawn::file(receipt.clone(), ImageFormat::Jpeg);
    let scanned = read(&pool, &papers::scanned(&jpeg, receipt.dimensions())).unwrap();
    assert!(!scanned.is_printed);
    assert_eq!(scanned.draft.total.value(), Some(&total), "{}", scanned.page.text());

    let english = Wish { languages: vec!["eng".into()], ..Wish::default() };
    let pdf = papers::printed(&[&papers::INVOICE]);
    let again =
        pool.read_again(&pdf, &english, &context(), &CancelToken::new(), &mut |_| {}).unwrap();
    assert!(!again.is_printed, "who asks for a language wants the picture read");
}

#[test]
fn a_part_of_a_printed_page_is_read_alone() {
    let pdf = papers::printed(&[&papers::INVOICE]);
    let upper = Bounds { x: 0, y: 0, width: 1750, height: 640 };
    let wish = Wish { crop: Some(upper), ..Wish::default() };
    let part =
        pool(1).read_again(&pdf, &wish, &context(), &CancelToken::new(), &mut |_| {}).unwrap();
    assert!(part.page.text().contains("TAX INVOICE"), "{}", part.page.text());
    assert_eq!(part.draft.total.value(), None, "the total stands further down");
}

#[test]
fn each_page_of_a_file_is_read_by_itself() {
    let pool = pool(1);
    let pdf = papers::printed(&[&papers::INVOICE, &papers::PARKING]);
    let second = Original { page: 1, ..Original::from(&pdf) };
    let reading = pool.read(second, &context(), &CancelToken::new(), &mut |_| {}).unwrap();
    assert_eq!(reading.picture.pages, 2);
    assert!(reading.page.text().starts_with("SUNWAY"));
    let third = Original { page: 2, ..Original::from(&pdf) };
    let error = pool.picture(third, Turn::None, &CancelToken::new()).unwrap_err();
    assert_eq!(error.code(), Code::PictureDamaged, "there is none");
}

#[test]
fn a_locked_file_is_opened_by_the_password_that_fits() {
    let pool = pool(1);
    let pdf = papers::locked();
    let read_with = |passwords: &[Password]| {
        let original = Original { passwords, ..Original::from(&pdf) };
        pool.read(original, &context(), &CancelToken::new(), &mut |_| {})
    };
    assert_eq!(read_with(&[]).unwrap_err(), ReadError::Refused(Code::PdfLocked));
    let passwords = ["wrong", papers::PASSWORD].map(|typed| Password::new(typed.into()));
    assert!(read_with(&passwords).is_ok());
}

#[test]
fn a_bomb_in_a_file_is_no_panic_of_ours() {
    let pool = pool(1);
    assert!(read(&pool, &papers::bomb()).is_err(), "3,600 million pixels are not read");
    assert!(read(&pool, &papers::printed(&[&papers::INVOICE])).is_ok(), "and the pool goes on");
}

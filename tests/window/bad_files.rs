//! Files that are no receipts, and pictures that harm their reader.
use crate::pictures::{animated, blank_png, hollow_png, printed, truncated, variant, write};
use crate::steps::{self, Inbox};
use harness::{App, Desktop, Launch, program, samples, until, within};
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

/// Side in pixels beyond which nothing is decoded: a hundred million of them and more.
const HUGE: u32 = 20_000;

#[test]
fn each_bad_file_gets_its_sentence_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let files = everything(folder.path());
    let desktop = Desktop::start();
    let app = App::launch_as(&desktop, without_privilege(&folder.path().join("denied.jpg")));
    steps::make_profile(&app);
    app.drop_files(&files);
    app.wait_for_text("already here");
    app.press_button("Show");
    for sentence in [
        "denied.jpg may not be opened.",
        "empty.jpg is empty.",
        "letter.jpg is not a picture of a receipt.",
        "pipe.jpg is not a file.",
    ] {
        app.wait_for_text(sentence);
    }
    let inbox = steps::wait_until_read(&app);
    let good = inbox.reviewable() + 2 * inbox.duplicates;
    assert!(good >= GOOD, "the good ones were read: {inbox:?}\n{}", app.driver().page_text());
    assert_eq!(inbox.failed, FAILED, "and no others: {inbox:?}");
    app.driver().script(LAST_ROW, &[]);
    for sentence in [
        "bomb.png has more pixels than can be read safely.",
        "The picture is damaged.",
        "No text was found in the picture.",
    ] {
        app.wait_for_text(sentence);
    }
}

/// Rows out of sight are not drawn, and so have no text.
const LAST_ROW: &str = "[...document.querySelectorAll('li')].at(-1).scrollIntoView()";

/// Good pictures among [`everything`].
const GOOD: usize = 7;
/// Pictures among them that are kept and cannot be read: half of one, one that
/// is too large, and a blank one.
const FAILED: usize = 3;

/// A pile as people have it: seven good pictures, in a folder too, by odd
/// names and of odd kinds, and many that are none.
fn everything(folder: &Path) -> Vec<PathBuf> {
    let inner = folder.join("a folder");
    fs::create_dir(&inner).unwrap();
    variant(&inner, "in a folder.jpg", 0);
    let pipe = folder.join("pipe.jpg");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let link = folder.join("link.jpg");
    symlink(variant(&inner, "linked to.jpg", 1), &link).unwrap();
    let twice = variant(folder, "twice.jpg", 2);
    let again = folder.join("again.jpg");
    fs::copy(&twice, &again).unwrap();
    vec![
        inner,
        link,
        twice,
        again,
        variant(folder, "two\nlines.jpg", 3),
        variant(folder, "收据 resit.png", 4),
        pipe,
        write(folder, "empty.jpg", b""),
        write(folder, "letter.jpg", b"Dear shop, this is a letter."),
        truncated(folder, "half.jpg"),
        hollow_png(folder, "bomb.png", HUGE, HUGE),
        blank_png(folder, "sixteen.png", 16, 400),
        printed(folder, "for print.jpg", 5),
        animated(folder, "animated.gif", 6),
        denied(folder, "denied.jpg"),
    ]
}

/// A good picture that nobody may read.
fn denied(folder: &Path, name: &str) -> PathBuf {
    let path = variant(folder, name, 7);
    fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
    path
}

/// Root reads what nobody may read, unless it gives that power away first.
fn without_privilege(denied: &Path) -> Launch {
    const POWERS: &str = "-dac_override,-dac_read_search";
    if File::open(denied).is_err() {
        return Launch::default();
    }
    Launch::through(&["setpriv", "--inh-caps", POWERS, "--bounding-set", POWERS, "--"])
}

/// Files in a pile that is dropped at once, and how many of them are receipts.
const PILE: usize = 500;
const RECEIPTS: usize = 12;

#[test]
fn five_hundred_files_at_once_are_all_taken_in() {
    let desktop = Desktop::start();
    let app = App::launch(&desktop);
    steps::make_profile(&app);
    let folder = tempfile::tempdir().unwrap();
    let blank = |at: usize| {
        let side = u32::try_from(at).unwrap() + 24;
        blank_png(folder.path(), &format!("{at:03}.png"), 8, side)
    };
    let receipt = |at: usize| variant(folder.path(), &format!("receipt {at}.jpg"), at);
    let files: Vec<PathBuf> =
        (RECEIPTS..PILE).map(blank).chain((0..RECEIPTS).map(receipt)).collect();
    app.drop_files(&files);
    within(120, "every file to be stored", || {
        app.driver().page_text().contains("500 files: 500 new").then_some(())
    });
    let inbox = steps::wait_until_read(&app);
    assert_eq!(inbox.failed, PILE - RECEIPTS, "the blank ones are kept: {inbox:?}");
    assert_eq!(inbox.reviewable(), RECEIPTS, "the receipts among them are read: {inbox:?}");
}

#[test]
fn a_reader_that_dies_costs_its_own_picture_alone() {
    let desktop = Desktop::start();
    let app = App::launch(&desktop);
    steps::make_profile(&app);
    let reader = program("quittance-reader");
    let files = samples();
    app.drop_files(&files);
    let victim = until("a reader at work", || {
        let reading = app.driver().page_text().contains("Being read…");
        desktop.processes_of(&reader).into_iter().next().filter(|_| reading)
    });
    harness::kill(victim);
    let inbox = steps::wait_until_read(&app);
    let whole = inbox.reviewable() + inbox.failed + inbox.duplicates;
    assert!(inbox.failed <= 1, "at most one picture is lost to the dead reader: {inbox:?}");
    assert!(whole + inbox.duplicates >= files.len(), "every other picture is read: {inbox:?}");
    if inbox.failed == 1 {
        app.wait_for_text("The reader stopped at this picture.");
        app.press_button("Retry");
        until("the picture read at the second try", || {
            (Inbox::shown(app.driver())
                == Inbox { failed: 0, reading: 0, ..Inbox::shown(app.driver()) })
            .then_some(())
        });
    }
}

//! Files that are no receipts, and pictures that harm their reader.
use crate::pictures::{blank_png, hollow_png, truncated, variant, write};
use crate::steps::{self, Inbox};
use harness::{App, Desktop, program, samples, until};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// Side in pixels beyond which nothing is decoded: a hundred million of them and more.
const HUGE: u32 = 20_000;

#[test]
fn each_bad_file_gets_its_sentence_and_the_others_go_on() {
    let desktop = Desktop::start();
    let app = App::launch(&desktop);
    steps::make_profile(&app);
    let folder = tempfile::tempdir().unwrap();
    app.drop_files(&everything(folder.path()));
    app.wait_for_text("already here");
    app.press_button("Show");
    for sentence in [
        "empty.jpg is empty.",
        "letter.jpg is not a picture of a receipt.",
        "bomb.png has more pixels than can be read safely.",
        "pipe.jpg is not a file.",
    ] {
        app.wait_for_text(sentence);
    }
    let inbox = steps::wait_until_read(&app);
    let good = inbox.reviewable() + 2 * inbox.duplicates;
    assert!(good >= GOOD, "the good ones were read: {inbox:?}\n{}", app.driver().page_text());
    app.wait_for_text("The picture is damaged.");
}

/// Good pictures among [`everything`].
const GOOD: usize = 5;

/// A pile as people have it: five good pictures, in a folder too and by odd
/// names, and many that are none.
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
    ]
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

//! Nothing readable rests on the disk: words, names and pixels that went
//! through the app are searched for in every byte it could have written.
//!
//! The app runs as people run it, incognito webview and all, which no driver
//! can drive: so the test uses keyboard, pointer and accessibility.
mod features;
mod memory;

use crate::pictures::{noise_png, noise_row, write};
use crate::steps;
use harness::{Accessible, App, Desktop, Launch, Needle, cli, samples, search};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

const FILE: &str = "kenari-fail-4711.jpg";
const NOISE: &str = "kenari-hingar-4711.png";
/// Pixels on its side.
const SIDE: u32 = 200;
const EXPORT: &str = "kenari-eksport-4711.csv";
/// Longer than the desktop takes to write its list of recent files.
const LISTED: Duration = Duration::from_secs(1);
const MERCHANT: &str = "Kenari Merchant 4711";
const NOTE: &str = "kenari nota 4711";
const ENTRY: &[&str] = &["entry", "text", "text box"];
const BUTTON: &[&str] = &["push button", "button"];

#[test]
fn nothing_readable_rests_on_the_disk() {
    let desktop = Desktop::start();
    let elsewhere = tempfile::tempdir().unwrap();
    let sample = fs::read(&samples()[0]).unwrap();
    let picture = write(elsewhere.path(), FILE, &sample);
    let needles = needles(&sample, &words_in(&desktop, &picture));
    let mut app = App::launch_alone(&desktop, Launch::default());
    leave_canaries(&app, &[picture, noise_png(elsewhere.path(), NOISE, SIDE)]);
    export(&app, &elsewhere.path().join(EXPORT));
    app.kill9();
    let found = search(desktop.home().path(), &needles);
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(steps::confirmed(&desktop, "kenari").len(), 1, "the canaries are in the vault");
    plant_one(desktop.home().path(), &needles);
}

/// Makes a profile and drops the pictures into it.
fn leave_canaries(app: &App<'_>, pictures: &[PathBuf]) {
    let seen = app.accessible();
    seen.wait_for(ENTRY, "Name this profile", 30);
    app.type_keys("Aina");
    app.press("Return");
    wait_for_text(seen, "Drop receipts anywhere");
    app.drop_files(pictures);
    wait_for_text(seen, "2 files");
    confirm_and_find(app);
}

/// Types merchant and note into the receipt that waits, confirms it, and searches for it.
fn confirm_and_find(app: &App<'_>) {
    let seen = app.accessible();
    app.point_at(seen.wait_for(BUTTON, "Review", 120));
    replace(app, "Merchant", MERCHANT);
    replace(app, "Note", NOTE);
    app.press("ctrl+Return");
    wait_for_text(seen, "confirmed");
    app.press("ctrl+2");
    app.point_at(seen.wait_for(ENTRY, "Search receipts", 30));
    app.type_keys("kenari");
    wait_for_text(seen, MERCHANT);
}

/// To a place of the user's; its name is not the system's to remember.
fn export(app: &App<'_>, path: &Path) {
    app.menu(&["File", "Export", "CSV…"]);
    app.point_at(app.accessible().wait_for(BUTTON, "Choose where…", 30));
    app.save_dialog(path);
    wait_for_text(app.accessible(), "written:");
    assert!(path.is_file(), "the export is where the dialog said");
    std::thread::sleep(LISTED);
}

fn replace(app: &App<'_>, field: &str, text: &str) {
    app.point_at(app.accessible().wait_for(ENTRY, field, 60));
    app.press("ctrl+a");
    app.type_keys(text);
}

fn wait_for_text(seen: Accessible<'_>, text: &str) {
    harness::within(60, &format!("{text:?} on the screen"), || {
        seen.text().contains(text).then_some(())
    });
}

/// What the reader finds in the picture, long enough to be nobody else's words.
fn words_in(desktop: &Desktop, picture: &Path) -> Vec<String> {
    let output = desktop.command(cli()).arg("read").arg(picture).arg("--jsonl").output().unwrap();
    let read: Value = serde_json::from_slice(&output.stdout).expect("the sample can be read");
    let words = ["merchant", "address"].iter().filter_map(|field| read[*field].as_str());
    let words: Vec<_> = words.filter(|word| word.len() >= 8).map(str::to_owned).collect();
    assert!(!words.is_empty(), "the sample has a merchant or an address: {read}");
    words
}

fn needles(picture: &[u8], read: &[String]) -> Vec<Needle> {
    let mut all = vec![
        Needle::bytes("a database in the clear", b"SQLite format 3\0"),
        Needle::bytes("a JPEG picture", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
    ];
    for (what, text) in [
        ("merchant", MERCHANT),
        ("note", NOTE),
        ("file name", FILE),
        ("file name", NOISE),
        ("name of the export", EXPORT),
    ] {
        all.extend(Needle::text(what, text));
    }
    all.extend([1, 3, 4].iter().flat_map(|channels| pixels(*channels)));
    all.extend(read.iter().flat_map(|word| Needle::text("recognised text", word)));
    for at in [picture.len() / 4, picture.len() / 2, picture.len() / 4 * 3] {
        let piece = &picture[at..at + 24];
        all.push(Needle::bytes("picture", piece));
        all.extend(Needle::base64("picture", piece));
    }
    all
}

/// A run of the noise as a decoder holds it: grey, in colour, with alpha.
fn pixels(channels: usize) -> [Needle; 2] {
    let row = noise_row(SIDE, SIDE / 2);
    let run = row[40..64].iter().flat_map(|grey| {
        let colour = [*grey, *grey, *grey, 255];
        colour.into_iter().take(channels)
    });
    let run: Vec<u8> = run.collect();
    let turned: Vec<u8> = run.iter().rev().copied().collect();
    [Needle::bytes("pixels", &run), Needle::bytes("pixels from the right", &turned)]
}

/// The search finds what is there: in a place the app could write to.
fn plant_one(home: &Path, needles: &[Needle]) {
    let planted: PathBuf = home.join("cache/planted");
    fs::write(&planted, NOTE.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>())
        .unwrap();
    let found = search(home, needles);
    assert_eq!(found.len(), 1, "the planted canary and nothing else: {found:#?}");
    assert_eq!(found[0].path, planted);
}

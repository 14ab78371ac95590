//! Ending the app as a power cut would, in every phase of a receipt's way.
//!
//! `QUITTANCE_KILLS` says how often (30 unless told otherwise) and
//! `QUITTANCE_SEED` with which moments.
mod moment;

use crate::pictures::variant;
use crate::steps::{self, Inbox};
use crate::vault;
use harness::{App, Desktop, Process, ends_in_thread, ends_on_file, until, within};
use moment::{Confirming, Dice, Landings, Moment};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Files in each drop.
const FILES: usize = 2;
/// Time in which a moment comes, once its phase has begun.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the window has said so far.
#[derive(Default)]
struct Promised {
    files: Vec<PathBuf>,
    stored: usize,
    /// In the words of each notice.
    confirmed: Vec<String>,
    /// Confirmations that were begun; the vault has no more than these.
    begun: usize,
}

#[test]
fn kills_lose_nothing_that_the_window_acknowledged() {
    let number = |name: &str, default| {
        std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(default)
    };
    let (kills, seed) = (number("QUITTANCE_KILLS", 30), number("QUITTANCE_SEED", 1));
    let (mut dice, mut landings) = (Dice(seed), Landings::default());
    let desktop = Desktop::start();
    let folder = tempfile::tempdir().unwrap();
    let mut promised = Promised::default();
    let mut app = App::launch(&desktop);
    steps::make_profile(&app);
    app.quit();
    for turn in 0..kills {
        let moment = Moment::nth(turn, &mut dice);
        let inside = cut_short(&desktop, folder.path(), moment, &mut promised);
        println!("kill {turn} with seed {seed}: {moment:?}, inside: {inside}");
        landings.count(moment, inside);
        vault::is_whole_as_killed(&desktop);
    }
    landings.are_spread();
    everything_is_there(&desktop, &promised);
}

/// Starts the app, has it work, and kills it at the moment; whether it was in
/// the phase that was meant.
fn cut_short(desktop: &Desktop, folder: &Path, moment: Moment, promised: &mut Promised) -> bool {
    let turn = promised.files.len() / FILES;
    let files: Vec<_> = (0..FILES)
        .map(|at| variant(folder, &format!("{turn}-{at}.jpg"), turn * FILES + at))
        .collect();
    promised.files.extend(files.clone());
    let mut app = App::launch(desktop);
    app.wait_for_text("Inbox");
    let _strace = match moment {
        Moment::Admit { call, file } => Some(ends_on_file(&app, call, &files[file])),
        Moment::Write(count) => Some(trap(&app, "pwrite64", count)),
        Moment::Commit(count) => Some(trap(&app, "fsync", count)),
        Moment::Reply | Moment::Confirm(_) => None,
    };
    let inside = app.drop_files_while(&files, || {
        let stored = acknowledged(&app, promised);
        if moment.is_sprung() { gone(&app) } else { stored }
    });
    let inside = match moment {
        Moment::Confirm(confirming) => dies_confirming(&app, confirming, promised),
        _ => inside,
    };
    app.kill9();
    inside
}

/// Kills the app where its one writing thread does this for the n-th time from now.
fn trap(app: &App<'_>, call: &str, count: u64) -> Process {
    ends_in_thread(app, "store-writer", call, count)
}

/// Waits until the window says that the files are stored, or is gone.
fn acknowledged(app: &App<'_>, promised: &mut Promised) -> bool {
    let said = said(app, &format!("{FILES} files: {FILES} new"));
    promised.stored += if said { FILES } else { 0 };
    said
}

/// Confirms the first receipt that can be, while nothing else writes.
fn dies_confirming(app: &App<'_>, confirming: Confirming, promised: &mut Promised) -> bool {
    steps::wait_until_read(app);
    until("a receipt to confirm", || (Inbox::shown(app.driver()).reviewable() > 0).then_some(()));
    steps::put_kit_off(app);
    app.press_button("Review");
    until("the review", || steps::place_in_round(app.driver()));
    let _strace = match confirming {
        Confirming::Write(count) => Some(trap(app, "pwrite64", count)),
        Confirming::Commit => Some(trap(app, "fsync", 1)),
        Confirming::Said => None,
    };
    promised.begun += 1;
    // The trap may have sprung already: what was learnt is put into what waits, and a
    // checkpoint comes when it is due.
    if !app.try_press("ctrl+Return") {
        return false;
    }
    let notice = heard(app, " confirmed", || notices(app));
    let said = notice.is_some();
    promised.confirmed.extend(notice);
    if confirming == Confirming::Said { said } else { gone(app) }
}

/// What the window gives notice of. The page itself says *confirmed* too, of the
/// receipts that it learnt from.
fn notices(app: &App<'_>) -> Option<String> {
    let texts = "return [...document.querySelectorAll('.toast .title')].map(one => one.innerText).join('\\n')";
    app.driver().try_script(texts).ok()?.as_str().map(str::to_owned)
}

/// Whether the window says so while it lives.
fn said(app: &App<'_>, text: &str) -> bool {
    heard(app, text, || app.try_text()).is_some()
}

/// What says so, while the window lives.
fn heard(app: &App<'_>, text: &str, look: impl Fn() -> Option<String>) -> Option<String> {
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end && app.is_running() {
        if let Some(heard) = look().filter(|all| all.contains(text)) {
            return Some(heard);
        }
        sleep(Duration::from_millis(20));
    }
    None
}

/// Lets the app work; whether the trap has ended it before the time was up.
fn gone(app: &App<'_>) -> bool {
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end && app.is_running() {
        sleep(Duration::from_millis(50));
    }
    !app.is_running()
}

/// Starts it a last time and looks; then drops every file again: what was there
/// is known as such, and nothing is there twice.
fn everything_is_there(desktop: &Desktop, promised: &Promised) {
    let mut app = App::launch(desktop);
    app.wait_for_text("Inbox");
    app.drop_files(&promised.files);
    let count = promised.files.len();
    let patience = 60 + 3 * u64::try_from(count).unwrap();
    within(patience, "the summary", || said(&app, &format!("{count} files")).then_some(()));
    let known = already_here(&app);
    let Promised { stored, confirmed: said, begun, files } = promised;
    assert!(known >= *stored, "{known} of {stored} acknowledged files are there");
    let inbox = steps::wait_until_read_within(&app, patience);
    app.quit();
    let confirmed = all_acknowledged(desktop, said);
    assert!(confirmed <= *begun, "{confirmed} are confirmed, and {begun} were begun");
    let held = vault::holdings(desktop);
    assert_eq!(held, (files.len(), files.len()), "receipts and pictures: each file once");
    println!("{known} files acknowledged or stored, {confirmed} confirmed, {inbox:?}");
}

/// How many receipts are confirmed: each that a notice spoke of, and maybe more.
fn all_acknowledged(desktop: &Desktop, notices: &[String]) -> usize {
    let listed = steps::confirmed(desktop, "");
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = |receipt: &Value| plain(receipt["merchant"].as_str().unwrap_or(UNNAMED));
    let mut names: Vec<String> = listed.iter().map(name).collect();
    for notice in notices {
        let said = notice.lines().find_map(|line| line.split_once(" confirmed"));
        let said = plain(said.map_or("", |(merchant, _)| merchant));
        let at = names.iter().position(|name| *name == said);
        let at = at.unwrap_or_else(|| panic!("{notice:?}, and it is not in the vault: {names:?}"));
        names.swap_remove(at);
    }
    listed.len()
}

/// What a notice calls a receipt without a merchant.
const UNNAMED: &str = "Receipt";

/// The count before `already here` in the summary.
fn already_here(app: &App<'_>) -> usize {
    let text = app.driver().page_text();
    let before = text.split(" already here").next().unwrap_or_default();
    before.rsplit([' ', '\n']).next().and_then(|count| count.parse().ok()).unwrap_or(0)
}

//! Ending the app as a power cut would, at every moment of a receipt's way.
//!
//! `QUITTANCE_KILLS` says how often (30 unless told otherwise) and
//! `QUITTANCE_SEED` with which moments.
use crate::pictures::variant;
use crate::steps::{self, Inbox};
use harness::{App, Desktop, Launch, until};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Files in each drop.
const FILES: usize = 2;

/// Where on the way the app is killed.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// While the drop is being taken in.
    Admit,
    /// At the n-th write to a file.
    Write(u64),
    /// At the n-th time that a commit waits for the disk.
    Commit(u64),
    /// As soon as the window has said that the files are stored.
    Reply,
    /// While a receipt is being confirmed.
    Confirm,
}

impl Moment {
    /// In turn, so that each comes up equally often.
    fn nth(turn: u64, dice: &mut Dice) -> Self {
        match turn % 5 {
            0 => Self::Admit,
            1 => Self::Write(1 + dice.below(120)),
            2 => Self::Commit(1 + dice.below(24)),
            3 => Self::Reply,
            _ => Self::Confirm,
        }
    }

    /// strace kills at the very system call; the other moments are told by the clock.
    fn launch(self) -> Launch {
        let at = |call: &str, count| {
            let inject = format!("inject={call}:signal=KILL:when={count}");
            [
                "strace",
                "-f",
                "-qqq",
                "--seccomp-bpf",
                "-o",
                "/dev/null",
                "-e",
                &format!("trace={call}"),
                "-e",
                &inject,
            ]
            .map(str::to_owned)
            .to_vec()
        };
        let through = match self {
            Self::Write(count) => at("pwrite64", count),
            Self::Commit(count) => at("fdatasync", count),
            _ => Vec::new(),
        };
        Launch { through, ..Launch::default() }
    }
}

/// A generator of moments that a seed repeats (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// What the window has said so far.
#[derive(Default)]
struct Promised {
    files: Vec<PathBuf>,
    stored: usize,
    confirmed: usize,
}

#[test]
fn kills_lose_nothing_that_the_window_acknowledged() {
    let number = |name: &str, default| {
        std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(default)
    };
    let (kills, seed) = (number("QUITTANCE_KILLS", 30), number("QUITTANCE_SEED", 1));
    let mut dice = Dice(seed);
    let desktop = Desktop::start();
    let folder = tempfile::tempdir().unwrap();
    let mut promised = Promised::default();
    let mut app = App::launch(&desktop);
    steps::make_profile(&app);
    app.quit();
    for turn in 0..kills {
        let moment = Moment::nth(turn, &mut dice);
        println!("kill {turn} with seed {seed}: {moment:?}");
        cut_short(&desktop, folder.path(), moment, &mut dice, &mut promised);
    }
    everything_is_there(&desktop, &promised);
}

/// Starts the app, has it work, and kills it at the moment.
fn cut_short(
    desktop: &Desktop,
    folder: &Path,
    moment: Moment,
    dice: &mut Dice,
    promised: &mut Promised,
) {
    let Some(mut app) = App::try_launch(desktop, moment.launch()) else {
        return;
    };
    if !opened(&app) {
        return app.kill9();
    }
    let turn = promised.files.len() / FILES;
    let files: Vec<_> = (0..FILES)
        .map(|at| variant(folder, &format!("{turn}-{at}.jpg"), turn * FILES + at))
        .collect();
    promised.files.extend(files.clone());
    match moment {
        Moment::Admit => app.drop_files_and_wait(&files, Duration::from_millis(dice.below(120))),
        Moment::Reply => promised.stored += acknowledged(&app, &files),
        Moment::Write(_) | Moment::Commit(_) => {
            promised.stored += acknowledged(&app, &files);
            watch_for(&app, Duration::from_secs(6));
        }
        Moment::Confirm => {
            promised.stored += acknowledged(&app, &files);
            promised.confirmed += confirm_one(&app, Duration::from_millis(dice.below(250)));
        }
    }
    app.kill9();
}

/// Whether the profile came open before the app was gone.
fn opened(app: &App<'_>) -> bool {
    let end = Instant::now() + Duration::from_secs(20);
    while Instant::now() < end && app.driver().answers() {
        if app.try_text().is_some_and(|text| text.contains("Inbox")) {
            return true;
        }
        sleep(Duration::from_millis(50));
    }
    false
}

/// Drops the files; how many the window has said are stored, as far as it lives.
fn acknowledged(app: &App<'_>, files: &[PathBuf]) -> usize {
    app.drop_files(files);
    let end = Instant::now() + Duration::from_secs(20);
    while Instant::now() < end && app.driver().answers() {
        if app.try_text().is_some_and(|text| text.contains(&format!("{FILES} files: {FILES} new")))
        {
            return FILES;
        }
        sleep(Duration::from_millis(20));
    }
    0
}

/// Lets the app work until it is gone or the time is up.
fn watch_for(app: &App<'_>, time: Duration) {
    let end = Instant::now() + time;
    while Instant::now() < end && app.is_running() {
        sleep(Duration::from_millis(50));
    }
}

/// Confirms the first receipt that can be, and says whether the window had
/// acknowledged it before the time was up.
fn confirm_one(app: &App<'_>, time: Duration) -> usize {
    until("a receipt to confirm", || (Inbox::shown(app.driver()).reviewable() > 0).then_some(()));
    steps::put_kit_off(app);
    app.press_button("Review");
    until("the review", || steps::place_in_round(app.driver()));
    app.press("ctrl+Return");
    sleep(time);
    usize::from(app.try_text().is_some_and(|text| text.contains(" confirmed")))
}

/// Starts it a last time and looks; then drops every file again: what was there
/// is known as such, and nothing is there twice.
fn everything_is_there(desktop: &Desktop, promised: &Promised) {
    let mut app = App::launch(desktop);
    app.wait_for_text("Inbox");
    app.drop_files(&promised.files);
    app.wait_for_text(&format!("{} files", promised.files.len()));
    let known = already_here(&app);
    assert!(
        known >= promised.stored,
        "{known} of {} acknowledged files are there",
        promised.stored
    );
    let inbox = steps::wait_until_read(&app);
    app.quit();
    let confirmed = steps::confirmed(desktop, "").len();
    assert!(
        confirmed >= promised.confirmed,
        "{confirmed} of {} confirmations are there",
        promised.confirmed
    );
    println!("{known} files acknowledged or stored, {confirmed} confirmed, {inbox:?}");
}

/// The count before `already here` in the summary.
fn already_here(app: &App<'_>) -> usize {
    let text = app.driver().page_text();
    let before = text.split(" already here").next().unwrap_or_default();
    before.rsplit([' ', '\n']).next().and_then(|count| count.parse().ok()).unwrap_or(0)
}

//! How long a profile that is being locked stays on the screen and in memory.
//!
//! Only where `QUITTANCE_BENCH` asks for it: a machine that does other work at
//! the same time measures that.
use crate::first_paint::median;
use harness::{App, Desktop, Launch, samples, within};
use std::fs;
use std::time::{Duration, Instant};

/// Locks; the median counts.
const ROUNDS: usize = 9;
/// What a start into the lock screen is told, which only the fresh program is.
const LOCKED: &[u8] = b"--locked";

#[test]
fn bench_lock() {
    if std::env::var_os("QUITTANCE_BENCH").is_none() {
        println!("skipped: locking in the window: cargo xtask bench measures it");
        return;
    }
    let desktop = Desktop::start();
    prepare(&desktop);
    let locks = (0..ROUNDS).map(|_| lock(&desktop));
    let (off_screen, replaced): (Vec<_>, Vec<_>) = locks.unzip();
    let [off_screen, replaced] = [off_screen, replaced].map(|times| median(times).as_millis());
    println!("measured: off the screen after {off_screen} ms, replaced after {replaced} ms");
    assert!(replaced < 10_000, "locking takes a moment");
}

/// A profile with a receipt in the inbox, opened by the keychain at each start.
fn prepare(desktop: &Desktop) {
    let mut app = App::launch_alone(desktop, Launch::default());
    let seen = app.accessible();
    seen.wait_for(&["entry", "text", "text box"], "Name this profile", 30);
    app.type_keys("Aina");
    app.press("Return");
    shown(&app, "Drop receipts anywhere");
    app.drop_files(&samples()[..1]);
    seen.wait_for(&["push button", "button"], "Review", 120);
    app.kill9();
}

/// From the key to the moment when the window is gone, and to when the program
/// has replaced itself, so that no page of memory is left that held anything.
fn lock(desktop: &Desktop) -> (Duration, Duration) {
    let mut app = App::launch_alone(desktop, Launch::default());
    shown(&app, "Inbox");
    let (window, process) = (app.window(), app.process());
    let pointer = desktop.pointer();
    let begun = Instant::now();
    pointer.press("ctrl+l");
    let off_screen = passed(begun, || !pointer.is_shown(&window));
    let replaced = passed(begun, || {
        let words = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        words.split(|byte| *byte == 0).any(|word| word == LOCKED)
    });
    app.kill9();
    (off_screen, replaced)
}

fn passed(begun: Instant, is_so: impl Fn() -> bool) -> Duration {
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(30), "the profile locks");
    }
    begun.elapsed()
}

fn shown(app: &App<'_>, text: &str) {
    within(60, text, || app.accessible().text().contains(text).then_some(()));
}

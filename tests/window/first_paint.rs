//! How long a person looks at nothing after starting the app, beside a bare
//! window of the same kind.
//!
//! Only where `QUITTANCE_BENCH` asks for it: a machine that does other work at
//! the same time measures that.
use harness::{Desktop, Home, Process, program, within};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Starts of each; the median counts.
const ROUNDS: usize = 9;
/// A picture of one colour compresses to less than this many bytes.
const PAINTED: u64 = 4_000;

#[test]
fn bench_first_paint() {
    if std::env::var_os("QUITTANCE_BENCH").is_none() {
        println!("skipped: start to first paint: cargo xtask bench measures it");
        return;
    }
    let desktop = Desktop::start();
    let (app, bare) = (program("quittance"), program("examples/bare"));
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        times[0].push(first_paint(&desktop, &app, "^Quittance"));
        times[1].push(first_paint(&desktop, &bare, "^Bare"));
    }
    let [ours, theirs] = times.map(median);
    println!("measured: app {} ms, bare window {} ms", ours.as_millis(), theirs.as_millis());
    assert!(ours < Duration::from_secs(10), "a start takes seconds at most");
}

pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// From the start of the process to the first picture of its window that is
/// not one colour.
fn first_paint(desktop: &Desktop, program: &Path, title: &str) -> Duration {
    let home = Home::new();
    let mut command = desktop.command_in(&home, program);
    let started = Instant::now();
    let _process = Process::start(command.stdout(Stdio::null()).stderr(Stdio::null()));
    let picture = home.path().join("picture.png");
    within(20, "the first paint", || {
        content_painted(desktop, title, &picture).then(|| started.elapsed())
    })
}

/// Looks at the middle of the window alone: the menu bar is painted before.
fn content_painted(desktop: &Desktop, title: &str, picture: &PathBuf) -> bool {
    let Some(window) = desktop.pointer().find_window(title) else { return false };
    let (x, y) = (window.x + 8, window.y + 48);
    let area = format!("{x},{y},{},{}", window.width - 16, window.height - 64);
    let mut scrot = desktop.command("scrot");
    let taken = scrot.args(["--overwrite", "--autoselect", &area]).arg(picture).status();
    let size = std::fs::metadata(picture).map_or(0, |file| file.len());
    taken.is_ok_and(|status| status.success()) && size > PAINTED
}

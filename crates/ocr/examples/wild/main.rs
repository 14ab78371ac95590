//! Files that no camera ever wrote, given to the decoders until the time is over.
//!
//! `wild SEED SECONDS` draws one spoilt file after another, the same for the same seed,
//! and does with each what a reader does before and after it recognises: opens it, decodes
//! or draws it, takes its words where they are in the file, looks for codes, makes the
//! thumbnail. It prints the number of each file before it looks at it, and at the end how
//! many there were and how long the slowest took. A panic, or a file that takes too long,
//! ends it; whoever starts it sets how much memory it may have.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement speaks on its standard output, and stops when it fails"
)]
#[path = "../../tests/drawn/mod.rs"]
mod drawn;
#[path = "../../tests/papers/mod.rs"]
mod papers;
mod spoil;
mod whole;

use ocr::{Leaf, OcrError};
use spoil::Chance;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A file that takes longer hangs.
const SOON: Duration = Duration::from_secs(60);

/// How many files were begun.
static BEGUN: AtomicU64 = AtomicU64::new(0);

fn main() {
    let mut arguments = std::env::args().skip(1).map(|word| word.parse::<u64>());
    let mut next = || arguments.next().expect("wild SEED SECONDS").expect("a number");
    let (seed, time) = (next(), Duration::from_secs(next()));
    std::thread::spawn(watch);
    let (whole, begun) = (whole::files(), Instant::now());
    let (mut pictures, mut slowest) = (0_u64, Duration::ZERO);
    while begun.elapsed() < time {
        let number = BEGUN.fetch_add(1, Ordering::Relaxed);
        println!("{number}");
        let file = spoil::file(&whole, &mut Chance::new(seed, number));
        let start = Instant::now();
        pictures += u64::from(look(&file).is_ok());
        slowest = slowest.max(start.elapsed());
    }
    let files = BEGUN.load(Ordering::Relaxed);
    let slowest = slowest.as_secs_f64();
    println!("{files} files, {pictures} of them pictures still, the slowest {slowest:.1} s");
}

/// Ends the process when one file takes too long.
fn watch() {
    let (mut last, mut since) = (0, Instant::now());
    loop {
        std::thread::sleep(Duration::from_millis(500));
        let now = BEGUN.load(Ordering::Relaxed);
        if now != last {
            (last, since) = (now, Instant::now());
        } else if since.elapsed() > SOON {
            println!("it takes longer than {SOON:?}");
            std::process::exit(1);
        }
    }
}

/// All that is done with a file besides recognising.
fn look(bytes: &[u8]) -> Result<(), OcrError> {
    let leaf = Leaf::open(bytes, 0, &[papers::PASSWORD])?;
    let printed = leaf.printed()?;
    let picture = printed.map_or_else(|| leaf.upright(), |printed| Ok(printed.picture))?;
    let pixels = u64::from(picture.width()) * u64::from(picture.height());
    assert!(pixels <= ocr::MAX_PIXELS, "{pixels} pixels are too many");
    // Codes are a bonus in a reader too: what is wrong with one costs nothing else.
    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| picture.codes()));
    picture.thumb()?;
    picture.hash()?;
    Ok(())
}

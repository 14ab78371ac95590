//! Headers, counters, backups and archives that no profile ever wrote, given to
//! their readers until the time is over.
//!
//! `wild_vault SEED SECONDS` draws one spoilt file after another, the same for the
//! same seed, and opens it as the app does: the header by its kit, the counter under
//! its key, a backup and an archive up to the preview of merging them, and a few of
//! them up to a profile of their own. Each has to be an error, or exactly what was
//! written; what is authenticated by nothing, a plain archive, has to be whole. It
//! prints the number of each file before it reads it, and at the end how many there
//! were. A panic, a wrong content, or a file that takes too long ends it; whoever
//! starts it sets how much memory it may have.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement speaks on its standard output, and stops when it fails"
)]
mod kinds;
#[path = "../../../ocr/examples/wild/spoil.rs"]
mod spoil;
mod whole;

use spoil::Chance;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A file that takes longer hangs.
const SOON: Duration = Duration::from_secs(60);

/// How many files were begun.
static BEGUN: AtomicU64 = AtomicU64::new(0);

fn main() {
    let mut arguments = std::env::args().skip(1).map(|word| word.parse::<u64>());
    let mut next = || arguments.next().expect("wild_vault SEED SECONDS").expect("a number");
    let (seed, time) = (next(), Duration::from_secs(next()));
    let (kinds, begun) = (kinds::all(), Instant::now());
    let (mut tried, mut opened, mut slowest) = (vec![0_u64; kinds.len()], 0_u64, Duration::ZERO);
    std::thread::spawn(watch);
    while begun.elapsed() < time {
        let number = BEGUN.fetch_add(1, Ordering::Relaxed);
        println!("{number}");
        let chance = &mut Chance::new(seed, number);
        let at = which(&kinds, chance);
        let file = kinds[at].spoilt(chance);
        let start = Instant::now();
        opened += u64::from(kinds[at].read(&file));
        slowest = slowest.max(start.elapsed());
        tried[at] += 1;
    }
    let each = kinds.iter().zip(tried).map(|(kind, tried)| format!("{tried} {}", kind.name));
    let (each, slowest) = (each.collect::<Vec<_>>().join(", "), slowest.as_secs_f64());
    println!("{each}; {opened} of them opened still, the slowest took {slowest:.1} s");
}

/// One of them, those that are read fast more often.
fn which(kinds: &[kinds::Kind], chance: &mut Chance) -> usize {
    let mut drawn = chance.below(kinds.iter().map(|kind| kind.share).sum());
    kinds
        .iter()
        .position(|kind| {
            let here = drawn < kind.share;
            drawn = drawn.saturating_sub(kind.share);
            here
        })
        .expect("the shares come to the whole")
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

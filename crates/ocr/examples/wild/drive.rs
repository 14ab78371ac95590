//! One spoilt file after another, until the time is over.
use super::spoil::Chance;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A file that takes longer hangs.
const SOON: Duration = Duration::from_secs(60);

/// How many files were begun.
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// How it went.
pub struct Driven {
    pub files: u64,
    pub slowest: Duration,
}

/// Has `draw` make a file for as many seconds as the command line says, the same
/// files for the same seed, and `look` at each. Prints the number of each before.
pub fn drive<F>(draw: impl Fn(&mut Chance) -> F, mut look: impl FnMut(F)) -> Driven {
    let mut arguments = std::env::args().skip(1).map(|word| word.parse::<u64>());
    let mut next = || arguments.next().expect("SEED SECONDS").expect("a number");
    let (seed, time) = (next(), Duration::from_secs(next()));
    std::thread::spawn(watch);
    let (begun, mut slowest) = (Instant::now(), Duration::ZERO);
    while begun.elapsed() < time {
        let number = BEGUN.fetch_add(1, Ordering::Relaxed);
        println!("{number}");
        let file = draw(&mut Chance::new(seed, number));
        let start = Instant::now();
        look(file);
        slowest = slowest.max(start.elapsed());
    }
    Driven { files: BEGUN.load(Ordering::Relaxed), slowest }
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

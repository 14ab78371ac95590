//! `cargo xtask fuzz`: pages that no receipt ever was, given to the parser for some minutes.
use crate::arguments::Arguments;
use crate::{Result, measured, shell};
use std::time::{Duration, Instant};

/// Every test of these draws its pages anew with each seed.
const TESTS: &str = "cargo test --quiet -p receipt --test hostile any_";
/// Pages a test draws in a round: some tens of seconds.
const CASES: u64 = 3_000;
const MINUTES: u64 = 10;

/// Rounds with one seed after the other until the time is over; the first that fails ends it.
///
/// # Errors
/// A page broke the parser, or the tests could not be started.
pub fn fuzz(arguments: &Arguments) -> Result {
    let minutes = arguments.number("minutes", MINUTES)?;
    let first = arguments.number("seed", 1)?;
    let (begun, time) = (Instant::now(), Duration::from_secs(minutes * 60));
    let mut seed = first;
    while begun.elapsed() < time {
        let mut tests = shell::line(TESTS);
        tests.env("PROPTEST_RNG_SEED", seed.to_string()).env("PROPTEST_CASES", CASES.to_string());
        shell::run(tests)?;
        seed += 1;
    }
    let body = format!(
        "{} rounds of {CASES} pages for each of the parser's property tests in {minutes} minutes, \
         seeds {first} to {}: no panic, no false promise.",
        seed - first,
        seed - 1
    );
    measured::write("Fuzzing the parser", &format!("cargo xtask fuzz --minutes {minutes}"), &body)
}

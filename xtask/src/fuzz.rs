//! `cargo xtask fuzz`: pages that no receipt ever was, files that no camera wrote, and what
//! no profile left behind, for some minutes.
use crate::arguments::Arguments;
use crate::{Result, measured, shell};
use std::time::{Duration, Instant};

/// Every test of these draws its pages anew with each seed.
const TESTS: &str = "cargo test --quiet -p receipt --test hostile any_";
/// Pages a test draws in a round: some tens of seconds.
const CASES: u64 = 3_000;
const MINUTES: u64 = 10;

/// The parser, then the decoders, then the vault's readers.
///
/// # Errors
/// One of them broke.
pub fn all(arguments: &Arguments) -> Result {
    parser(arguments)?;
    decoders(arguments)?;
    vault(arguments)
}

/// The parser: rounds with one seed after the other until the time is over; the first
/// that fails ends it.
///
/// # Errors
/// A page broke the parser, or the tests could not be started.
pub fn parser(arguments: &Arguments) -> Result {
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
    let command = format!("cargo xtask fuzz parser --minutes {minutes}");
    measured::write("Fuzzing the parser", &command, &body)
}

const GIB: u64 = 1 << 30;

/// The decoders, in a process that ends when it takes more memory than it may have.
///
/// # Errors
/// A file made a decoder panic, hang or swell, or it could not be started.
pub fn decoders(arguments: &Arguments) -> Result {
    let (minutes, seed) = (arguments.number("minutes", MINUTES)?, arguments.number("seed", 1)?);
    shell::run(shell::line("cargo build --quiet -p ocr --example wild"))?;
    let body = format!(
        "{}, in {minutes} minutes with 1 GiB of address space: no panic, nothing that hung, \
         no memory beyond. Each is a picture or a PDF of which bytes, numbers, pieces or the end \
         were changed; it is opened, decoded or drawn, looked at for codes, and its thumbnail made.",
        wild("wild", GIB, seed, minutes)?
    );
    let command = format!("cargo xtask fuzz decoders --seed {seed} --minutes {minutes}");
    measured::write("Fuzzing the decoders", &command, &body)
}

/// The readers of headers, counters, backups and archives, in the same way. An
/// archive may ask for 1 GiB to try one passphrase.
///
/// # Errors
/// A file made a reader panic, hang or swell, or was taken for what it is not.
pub fn vault(arguments: &Arguments) -> Result {
    let (minutes, seed) = (arguments.number("minutes", MINUTES)?, arguments.number("seed", 1)?);
    shell::run(shell::line("cargo build --quiet -p reader"))?;
    shell::run(shell::line("cargo build --quiet -p app --example wild_vault"))?;
    let body = format!(
        "{}, in {minutes} minutes with 3 GiB of address space: each was an error or exactly what \
         was written, and a plain archive a whole database; no panic, nothing that hung, no memory \
         beyond. Of each, bytes, numbers, pieces or the end were changed, and every other time the \
         digests and sums made right again that are looked at first.",
        wild("wild_vault", 3 * GIB, seed, minutes)?
    );
    let command = format!("cargo xtask fuzz vault --seed {seed} --minutes {minutes}");
    measured::write("Fuzzing the vault's readers", &command, &body)
}

/// What the program said last. Before each file it says its number.
fn wild(program: &str, memory: u64, seed: u64, minutes: u64) -> Result<String> {
    let path = shell::root().join("target/debug/examples").join(program);
    let mut command = shell::command("prlimit", [format!("--as={memory}")]);
    command.arg(path).arg(seed.to_string()).arg((minutes * 60).to_string());
    let (mut file, mut said) = (String::new(), String::new());
    let survived = shell::tee(command, "", |line| {
        let is_number = line.parse::<u64>().is_ok();
        if is_number { &mut file } else { &mut said }.replace_range(.., line);
        !is_number
    })?;
    match survived {
        true => Ok(said),
        false => Err(format!("file {file} of seed {seed} broke a reader: {said}").into()),
    }
}

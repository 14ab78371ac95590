//! `cargo xtask bench`: speed of reading, of the ledger, of the vault and of the start.
use crate::arguments::Arguments;
use crate::setup::Purpose;
use crate::test::Selection;
use crate::{Result, measured, setup, shell};

/// Title in MEASURED.md, and the program that prints the section.
type Program = (&'static str, &'static str);

const READING: Program = ("Reading speed", "cargo run --quiet -p reader --example speed");
const LEDGER: Program = (
    "A ledger of 100,000 receipts",
    "cargo run --quiet -p store --features bench --example ledger_bench",
);
const VAULT: Program =
    ("A vault of 10,000 receipts", "cargo run --quiet -p app --example vault_speed");
/// What a measurement in a window says before its figures.
const MEASURED: &str = "measured: ";

/// Runs each and writes down what it says.
///
/// # Errors
/// A program failed.
pub fn bench() -> Result {
    setup::build_all()?;
    measure(READING)?;
    measure(LEDGER)?;
    measure(VAULT)?;
    in_a_window("Start to first paint, median of nine", "bench_first_paint")?;
    in_a_window("From Ctrl+L, median of nine", "bench_lock")
}

/// What the table of worse pictures means, above it.
const WORSE: &str = "\
Some receipts of each development set, spread evenly over it, read as they are and altered in \
each of these ways; how many of their fields are right.
";

/// How the fields hold on pictures that are worse than they were.
///
/// # Errors
/// The program failed, or there are no labelled receipts here.
pub fn robustness(arguments: &Arguments) -> Result {
    let (seed, each) = (arguments.number("seed", 1)?, arguments.number("each", 8)?);
    shell::run(shell::line("cargo build --quiet -p reader --bins"))?;
    let line =
        format!("cargo run --quiet -p reader --example robustness -- --seed {seed} --each {each}");
    let table = shell::capture(shell::line(&line))?;
    println!("{table}");
    measured::write("Worse pictures", &line, &format!("{WORSE}\n{table}"))
}

/// Reading alone, beside the `tesseract` command.
///
/// # Errors
/// The program failed.
pub fn reading() -> Result {
    setup::prepare(Purpose::Test)?;
    shell::run(shell::line("cargo build --quiet -p reader --bins"))?;
    measure(READING)
}

fn measure((title, line): Program) -> Result {
    let printed = shell::capture(shell::line(line))?;
    println!("{printed}");
    measured::write(title, line, &format!("```\n{}\n```", printed.trim_end()))
}

/// What a test measures in a window of its own, under such a title.
fn in_a_window(title: &str, test: &str) -> Result {
    let environment = [("QUITTANCE_BENCH", "1".to_owned())];
    let filter = format!("binary(window) & test({test})");
    let mut figures = None;
    let run = Selection {
        filter: &filter,
        more: &["--test-threads=1"],
        environment: &environment,
        ..Selection::default()
    };
    run.watched(|line| {
        figures = line.trim().strip_prefix(MEASURED).map(str::to_owned).or(figures.take());
    })?;
    let figures = figures.ok_or_else(|| format!("{test} measured nothing"))?;
    measured::write(title, "cargo xtask bench", &figures)
}

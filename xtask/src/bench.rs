//! `cargo xtask bench`: speed of reading and of the ledger.
use crate::{Result, measured, shell};

/// Title in MEASURED.md, and the program that prints the section.
const PROGRAMS: [(&str, &str); 2] = [
    ("Reading speed", "cargo run --quiet -p reader --example speed"),
    ("A ledger of 100,000 receipts", "cargo run --quiet -p store --example ledger_bench"),
];

/// Runs each program and writes down what it prints.
///
/// # Errors
/// A program failed.
pub fn bench() -> Result {
    shell::run(shell::line("cargo build --quiet --workspace --all-targets"))?;
    PROGRAMS.iter().try_for_each(|(title, line)| {
        let printed = shell::capture(shell::line(line))?;
        println!("{printed}");
        measured::write(title, line, &format!("```\n{}\n```", printed.trim_end()))
    })
}

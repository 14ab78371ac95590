//! `cargo xtask bench accuracy`: what is read right on labelled receipts.
use crate::{Result, measured, shell};
use std::fs;
use std::path::{Path, PathBuf};

const SETS: [&str; 3] = ["sroie", "photos", "german_scans"];

/// Reads every set that is on this machine and scores it.
///
/// # Errors
/// A program failed.
pub fn accuracy() -> Result {
    let receipts = shell::root().join("../shared/receipts");
    let (there, absent): (Vec<_>, Vec<_>) =
        SETS.into_iter().partition(|set| receipts.join(set).join("gt").is_dir());
    absent.iter().for_each(|set| println!("skipped: labelled receipts {set}: not on this machine"));
    if there.is_empty() {
        return Ok(());
    }
    shell::run(shell::line("cargo build --quiet --workspace --bins"))?;
    let scores = there.iter().map(|set| score(&receipts, set)).collect::<Result<Vec<_>>>()?;
    measured::write("Accuracy", "cargo xtask bench accuracy", &scores.join("\n"))
}

/// One set's section.
fn score(receipts: &Path, set: &str) -> Result<String> {
    let read = read(&receipts.join(set), set)?;
    let score = receipts.join("score.py");
    let scored = shell::capture(shell::command(
        "python3",
        [score.as_os_str(), read.as_os_str(), receipts.join(set).join("gt").as_os_str()],
    ))?;
    println!("{set}\n{scored}");
    Ok(format!("### {set}\n\n```\n{}\n```\n", scored.trim_end()))
}

/// What the command line twin reads in a set's pictures, one line each. A
/// picture it cannot read makes it end with a failure: it is scored as missing.
fn read(set: &Path, name: &str) -> Result<PathBuf> {
    let output = shell::root().join(format!("target/xtask/{name}.jsonl"));
    let program = shell::root().join("target/debug/quittance-cli");
    let pictures = set.join("img");
    let mut command =
        shell::command("env", [program.as_os_str(), "read".as_ref(), pictures.as_ref()]);
    let lines = command.arg("--jsonl").output()?.stdout;
    if lines.is_empty() {
        return Err(format!("quittance-cli read nothing in {name}.").into());
    }
    fs::create_dir_all(shell::root().join("target/xtask"))?;
    fs::write(&output, lines)?;
    Ok(output)
}

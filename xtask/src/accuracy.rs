//! `cargo xtask bench accuracy` and `cargo xtask train`: what is read right on labelled receipts.
use crate::{Result, measured, shell};
use std::path::{Path, PathBuf};
use std::{fs, io};

const SETS: [&str; 3] = ["sroie", "photos", "german_scans"];
/// No receipt is of a later day; a fixed one, so that a measurement can be repeated.
const TODAY: &str = "2026-03-01";
/// What the models were trained to.
const WEIGHTS: &str = "assets/reading/weights.txt";

/// How the figures came about, above them in MEASURED.md.
const HOW: &str = "\
Two kinds of figures. The score tables are the program's own, read by `quittance-cli read` with the \
shipped weights: the rules were written while looking at these receipts and the weights learnt from \
them, so they are development figures. The tables headed *by weights from the other folds* keep \
apart what the models learnt: five folds, every merchant in one fold alone, each receipt drafted by \
weights that have not seen its fold; the looks that were taken at it were chosen by weights that had, \
and the rules were written with all receipts in view. The list of chains \
(`assets/reading/chains.txt`) was written down from common knowledge and not from these receipts. \
The naive floor is the first line, the first date pattern and the last amount on a line with `total`.
";

/// The release before this one, by the same score.
const PREVIOUS: &str = "\
### The previous release (0.1.0)

| set | merchant exact / fuzzy | date | total | all three | tax | items F1 |
|---|---|---|---|---|---|---|
| sroie, 300 | 65.3 / 86.0 | 89.3 | 86.0 | 69.7 | | .733 |
| photos, 51 | 38.0 / 54.0 | 68.8 | 60.8 | 35.3 | 64.0 | .724 |
| german_scans, 18 | 0.0 / 5.6 | 83.3 | 77.8 | 0.0 | | |
";

/// Reads every set that is on this machine and scores it.
///
/// # Errors
/// A program failed.
pub fn accuracy() -> Result {
    let there = labelled();
    if there.is_empty() {
        return Ok(());
    }
    shell::run(shell::line("cargo build --quiet --workspace --bins"))?;
    fs::remove_dir_all(folder()?.join("pages")).or_else(absent)?;
    let scores = there.iter().map(|set| score(set)).collect::<Result<Vec<_>>>()?;
    let apart = learn(&there)?;
    let body = format!("{HOW}\n{}\n{PREVIOUS}\n### Kept apart\n{apart}", scores.join("\n"));
    measured::write("Accuracy", "cargo xtask bench accuracy", &body)
}

/// Trains the models on every set that is on this machine.
///
/// # Errors
/// A program failed, or no set is here.
pub fn train() -> Result {
    let there = labelled();
    if there.is_empty() {
        return Err("there is nothing to learn from on this machine.".into());
    }
    println!("{}", learn(&there)?);
    fs::copy(folder()?.join("weights.txt"), shell::root().join(WEIGHTS))?;
    println!("{WEIGHTS}");
    Ok(())
}

/// What is not there need not be removed.
fn absent(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

fn receipts() -> PathBuf {
    shell::root().join("../shared/receipts")
}

/// Where a measurement puts what it makes.
fn folder() -> Result<PathBuf> {
    let folder = shell::root().join("target/xtask/accuracy");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The sets that are here; the others are named.
fn labelled() -> Vec<&'static str> {
    let (there, absent): (Vec<_>, Vec<_>) =
        SETS.into_iter().partition(|set| receipts().join(set).join("gt").is_dir());
    absent.iter().for_each(|set| println!("skipped: labelled receipts {set}: not on this machine"));
    there
}

/// One set's section.
fn score(set: &str) -> Result<String> {
    let (read, labels) = (read(set)?, receipts().join(set).join("gt"));
    let score = receipts().join("score.py");
    let words = [score.as_os_str(), read.as_os_str(), labels.as_os_str()];
    let scored = shell::capture(shell::command("python3", words))?;
    println!("{set}\n{scored}");
    Ok(format!("### {set}\n\n```\n{}\n```\n", scored.trim_end()))
}

/// What the command line twin reads in a set's pictures, one line each. A
/// picture it cannot read makes it end with a failure: it is scored as missing.
fn read(set: &str) -> Result<PathBuf> {
    let output = folder()?.join(format!("{set}.read.jsonl"));
    let program = shell::root().join("target/debug/quittance-cli");
    let pictures = receipts().join(set).join("img");
    let mut command =
        shell::command("env", [program.as_os_str(), "read".as_ref(), pictures.as_ref()]);
    let lines = command.arg("--jsonl").output()?.stdout;
    if lines.is_empty() {
        return Err(format!("quittance-cli read nothing in {set}.").into());
    }
    fs::write(&output, lines)?;
    Ok(output)
}

/// Fits the models on the pages of the sets; the tables of what they reach on what they have not seen.
fn learn(sets: &[&str]) -> Result<String> {
    let out = folder()?;
    let mut line = shell::line("cargo run --quiet -p receipt --example accuracy -- train");
    line.arg(TODAY).arg(&out);
    for set in sets {
        let pages = pages(set, &out)?;
        let labels = receipts().join(set).join("gt");
        line.arg(format!("{set}={}={}", labels.display(), pages.display()));
    }
    shell::capture(line)
}

/// The recognised pages of a set; pictures that the last measurement recognised are not again.
fn pages(set: &str, out: &Path) -> Result<PathBuf> {
    let folder = out.join("pages").join(set);
    fs::create_dir_all(&folder)?;
    let known = |picture: &PathBuf| {
        let name = picture.file_stem().map(|stem| folder.join(stem).with_extension("json"));
        name.is_some_and(|page| page.is_file())
    };
    let entries = fs::read_dir(receipts().join(set).join("img"))?;
    let mut pictures: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    pictures.retain(|picture| !known(picture));
    pictures.sort();
    if !pictures.is_empty() {
        let line = "cargo run --quiet -p reader --example pages --";
        let mut command = shell::line(line);
        command.arg(&folder).args(&pictures);
        shell::run(command)?;
    }
    Ok(folder)
}

//! How the fields hold when pictures are worse than they were.
//!
//! `robustness [--seed N] [--each N]` takes some labelled receipts of each set
//! beside the project, alters each picture in every way below, reads it, and
//! prints how many of their totals, dates and sellers are right.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that cannot be made stops, and prints what it measured"
)]
#[path = "robustness/alter.rs"]
mod alter;
#[path = "robustness/label.rs"]
mod label;

use alter::ALTERATIONS;
use label::Label;
use reader::{CancelToken, Pool, PoolConfig, Reading};
use std::path::{Path, PathBuf};

const SETS: [&str; 3] = ["sroie", "photos", "german_scans"];

fn main() {
    let (seed, each) = (argument("--seed", 1), argument("--each", 8));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/receipts");
    let pool = Pool::start(PoolConfig::new(reader::program().unwrap()));
    println!("| | alteration | total | date | merchant | of |\n|---|---|---|---|---|---|");
    for set in SETS {
        let sample = sample(&root.join(set), seed, each);
        for (name, alter) in ALTERATIONS {
            let held = sample.iter().map(|(picture, label)| {
                let image = image::open(picture).unwrap();
                read(&pool, &alter(image)).map_or([false; 3], |reading| label.held(&reading.draft))
            });
            let counts =
                held.fold([0; 3], |sum, held| [0, 1, 2].map(|at| sum[at] + usize::from(held[at])));
            let [total, date, merchant] = counts;
            println!("| {set} | {name} | {total} | {date} | {merchant} | {} |", sample.len());
        }
    }
}

fn argument(name: &str, usual: usize) -> usize {
    let mut words = std::env::args().skip_while(|word| word != name).skip(1);
    words.next().map_or(usual, |word| word.parse().expect("a number"))
}

/// Some labelled pictures of a set; the same for the same seed.
fn sample(set: &Path, seed: usize, each: usize) -> Vec<(PathBuf, Label)> {
    let Ok(labels) = std::fs::read_to_string(set.join("gt.jsonl")) else { return Vec::new() };
    let labels: Vec<Label> = labels.lines().map(|line| Label::parse(line).unwrap()).collect();
    let step = (labels.len() / each.max(1)).max(1);
    let chosen = labels.into_iter().skip(seed % step).step_by(step).take(each);
    chosen.map(|label| (set.join("img").join(&label.file), label)).collect()
}

fn read(pool: &Pool, picture: &[u8]) -> Option<Reading> {
    let context = receipt::Context { today: jiff::civil::date(2026, 1, 1), currency: None };
    pool.read(picture, &context, &CancelToken::new(), &mut |_| {}).ok()
}

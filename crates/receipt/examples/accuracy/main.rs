//! Drafts, trains and measures on recognised pages.
//!
//! - `draft TODAY FILE...` prints a JSON line for each; several readings of one
//!   picture are joined by `+`.
//! - `train TODAY OUT SET...` fits the models and prints what they reach on receipts
//!   they have not seen; a set is `NAME=LABELS=PAGES[+PAGES...]`. `OUT/weights.txt` are the weights from all
//!   receipts, `OUT/NAME.jsonl` the drafts, each by weights from the other folds.
#![allow(clippy::print_stdout, reason = "printing is what it is for")]
mod cases;
mod causes;
mod fit;
mod lines;
mod naive;
mod pages;
mod tables;
mod train;

use receipt::Context;
use std::path::{Path, PathBuf};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["draft", today, files @ ..] => context(today).map(|context| draft(&context, files)),
        ["train", today, out, sets @ ..] => {
            context(today).and_then(|context| train::train(&context, Path::new(out), sets))
        }
        _ => Err("accuracy draft TODAY FILE... | accuracy train TODAY OUT SET...".to_owned()),
    };
    if let Err(problem) = done {
        println!("{problem}");
        std::process::exit(1);
    }
}

fn context(today: &str) -> Result<Context, String> {
    let today = today.parse().map_err(|_| format!("{today} is no day such as 2026-03-01."))?;
    Ok(Context { today, currency: None })
}

fn draft(context: &Context, files: &[&str]) {
    for readings in files {
        let paths: Vec<PathBuf> = readings.split('+').map(PathBuf::from).collect();
        let pages: Vec<_> = paths.iter().map(|path| pages::read(path)).collect();
        let draft = receipt::parse_several(&pages, context);
        let stem = paths.first().and_then(|path| path.file_stem()).unwrap_or_default();
        println!("{}", lines::line(&stem.to_string_lossy(), &draft));
    }
}

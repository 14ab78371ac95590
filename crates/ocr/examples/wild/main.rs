//! Files that no camera ever wrote, given to the decoders until the time is over.
//!
//! `wild SEED SECONDS` draws one spoilt file after another, the same for the same seed,
//! and does with each what a reader does before and after it recognises: opens it, decodes
//! or draws it, takes its words where they are in the file, looks for codes, makes the
//! thumbnail. It prints the number of each file before it looks at it, and at the end how
//! many there were and how long the slowest took. A panic, or a file that takes too long,
//! ends it; whoever starts it sets how much memory it may have.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement speaks on its standard output, and stops when it fails"
)]
#[path = "../../tests/drawn/mod.rs"]
mod drawn;
mod drive;
#[path = "../../tests/papers/mod.rs"]
mod papers;
mod spoil;
mod whole;

use ocr::{Leaf, OcrError};

fn main() {
    let (whole, mut pictures) = (whole::files(), 0_u64);
    let look = |file: Vec<u8>| pictures += u64::from(look(&file).is_ok());
    let driven = drive::drive(|chance| spoil::file(&whole, chance), look);
    let (files, slowest) = (driven.files, driven.slowest.as_secs_f64());
    println!("{files} files, {pictures} of them pictures still, the slowest {slowest:.1} s");
}

/// All that is done with a file besides recognising.
fn look(bytes: &[u8]) -> Result<(), OcrError> {
    let leaf = Leaf::open(bytes, 0, &[papers::PASSWORD])?;
    let printed = leaf.printed()?;
    let picture = printed.map_or_else(|| leaf.upright(), |printed| Ok(printed.picture))?;
    let pixels = u64::from(picture.width()) * u64::from(picture.height());
    assert!(pixels <= ocr::MAX_PIXELS, "{pixels} pixels are too many");
    // Codes are a bonus in a reader too: what is wrong with one costs nothing else.
    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| picture.codes()));
    picture.thumb()?;
    picture.hash()?;
    Ok(())
}

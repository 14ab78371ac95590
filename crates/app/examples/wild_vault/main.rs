//! Headers, counters, backups and archives that no profile ever wrote, given to
//! their readers until the time is over.
//!
//! `wild_vault SEED SECONDS` draws one spoilt file after another, the same for the
//! same seed, and opens it as the app does: the header by its kit, the counter under
//! its key, a backup and an archive up to the preview of merging them, and a few of
//! them up to a profile of their own. Each has to be an error, or exactly what was
//! written; what is authenticated by nothing, a plain archive, has to be whole. It
//! prints the number of each file before it reads it, and at the end how many there
//! were. A panic, a wrong content, or a file that takes too long ends it; whoever
//! starts it sets how much memory it may have.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement speaks on its standard output, and stops when it fails"
)]
#[path = "../../../ocr/examples/wild/drive.rs"]
mod drive;
mod kinds;
#[path = "../../../ocr/examples/wild/spoil.rs"]
mod spoil;
mod whole;

use spoil::Chance;

fn main() {
    let kinds = kinds::all();
    let (mut tried, mut opened) = (vec![0_u64; kinds.len()], 0_u64);
    let draw = |chance: &mut Chance| {
        let at = which(&kinds, chance);
        (at, kinds[at].spoilt(chance))
    };
    let driven = drive::drive(draw, |(at, file)| {
        opened += u64::from(kinds[at].read(&file));
        tried[at] += 1;
    });
    let each = kinds.iter().zip(tried).map(|(kind, tried)| format!("{tried} {}", kind.name));
    let (each, files) = (each.collect::<Vec<_>>().join(", "), driven.files);
    let slowest = driven.slowest.as_secs_f64();
    println!(
        "{files} files: {each}; {opened} of them opened still, the slowest took {slowest:.1} s"
    );
}

/// One of them, those that are read fast more often.
fn which(kinds: &[kinds::Kind], chance: &mut Chance) -> usize {
    let mut drawn = chance.below(kinds.iter().map(|kind| kind.share).sum());
    kinds
        .iter()
        .position(|kind| {
            let here = drawn < kind.share;
            drawn = drawn.saturating_sub(kind.share);
            here
        })
        .expect("the shares come to the whole")
}

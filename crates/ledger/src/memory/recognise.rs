//! Which lesson a reading's clues speak for.
use super::{Clue, ClueKind};

/// A confirmed receipt, as far as it teaches who its seller is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The name that was confirmed.
    pub merchant: String,
    /// What its reading showed.
    pub clues: Vec<Clue>,
}

/// How far a recognition can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// The header looks much like one that was confirmed.
    Likely,
    /// A number, or the very same header.
    Known,
}

/// The lesson that speaks for a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognised {
    /// Its place among the lessons.
    pub lesson: usize,
    /// How far to trust it.
    pub trust: Trust,
    /// What it was recognised by.
    pub by: ClueKind,
}

/// Looks this much alike, of 1000, are probably of one seller.
const ALIKE: u32 = 800;

/// Numbers this few slips apart do not speak against each other.
const SLIPS: usize = 2;

/// The best lesson for these clues; of equals the first, so give the newest first.
///
/// A lesson speaks for a reading that shares a number with it, or whose header
/// looks like its own. A company number that is plainly another speaks against it.
pub fn recognise(clues: &[Clue], lessons: &[Lesson]) -> Option<Recognised> {
    let weighed = lessons.iter().enumerate().filter_map(|(lesson, taught)| {
        let (numbers, alike, by) = weigh(clues, &taught.clues)?;
        let trust = if numbers > 0 || alike == 1000 { Trust::Known } else { Trust::Likely };
        Some((numbers, alike, Recognised { lesson, trust, by }))
    });
    // Of equals `max_by_key` takes the last: the smaller place counts more.
    let best =
        weighed.max_by_key(|(numbers, alike, of)| (*numbers, *alike, usize::MAX - of.lesson));
    best.map(|(_, _, recognised)| recognised)
}

/// How many numbers agree and how alike the looks are; none when nothing
/// speaks for the lesson, or something against it.
fn weigh(clues: &[Clue], taught: &[Clue]) -> Option<(usize, u32, ClueKind)> {
    let shared: Vec<ClueKind> = clues
        .iter()
        .filter(|clue| clue.kind != ClueKind::Look && taught.contains(clue))
        .map(|clue| clue.kind)
        .collect();
    let alike = likeness(clues, taught);
    let against = [ClueKind::Registration, ClueKind::TaxNumber];
    if against.into_iter().any(|kind| !shared.contains(&kind) && contradicts(kind, clues, taught)) {
        return None;
    }
    let by = shared.iter().min().copied().or((alike >= ALIKE).then_some(ClueKind::Look))?;
    Some((shared.len(), alike, by))
}

fn contradicts(kind: ClueKind, clues: &[Clue], taught: &[Clue]) -> bool {
    let of = |all: &[Clue]| -> Vec<String> {
        all.iter().filter(|clue| clue.kind == kind).map(|clue| clue.value.clone()).collect()
    };
    let (here, there) = (of(clues), of(taught));
    let near = |a: &String| there.iter().any(|b| strsim::levenshtein(a, b) <= SLIPS);
    !here.is_empty() && !there.is_empty() && !here.iter().any(near)
}

fn likeness(clues: &[Clue], taught: &[Clue]) -> u32 {
    let look = |all: &[Clue]| {
        all.iter().find(|clue| clue.kind == ClueKind::Look).map(|clue| clue.value.clone())
    };
    match (look(clues), look(taught)) {
        (Some(a), Some(b)) => thousandths(&a, &b),
        _ => 0,
    }
}

/// Whether two looks may be of one seller.
pub fn looks_like(a: &str, b: &str) -> bool {
    thousandths(a, b) >= ALIKE
}

/// 1000 for equal looks, 0 for looks without a letter in common.
fn thousandths(a: &str, b: &str) -> u32 {
    let (long, short) =
        (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
    if long == 0 || short * 1000 < long * ALIKE as usize {
        return 0;
    }
    let same = long - strsim::levenshtein(a, b).min(long);
    u32::try_from(same * 1000 / long).unwrap_or(0)
}

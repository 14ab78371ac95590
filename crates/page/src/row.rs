//! Words to rows by geometry, so that a label and its amount meet even when
//! the recogniser put them in separate blocks.
use crate::{Bounds, OcrPage, Word};

/// Words that stand side by side, left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// At least one word, ordered by `x`.
    pub words: Vec<&'a Word>,
}

impl Row<'_> {
    /// The words joined by one space.
    pub fn text(&self) -> String {
        self.words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The box around all words.
    pub fn bounds(&self) -> Bounds {
        let mut all = self.words.iter().map(|w| w.bounds);
        let first = all.next().unwrap_or(Bounds { x: 0, y: 0, width: 1, height: 1 });
        all.fold(first, |a, b| a.union(&b))
    }
}

/// How many neighbouring rows a piece of print is compared with.
const REACH: usize = 6;

/// The slope of print on an upright page, pixels per 1,024; more is noise.
const STEEPEST: i64 = 256;

/// Groups a page's words into rows from top to bottom.
///
/// The recogniser's own lines are kept whole. Two of them that stand side by
/// side at one level, seen along the print's slope, are one row. Every word is
/// in exactly one row.
pub fn rows(page: &OcrPage) -> Vec<Row<'_>> {
    let mut pieces: Vec<Row<'_>> = lines(page);
    let slope = slope(&pieces);
    pieces.sort_by_key(|piece| level(piece, slope));
    let mut rows: Vec<Row<'_>> = Vec::new();
    for piece in pieces {
        match rows.iter_mut().rev().take(REACH).find(|row| side_by_side(row, &piece, slope)) {
            Some(row) => row.words.extend(piece.words),
            None => rows.push(piece),
        }
    }
    for row in &mut rows {
        row.words.sort_by_key(|w| w.bounds.x);
    }
    rows.sort_by_key(|row| level(row, slope));
    rows
}

/// The recogniser's lines. A line that comes back after another began is a new one.
fn lines(page: &OcrPage) -> Vec<Row<'_>> {
    page.words
        .chunk_by(|a, b| a.line == b.line)
        .map(|words| Row { words: words.iter().collect() })
        .collect()
}

/// How many pixels print falls per 1,024 to the right: the median over long lines.
fn slope(lines: &[Row<'_>]) -> i64 {
    let mut falls: Vec<i64> = lines.iter().filter_map(fall).collect();
    falls.sort_unstable();
    falls.get(falls.len() / 2).copied().unwrap_or(0).clamp(-STEEPEST, STEEPEST)
}

fn fall(line: &Row<'_>) -> Option<i64> {
    let (first, last) = (line.words.first()?, line.words.last()?);
    let run = center(last).0 - center(first).0;
    (line.words.len() >= 3 && run >= 200).then(|| (center(last).1 - center(first).1) * 1024 / run)
}

/// The middle's height, as it would stand at the left edge.
fn level(row: &Row<'_>, slope: i64) -> i64 {
    let sum: i64 = row.words.iter().map(|w| center(w).1 - center(w).0 * slope / 1024).sum();
    sum / row.words.len().max(1) as i64
}

fn center(word: &Word) -> (i64, i64) {
    let b = word.bounds;
    (i64::from(b.x) + i64::from(b.width / 2), i64::from(b.y) + i64::from(b.height / 2))
}

fn side_by_side(a: &Row<'_>, b: &Row<'_>, slope: i64) -> bool {
    let (box_a, box_b) = (a.bounds(), b.bounds());
    let apart =
        box_a.right() <= box_b.x.saturating_add(4) || box_b.right() <= box_a.x.saturating_add(4);
    let reach = i64::from(print_height(a).min(print_height(b)).max(4)) / 2;
    apart && (level(a, slope) - level(b, slope)).abs() < reach
}

/// The median height of the words: one tall smear does not widen a row.
fn print_height(row: &Row<'_>) -> u32 {
    let mut heights: Vec<u32> = row.words.iter().map(|w| w.bounds.height).collect();
    heights.sort_unstable();
    heights.get(heights.len() / 2).copied().unwrap_or(1)
}

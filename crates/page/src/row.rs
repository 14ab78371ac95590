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

/// Groups a page's words into rows from top to bottom.
///
/// Two words share a row when the vertical middle of the one lies within the
/// other's middle half. Every word is in exactly one row.
pub fn rows(page: &OcrPage) -> Vec<Row<'_>> {
    let mut words: Vec<&Word> = page.words.iter().collect();
    words.sort_by_key(|w| (middle(w), w.bounds.x));
    let mut rows: Vec<Row<'_>> = Vec::new();
    for word in words {
        match rows.iter_mut().rev().take(4).find(|row| row.words.iter().any(|w| level(w, word))) {
            Some(row) => row.words.push(word),
            None => rows.push(Row { words: vec![word] }),
        }
    }
    for row in &mut rows {
        row.words.sort_by_key(|w| w.bounds.x);
    }
    rows.sort_by_key(|row| row.bounds().y);
    rows
}

fn middle(word: &Word) -> u32 {
    word.bounds.y.saturating_add(word.bounds.height / 2)
}

fn level(a: &Word, b: &Word) -> bool {
    let reach = a.bounds.height.min(b.bounds.height).max(4) / 2;
    middle(a).abs_diff(middle(b)) < reach
}

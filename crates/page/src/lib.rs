//! What a recogniser saw on one upright picture.
//!
//! Coordinates are pixels of the *upright* picture (after EXIF orientation and
//! any turning), x to the right, y downward, so that a box can be drawn on the
//! derivative that the face shows by scaling with `shown width / page.width`.
mod code;
mod row;
mod strip;
mod turn;

pub use code::{CodeKind, QrCode};
pub use row::{Row, rows};
use serde::{Deserialize, Serialize};
pub use strip::Strip;
pub use turn::Turn;

/// An axis-parallel box in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Bounds {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width, at least 1.
    pub width: u32,
    /// Height, at least 1.
    pub height: u32,
}

impl Bounds {
    /// One past the right edge.
    pub fn right(&self) -> u32 {
        self.x.saturating_add(self.width)
    }

    /// One past the lower edge.
    pub fn bottom(&self) -> u32 {
        self.y.saturating_add(self.height)
    }

    /// The smallest box around both.
    pub fn union(&self, other: &Bounds) -> Bounds {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Bounds {
            x,
            y,
            width: self.right().max(other.right()) - x,
            height: self.bottom().max(other.bottom()) - y,
        }
    }

    /// The part of it within a picture of this size; none when nothing is.
    pub fn within(&self, width: u32, height: u32) -> Option<Bounds> {
        let (right, bottom) = (self.right().min(width), self.bottom().min(height));
        (self.x < right && self.y < bottom).then(|| Bounds {
            x: self.x,
            y: self.y,
            width: right - self.x,
            height: bottom - self.y,
        })
    }
}

/// One recognised word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// The text as recognised, without surrounding white space, never empty.
    pub text: String,
    /// Where it stands.
    pub bounds: Bounds,
    /// How sure the recogniser was, 0 to 1. Not a calibrated probability.
    pub confidence: f32,
    /// Which printed line the recogniser put it on; words of one line share it.
    pub line: u32,
}

/// One recognised picture.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OcrPage {
    /// Width of the upright picture in pixels.
    pub width: u32,
    /// Height of the upright picture in pixels.
    pub height: u32,
    /// The words in reading order: by line, then left to right.
    pub words: Vec<Word>,
    /// Only some lines were looked at, each by itself and larger: what is missing
    /// here says nothing.
    #[serde(default)]
    pub close: bool,
}

impl OcrPage {
    /// This page as part of a larger picture, in whose pixels its corner lies at `corner`.
    pub fn within(mut self, corner: (u32, u32), width: u32, height: u32) -> Self {
        for word in &mut self.words {
            word.bounds.x = word.bounds.x.saturating_add(corner.0);
            word.bounds.y = word.bounds.y.saturating_add(corner.1);
        }
        Self { width, height, ..self }
    }

    /// How much of what was recognised looks like real words, 0 to 1: the share of
    /// all signs that stand in words of three or more letters or digits the
    /// recogniser was sure of. Print that lies on its side or upside down stays
    /// near 0; 0 without words.
    pub fn legibility(&self) -> f32 {
        let signs = |words: &mut dyn Iterator<Item = &Word>| -> usize {
            words.map(|word| word.text.chars().count()).sum()
        };
        let is_real = |word: &&Word| {
            let plain = word.text.chars().filter(|c| c.is_alphanumeric()).count();
            word.confidence > 0.7 && plain >= 3
        };
        let all = signs(&mut self.words.iter()).max(1);
        signs(&mut self.words.iter().filter(is_real)) as f32 / all as f32
    }

    /// The text in reading order, a line of print a line, for search and show.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut last = None;
        for word in &self.words {
            match last {
                None => {}
                Some(line) if line == word.line => text.push(' '),
                Some(_) => text.push('\n'),
            }
            text.push_str(&word.text);
            last = Some(word.line);
        }
        text
    }
}

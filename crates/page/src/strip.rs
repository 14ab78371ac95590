//! A line of print with its slope.
use crate::{Bounds, Word};

/// Where a line of print lies, which may slant: in pixels of the upright picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strip {
    /// The box around its words.
    pub bounds: Bounds,
    /// How high its print is.
    pub height: u32,
    /// How far its print falls from the left edge to the right one; negative where it rises.
    pub fall: i32,
}

impl Strip {
    /// The strip of some words of one line, left to right; none without any.
    pub fn of(words: &[Word]) -> Option<Self> {
        let bounds = words.iter().map(|word| word.bounds).reduce(|a, b| a.union(&b))?;
        let mut heights: Vec<u32> = words.iter().map(|word| word.bounds.height).collect();
        heights.sort_unstable();
        let height = heights[heights.len() / 2];
        Some(Self { bounds, height, fall: fall(words, bounds) })
    }
}

/// The slope between the middles of the first words and of the last, over the whole width.
fn fall(words: &[Word], bounds: Bounds) -> i32 {
    let middle = |word: &Word| {
        let Bounds { x, y, width, height } = word.bounds;
        (f64::from(x) + f64::from(width) / 2.0, f64::from(y) + f64::from(height) / 2.0)
    };
    let mean = |words: &[Word]| {
        let (x, y) = words.iter().map(middle).fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
        (x / words.len() as f64, y / words.len() as f64)
    };
    let half = words.len().div_ceil(2);
    let (left, right) = (mean(&words[..half]), mean(&words[words.len() - half..]));
    let run = right.0 - left.0;
    // Words that stand close together say nothing of the slope of a line.
    if run < 2.0 * f64::from(bounds.height) {
        return 0;
    }
    ((right.1 - left.1) / run * f64::from(bounds.width)).round() as i32
}

#[cfg(test)]
mod tests {
    use super::Strip;
    use crate::{Bounds, Word};

    fn word(x: u32, y: u32, width: u32) -> Word {
        let bounds = Bounds { x, y, width, height: 20 };
        Word { text: "x".into(), bounds, confidence: 0.9, line: 0 }
    }

    #[test]
    fn a_line_that_slants_says_how_far() {
        let words = [word(0, 100, 100), word(200, 110, 100), word(400, 120, 100)];
        let strip = Strip::of(&words).expect("there are words");
        assert_eq!(strip.bounds, Bounds { x: 0, y: 100, width: 500, height: 40 });
        assert_eq!((strip.height, strip.fall), (20, 25), "20 over 400 is 25 over all of it");
    }

    #[test]
    fn short_or_empty_lines_are_level() {
        assert_eq!(Strip::of(&[]), None);
        let fall = |words: &[Word]| Strip::of(words).map(|strip| strip.fall);
        assert_eq!(fall(&[word(7, 9, 30)]), Some(0), "one word has no slope");
        assert_eq!(fall(&[word(0, 0, 10), word(12, 8, 10)]), Some(0), "two small ones neither");
    }
}

//! What looks at a picture cost, told from the picture and not from a clock, so that the
//! same picture is always read in the same way.
use page::OcrPage;

/// What a look costs. Recognising costs by the print that is there, preparing and
/// finding it by the pixels. Fitted to the processor time of 359 receipts, in
/// milliseconds of one core of that machine; only how they stand to each other counts.
struct Cost {
    fixed: f64,
    /// For a thousand times as much print as it is high: some forty lines.
    print: f64,
    /// For a million pixels of the picture.
    pixels: f64,
}

/// Starting `tesseract` on the picture as it is.
const PLAIN: Cost = Cost { fixed: 283.0, print: 853.0, pixels: 19.0 };
/// The first look.
const FIRST: Cost = Cost { fixed: 96.0, print: 781.0, pixels: 18.0 };
/// Another at the whole, which is scaled by its print.
const WHOLE: Cost = Cost { fixed: 141.0, print: 764.0, pixels: 0.0 };
/// Another at one line.
const LINE: f64 = 30.0;

/// A picture may cost so many times what a plain run of the recogniser on it costs. Few
/// come near. With 2.2 the scans lose two days and two totals, with 2.4 the photos one
/// total; with 2.8 nothing is won.
const MOST: f64 = 2.5;

/// What was done for a picture, and what may be.
pub struct Effort {
    /// Thousands of heights of print.
    print: f64,
    spent: f64,
    allowed: f64,
}

impl Effort {
    /// After the first look.
    pub fn after(first: &OcrPage) -> Self {
        let (print, pixels) = (print(first), f64::from(first.width) * f64::from(first.height));
        let cost = |cost: Cost| cost.fixed + cost.print * print + cost.pixels * pixels / 1e6;
        Self { print, spent: cost(FIRST), allowed: MOST * cost(PLAIN) }
    }

    /// Whether another look at the whole is in proportion; if so it counts as taken.
    pub fn takes_whole(&mut self) -> bool {
        self.takes(WHOLE.fixed + WHOLE.print * self.print)
    }

    /// The same of so many looks at single lines.
    pub fn takes_lines(&mut self, looks: usize) -> bool {
        self.takes(LINE * looks as f64)
    }

    fn takes(&mut self, cost: f64) -> bool {
        let is_allowed = self.spent + cost <= self.allowed;
        if is_allowed {
            self.spent += cost;
        }
        is_allowed
    }
}

/// How long all lines together are, in thousands of their heights.
fn print(page: &OcrPage) -> f64 {
    let lines = page.words.chunk_by(|a, b| a.line == b.line);
    let lengths = lines.map(|line| {
        let width: f64 = line.iter().map(|word| f64::from(word.bounds.width)).sum();
        let mut heights: Vec<u32> = line.iter().map(|word| word.bounds.height).collect();
        heights.sort_unstable();
        width / f64::from(heights[heights.len() / 2].max(1))
    });
    lengths.sum::<f64>() / 1e3
}

#[cfg(test)]
mod tests {
    use super::Effort;
    use page::{Bounds, OcrPage, Word};

    const NOWHERE: Bounds = Bounds { x: 0, y: 0, width: 0, height: 0 };

    /// So many lines of so many words, each four times as wide as high.
    fn page(lines: u32, words: u32) -> OcrPage {
        let word = |line, at| Word {
            text: "word".into(),
            bounds: Bounds { x: at * 90, y: line * 30, width: 80, height: 20 },
            confidence: 0.9,
            line,
        };
        let all = (0..lines).flat_map(|line| (0..words).map(move |at| word(line, at)));
        OcrPage { width: 600, height: 1_500, words: all.collect(), close: false }
    }

    fn wholes(page: &OcrPage) -> usize {
        let mut effort = Effort::after(page);
        std::iter::from_fn(|| effort.takes_whole().then_some(())).take(9).count()
    }

    #[test]
    fn a_short_receipt_may_be_looked_at_more_often_than_a_long_one() {
        assert_eq!(wholes(&page(5, 2)), 4, "starting is most of what little print costs");
        assert_eq!(wholes(&page(90, 5)), 2, "each look at much print costs as much again");
    }

    #[test]
    fn what_was_taken_counts_and_what_was_refused_does_not() {
        let mut effort = Effort::after(&page(40, 5));
        assert!(effort.takes_lines(6), "single lines are cheap");
        assert!(!effort.takes_lines(1_000), "but not a thousand of them");
        assert!(effort.takes_whole() && effort.takes_whole(), "the refused ones cost nothing");
        assert!(!effort.takes_whole(), "two wholes were taken");
    }

    #[test]
    fn a_page_without_print_or_size_is_no_trouble() {
        assert!(wholes(&OcrPage::default()) < 9, "there is an end");
        let flat = Word { text: "x".into(), bounds: NOWHERE, confidence: 0.0, line: 0 };
        assert!(wholes(&OcrPage { words: vec![flat], ..OcrPage::default() }) < 9, "no height");
    }
}

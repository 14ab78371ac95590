//! A page as lines of words with the amounts that stand on them.
use crate::amount::{self, Printed};
use page::{Bounds, OcrPage, Word};

/// More words than any receipt has; the rest of a hostile page is not looked at.
const MOST_WORDS: usize = 4_000;

/// The lines of a page, top to bottom.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    pub lines: Vec<Line>,
    /// The usual height of a word in pixels.
    pub print_height: u32,
    /// See [`OcrPage::close`].
    pub close: bool,
}

/// One line of print.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub words: Vec<Word>,
    pub text: String,
    /// The words in lower case, letters and digits only, with the usual slips undone in words.
    pub label: Vec<String>,
    /// The amounts, left to right.
    pub amounts: Vec<Printed>,
    pub bounds: Bounds,
    /// The usual height of its words.
    pub height: u32,
}

impl Sheet {
    pub fn new(page: &OcrPage) -> Self {
        let cut;
        let page = if page.words.len() > MOST_WORDS {
            cut = OcrPage { words: page.words[..MOST_WORDS].to_vec(), ..*page };
            &cut
        } else {
            page
        };
        let rows = page::rows(page);
        let lines: Vec<Line> =
            rows.iter().map(|row| Line::new(row.words.iter().map(|w| sane(w)).collect())).collect();
        let print_height =
            median(lines.iter().flat_map(|line| &line.words).map(|w| w.bounds.height));
        Self { lines, print_height, close: page.close }
    }

    /// From the left edge of the print to the right one.
    pub fn width(&self) -> u32 {
        let all = self.lines.iter().map(|line| line.bounds).reduce(|a, b| a.union(&b));
        all.map_or(1, |all| all.width)
    }
}

impl Line {
    fn new(words: Vec<Word>) -> Self {
        let text = words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
        let bounds = words.iter().map(|w| w.bounds).reduce(|a, b| a.union(&b));
        Self {
            label: words.iter().flat_map(|w| label_words(&w.text)).collect(),
            amounts: amount::find(&words),
            height: median(words.iter().map(|w| w.bounds.height)),
            bounds: bounds.unwrap_or(Bounds { x: 0, y: 0, width: 1, height: 1 }),
            text,
            words,
        }
    }

    /// A line of plainly read words, for tests of what lines say.
    #[cfg(test)]
    pub fn of_text(text: &str) -> Self {
        let bounds = |at: usize| Bounds { x: at as u32 * 100, y: 0, width: 80, height: 20 };
        let word = |(at, text): (usize, &str)| Word {
            text: text.to_owned(),
            bounds: bounds(at),
            confidence: 0.9,
            line: 0,
        };
        Self::new(text.split_whitespace().enumerate().map(word).collect())
    }

    /// How sure the recogniser was of the line, 0 to 1.
    pub fn confidence(&self) -> f32 {
        let sum: f32 = self.words.iter().map(|w| w.confidence).sum();
        sum / self.words.len().max(1) as f32
    }

    /// How many letters the line has.
    pub fn letters(&self) -> usize {
        self.text.chars().filter(|c| c.is_alphabetic()).count()
    }
}

/// The word with a confidence that is a number from 0 to 1.
fn sane(word: &Word) -> Word {
    let confidence = if word.confidence.is_nan() { 0.0 } else { word.confidence.clamp(0.0, 1.0) };
    Word { confidence, ..word.clone() }
}

fn median(values: impl Iterator<Item = u32>) -> u32 {
    let mut values: Vec<u32> = values.collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(1)
}

/// A word's label words: `Sub-Tota]:` is `sub`, `total`.
fn label_words(text: &str) -> Vec<String> {
    let lettered = text.chars().filter(|c| c.is_alphabetic()).count() * 2
        > text.chars().filter(|c| c.is_alphanumeric()).count();
    let mend = |c: char| match c {
        ']' | '|' | '!' | '1' if lettered => 'l',
        '0' if lettered => 'o',
        '5' | '$' if lettered => 's',
        '8' if lettered => 'b',
        '€' if lettered => 'e',
        c => c,
    };
    let lower: String = text.chars().map(mend).flat_map(char::to_lowercase).collect();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .flat_map(parted)
        .map(str::to_owned)
        .collect()
}

/// `TotalQty` and `GrandTotal` are two words printed as one.
fn parted(word: &str) -> Vec<&str> {
    let known = |part: &str| {
        matches!(
            part,
            "qty"
                | "gst"
                | "sst"
                | "tax"
                | "sales"
                | "amount"
                | "amt"
                | "due"
                | "payable"
                | "rm"
                | "items"
                | "grand"
                | "net"
                | "nett"
                | "final"
        )
    };
    let (front, back) = (word.strip_suffix("total"), word.strip_prefix("total"));
    match (front.filter(|f| known(f)), back.filter(|b| known(b))) {
        (Some(front), _) => vec![front, "total"],
        (_, Some(back)) => vec!["total", back],
        _ => vec![word],
    }
}

//! Text laid out in a typewriter's grid becomes a page.
use page::{Bounds, OcrPage, Word};

const WIDTH: u32 = 16;
const HEIGHT: u32 = 24;
const PITCH: u32 = 36;

/// A page with one box for each word of the text.
pub fn page(text: &str) -> OcrPage {
    let mut words = Vec::new();
    for (row, line) in text.lines().enumerate() {
        words.extend(words_of(line, row as u32));
    }
    let width = words.iter().map(|w| w.bounds.right()).max().unwrap_or(0) + WIDTH;
    OcrPage { width, height: (text.lines().count() as u32 + 1) * PITCH, words, close: false }
}

/// The words of one line of text.
pub fn words_of(line: &str, row: u32) -> Vec<Word> {
    let chars: Vec<char> = line.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = (at..chars.len()).find(|end| chars[*end].is_whitespace()).unwrap_or(chars.len());
        if end > at {
            let bounds = Bounds {
                x: at as u32 * WIDTH,
                y: row * PITCH,
                width: (end - at) as u32 * WIDTH,
                height: HEIGHT,
            };
            words.push(Word {
                text: chars[at..end].iter().collect(),
                bounds,
                confidence: 0.95,
                line: row,
            });
        }
        at = end + 1;
    }
    words
}

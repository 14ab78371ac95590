//! Letters to words and lines by where they stand: the order in which a file
//! prints them is anybody's.
use super::glyphs::Letter;
use page::{Bounds, Word};

/// What is printed is what it says it is. Not all of it: a font can lie.
const CONFIDENCE: f32 = 0.99;
/// Letters further apart than this share of their size are of two words.
const GAP: f64 = 0.15;
/// Letters on levels nearer than this share of their size are of one line.
const LEVEL: f64 = 0.35;
/// How far letters stand above the line they are written on, and below it.
const ABOVE: f64 = 0.75;
const BELOW: f64 = 0.22;

/// The words of a page, by line, then left to right.
pub(super) fn words(mut letters: Vec<Letter>) -> Vec<Word> {
    letters.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut words = Vec::new();
    for (line, mut letters) in (0..).zip(lines(letters)) {
        letters.sort_by(|a, b| a.left.total_cmp(&b.left));
        letters.dedup_by(|later, before| is_same_print(before, later));
        words.extend(split(&letters, line));
    }
    words
}

/// Letters, from the top down, by the line they stand on.
fn lines(letters: Vec<Letter>) -> Vec<Vec<Letter>> {
    let mut lines: Vec<Vec<Letter>> = Vec::new();
    for letter in letters {
        match lines.last_mut() {
            Some(line) if is_level(&line[0], &letter) => line.push(letter),
            _ => lines.push(vec![letter]),
        }
    }
    lines
}

fn is_level(first: &Letter, letter: &Letter) -> bool {
    letter.base - first.base < LEVEL * letter.size.min(first.size)
}

/// Printed twice, a hair apart, to look bold.
fn is_same_print(before: &Letter, later: &Letter) -> bool {
    before.text == later.text && later.left - before.left < (before.right - before.left) / 4.0
}

fn split(letters: &[Letter], line: u32) -> Vec<Word> {
    let is_space = |letter: &Letter| letter.text.trim().is_empty();
    let apart = |a: &Letter, b: &Letter| b.left - a.right > GAP * a.size.max(b.size);
    letters
        .chunk_by(|a, b| !is_space(a) && !is_space(b) && !apart(a, b))
        .filter(|letters| !letters.iter().all(is_space))
        .map(|letters| word(letters, line))
        .collect()
}

fn word(letters: &[Letter], line: u32) -> Word {
    let most = |side: fn(&Letter) -> f64| letters.iter().map(side).fold(f64::MIN, f64::max);
    let least = |side: fn(&Letter) -> f64| letters.iter().map(side).fold(f64::MAX, f64::min);
    let (left, right) = (least(|l| l.left), most(|l| l.right));
    let (top, bottom) = (least(|l| l.base - ABOVE * l.size), most(|l| l.base + BELOW * l.size));
    // A cast saturates: what stands left of the page begins at its edge.
    let (x, y) = (left.floor() as u32, top.floor() as u32);
    let span = |to: f64, from: u32| (to.ceil() as u32).saturating_sub(from).max(1);
    Word {
        text: letters.iter().map(|letter| letter.text.trim()).collect(),
        bounds: Bounds { x, y, width: span(right, x), height: span(bottom, y) },
        confidence: CONFIDENCE,
        line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of letters ten wide, from here on.
    fn print(text: &str, left: f64, base: f64) -> Vec<Letter> {
        let letter = |(at, letter): (usize, char)| {
            let left = left + 10.0 * at as f64;
            Letter { text: letter.into(), left, right: left + 10.0, base, size: 20.0 }
        };
        text.chars().enumerate().map(letter).collect()
    }

    fn told(letters: Vec<Letter>) -> Vec<(String, u32)> {
        words(letters).into_iter().map(|word| (word.text, word.line)).collect()
    }

    #[test]
    fn words_come_in_the_order_they_are_read_in() {
        let amount = print("23.40", 300.0, 101.0);
        let label = print("TOTAL RM", 10.0, 100.0);
        let head = print("KEDAI", 10.0, 40.0);
        let all = [amount, label, head].concat();
        let word = |text: &str, line| (text.to_owned(), line);
        assert_eq!(
            told(all),
            [word("KEDAI", 0), word("TOTAL", 1), word("RM", 1), word("23.40", 1)],
            "whatever order the file prints them in"
        );
    }

    #[test]
    fn a_gap_parts_words_where_no_space_is_printed() {
        let all =
            [print("AB", 0.0, 50.0), print("CD", 24.0, 50.0), print("EF", 45.0, 50.0)].concat();
        assert_eq!(told(all), [("AB".to_owned(), 0), ("CDEF".to_owned(), 0)]);
    }

    #[test]
    fn what_is_printed_twice_to_look_bold_is_read_once() {
        let all = [print("AAB", 0.0, 50.0), print("AAB", 0.4, 50.0)].concat();
        assert_eq!(told(all), [("AAB".to_owned(), 0)], "and a double letter stays double");
    }

    #[test]
    fn a_box_lies_around_its_print_and_within_numbers() {
        let bounds = words(print("AB", 100.0, 50.0))[0].bounds;
        assert_eq!(bounds, Bounds { x: 100, y: 35, width: 20, height: 20 });
        let outside = words(print("A", -1e12, -1e12))[0].bounds;
        assert_eq!((outside.width, outside.height), (1, 1), "nowhere on the page");
    }
}

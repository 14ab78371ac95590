//! Tesseract's table of words: one row a word, columns parted by tabs.
use page::{Bounds, Word};

/// How the table's pixels lie in the upright picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    /// Upright pixels per pixel of the table.
    pub scale: f64,
    /// Where the table's corner lies, in upright pixels; may be negative by a margin.
    pub x: f64,
    /// See `x`.
    pub y: f64,
    /// Of the upright picture.
    pub width: u32,
    /// Of the upright picture.
    pub height: u32,
}

const WORD: &str = "5";

/// The words of the table in its order, without those that are only white space.
pub(crate) fn words(table: &str, place: &Place) -> Vec<Word> {
    let mut line = None;
    let mut number = 0;
    let mut words = Vec::new();
    for row in table.lines() {
        let cells: Vec<&str> = row.splitn(12, '\t').collect();
        let [WORD, page, block, paragraph, in_block, _, x, y, w, h, confidence, text] = cells[..]
        else {
            continue;
        };
        let Some(bounds) = bounds([x, y, w, h], place) else { continue };
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let here = (page.to_owned(), block.to_owned(), paragraph.to_owned(), in_block.to_owned());
        if line.as_ref().is_some_and(|before| *before != here) {
            number += 1;
        }
        line = Some(here);
        words.push(Word {
            text: text.to_owned(),
            bounds,
            confidence: share(confidence),
            line: number,
        });
    }
    words
}

/// Hundredths to a share; what is no number is no confidence.
fn share(confidence: &str) -> f32 {
    let hundredths = confidence.parse::<f32>().ok().filter(|value| value.is_finite());
    (hundredths.unwrap_or(0.0) / 100.0).clamp(0.0, 1.0)
}

fn bounds(cells: [&str; 4], place: &Place) -> Option<Bounds> {
    let [x, y, w, h] = cells.map(|cell| cell.parse::<u32>().ok().map(f64::from));
    let (left, top, w, h) = (x?, y?, w?, h?);
    let (x, width) = span(left, w, place.scale, place.x, place.width);
    let (y, height) = span(top, h, place.scale, place.y, place.height);
    Some(Bounds { x, y, width, height })
}

/// One direction: where it begins and how long it is, within the picture, at least 1.
fn span(start: f64, length: f64, scale: f64, offset: f64, limit: u32) -> (u32, u32) {
    let last = f64::from(limit.max(1)) - 1.0;
    let from = (start * scale + offset).floor().clamp(0.0, last);
    let to = ((start + length) * scale + offset).ceil().clamp(from + 1.0, last + 1.0);
    (from as u32, (to - from) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place { scale: 0.5, x: 100.0, y: 0.0, width: 200, height: 40 };

    #[test]
    fn words_come_with_their_place_in_the_upright_picture() {
        let table = "5\t1\t1\t1\t1\t1\t20\t10\t40\t20\t96.5\tTOTAL\n\
                     5\t1\t1\t1\t1\t2\t80\t10\t40\t20\t-1\t \n\
                     4\t1\t1\t1\t2\t0\t0\t0\t9\t9\t-1\t\n\
                     5\t1\t1\t1\t2\t1\t150\t60\t90\t90\tnan\t9.00\n";
        let words = words(table, &PLACE);
        let texts: Vec<_> = words.iter().map(|word| (word.text.as_str(), word.line)).collect();
        assert_eq!(texts, [("TOTAL", 0), ("9.00", 1)], "blanks are no words");
        assert_eq!(words[0].bounds, Bounds { x: 110, y: 5, width: 20, height: 10 });
        assert_eq!(words[1].bounds, Bounds { x: 175, y: 30, width: 25, height: 10 }, "cut to it");
        assert_eq!(words[1].confidence, 0.0, "no number may cross the wire as null");
    }

    #[test]
    fn a_malformed_table_is_no_panic() {
        for table in
            ["", "5\t1", "5\t1\t1\t1\t1\t1\t-4\tx\t40\t20\t96.5\tTOTAL", "\t\t\t\t\t\t\t\t\t\t\t\t"]
        {
            assert!(words(table, &PLACE).is_empty(), "{table:?}");
        }
    }
}

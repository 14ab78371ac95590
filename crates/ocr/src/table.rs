//! Tesseract's table of words: one row a word, columns parted by tabs.
use page::{Bounds, Word};

/// How the table's pixels lie in the upright picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    /// Upright pixels per pixel of the table, across.
    pub scale: f64,
    /// How much lower than wide the table's pixels were made: 1 for not at all.
    pub squat: f64,
    /// Sine and cosine of the angle by which the table's rows fall in the upright picture.
    pub turn: (f64, f64),
    /// Where the table's corner lies, in upright pixels; may be negative by a margin.
    pub x: f64,
    /// See `x`.
    pub y: f64,
    /// Of the upright picture.
    pub width: u32,
    /// Of the upright picture.
    pub height: u32,
}

/// No turn.
pub(crate) const STRAIGHT: (f64, f64) = (0.0, 1.0);

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
    let (top, h) = (top / place.squat, h / place.squat);
    let (x, y) = place.upright(left + w / 2.0, top + h / 2.0);
    let (x, width) = span(x, w * place.scale, place.width);
    let (y, height) = span(y, h * place.scale, place.height);
    Some(Bounds { x, y, width, height })
}

impl Place {
    /// Where a point of the table lies. A word keeps its size: a box around a
    /// slanted one would reach into the lines above and below.
    fn upright(&self, x: f64, y: f64) -> (f64, f64) {
        let (sin, cos) = self.turn;
        (self.x + self.scale * (cos * x - sin * y), self.y + self.scale * (sin * x + cos * y))
    }
}

/// One direction: where it begins and how long it is, within the picture, at least 1.
fn span(middle: f64, length: f64, limit: u32) -> (u32, u32) {
    let last = f64::from(limit.max(1)) - 1.0;
    let from = (middle - length / 2.0).floor().clamp(0.0, last);
    let to = (middle + length / 2.0).ceil().clamp(from + 1.0, last + 1.0);
    (from as u32, (to - from) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place =
        Place { scale: 0.5, squat: 1.0, turn: STRAIGHT, x: 100.0, y: 0.0, width: 200, height: 40 };

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
    fn what_was_straightened_lies_where_it_is_printed() {
        let turn = 5_f64.to_radians().sin_cos();
        let place = Place { scale: 1.0, squat: 0.5, turn, x: 0.0, y: 0.0, width: 900, height: 900 };
        let words = words("5\t1\t1\t1\t1\t1\t400\t45\t40\t10\t96.5\tTOTAL\n", &place);
        let Bounds { x, y, width, height } = words[0].bounds;
        assert!(x.abs_diff(390) <= 2 && y.abs_diff(126) <= 2, "it falls to the right: {x}, {y}");
        assert!(width <= 42 && height <= 22, "as large as it was read: {width} x {height}");
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

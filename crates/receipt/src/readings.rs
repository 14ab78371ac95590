//! Several readings of one picture, seen as one: which of their lines are the same print.
use crate::sheet::{Line, Sheet};
use crate::spelling;
use page::{Bounds, OcrPage};

/// Readings of the same upright picture, the first one leading.
#[derive(Debug, Clone)]
pub(crate) struct Readings {
    pub sheets: Vec<Sheet>,
    /// For each sheet, the row of print that each of its lines shows; rows count from the top.
    rows: Vec<Vec<usize>>,
}

impl Readings {
    /// Pages whose coordinates are those of the same picture.
    pub fn of(pages: &[OcrPage]) -> Self {
        Self::new(spelling::agreed(pages).iter().map(Sheet::new).collect())
    }

    /// Sheets whose coordinates are those of the same picture.
    pub fn new(sheets: Vec<Sheet>) -> Self {
        let rows = rows(&sheets);
        Self { sheets, rows }
    }

    /// What the readings that saw a candidate, and those that saw another one there,
    /// say of how sure it is.
    pub fn certainty(&self, seen: Seen, against: Seen) -> [(&'static str, f32); 9] {
        let flag = |holds: bool| f32::from(u8::from(holds));
        let wholes = self.whole().count();
        let looked_closer = self.sheets.len() > wholes;
        [
            ("seen again", flag(seen.whole() > 1)),
            ("seen once of several", flag(wholes > 1 && seen.whole() == 1)),
            ("seen closely", flag(seen.close() > 0)),
            ("seen closely again", flag(seen.close() > 1)),
            ("not seen closely", flag(looked_closer && seen.close() == 0)),
            ("only closely", flag(seen.whole() == 0 && seen.close() > 0)),
            ("against", flag(against.whole() > 0)),
            ("closely against", flag(against.close() > 0)),
            ("closely outvoted", flag(against.close() > seen.close())),
        ]
    }

    /// The readings of the whole picture.
    pub fn whole(&self) -> impl Iterator<Item = &Sheet> {
        self.sheets.iter().filter(|sheet| !sheet.close)
    }

    /// The row of a line.
    pub fn row(&self, sheet: usize, line: usize) -> usize {
        self.rows.get(sheet).and_then(|rows| rows.get(line)).copied().unwrap_or(line)
    }
}

/// Which readings saw something: a bit for each of the first sixteen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Seen {
    whole: u16,
    close: u16,
}

impl Seen {
    /// By the reading of this number.
    pub fn by(at: usize, sheet: &Sheet) -> Self {
        let bit = u32::try_from(at).ok().and_then(|at| 1_u16.checked_shl(at)).unwrap_or(0);
        if sheet.close { Self { whole: 0, close: bit } } else { Self { whole: bit, close: 0 } }
    }

    /// By one or by both.
    pub fn and(self, other: Self) -> Self {
        Self { whole: self.whole | other.whole, close: self.close | other.close }
    }

    /// By these and not by those.
    pub fn without(self, other: Self) -> Self {
        Self { whole: self.whole & !other.whole, close: self.close & !other.close }
    }

    /// How many readings of the whole picture.
    pub fn whole(self) -> u32 {
        self.whole.count_ones()
    }

    /// How many readings of either kind.
    pub fn all(self) -> u32 {
        self.whole() + self.close()
    }

    /// How many readings of single lines.
    pub fn close(self) -> u32 {
        self.close.count_ones()
    }

    /// What it says for a candidate, and what those say that saw another one there.
    pub fn features(self, against: Self) -> [(&'static str, f32); 6] {
        let count = |many: u32| many.min(3) as f32;
        let alone = self.whole() == 0 && self.close() > 0;
        let outvoted = against.close() > self.close();
        [
            ("seen", count(self.whole())),
            ("seen closely", count(self.close())),
            ("only closely", f32::from(u8::from(alone))),
            ("against", count(against.whole())),
            ("closely against", count(against.close())),
            ("closely outvoted", f32::from(u8::from(outvoted))),
        ]
    }
}

/// A row of print as one or several readings saw it.
struct Print<'a> {
    line: &'a Line,
    seen: Vec<(usize, usize)>,
}

/// Each line of the first sheet is a row; a later sheet's line is the row it shares most words with, else a new one.
fn rows(sheets: &[Sheet]) -> Vec<Vec<usize>> {
    let mut prints: Vec<Print<'_>> = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let known = prints.len();
        for (number, line) in sheet.lines.iter().enumerate() {
            match same_print(&prints[..known], line) {
                Some(print) => prints[print].seen.push((at, number)),
                None => prints.push(Print { line, seen: vec![(at, number)] }),
            }
        }
    }
    if sheets.len() > 1 {
        prints.sort_by_key(|print| middle(print.line.bounds));
    }
    let mut rows: Vec<Vec<usize>> = sheets.iter().map(|sheet| vec![0; sheet.lines.len()]).collect();
    for (row, print) in prints.iter().enumerate() {
        print.seen.iter().for_each(|(sheet, line)| rows[*sheet][*line] = row);
    }
    rows
}

fn same_print(prints: &[Print<'_>], line: &Line) -> Option<usize> {
    let shared = |print: &Print<'_>| {
        if !meets(print.line.bounds, line.bounds) {
            return 0;
        }
        let words = print.line.words.iter().take(MOST_COMPARED);
        words
            .map(|a| {
                line.words.iter().take(MOST_COMPARED).filter(|b| covers(a.bounds, b.bounds)).count()
            })
            .sum()
    };
    let best = prints
        .iter()
        .map(shared)
        .enumerate()
        .max_by_key(|(at, n): &(usize, usize)| (*n, std::cmp::Reverse(*at)));
    best.filter(|(_, shared)| *shared > 0).map(|(at, _)| at)
}

/// Words of a line that are compared; a longer line is no print.
const MOST_COMPARED: usize = 24;

fn middle(bounds: Bounds) -> u32 {
    bounds.y.saturating_add(bounds.height / 2)
}

fn meets(a: Bounds, b: Bounds) -> bool {
    a.y < b.bottom() && b.y < a.bottom() && a.x < b.right() && b.x < a.right()
}

/// Whether the middle of each lies at the level of the other, and they share some width.
fn covers(a: Bounds, b: Bounds) -> bool {
    let level = |a: Bounds, b: Bounds| (a.y..a.bottom()).contains(&middle(b));
    level(a, b) && level(b, a) && a.x < b.right() && b.x < a.right()
}

#[cfg(test)]
mod tests {
    use super::Readings;
    use crate::sheet::Sheet;
    use page::{Bounds, OcrPage, Word};

    fn sheet(lines: &[(u32, u32, &str)]) -> Sheet {
        let word = |(at, (x, y, text)): (usize, &(u32, u32, &str))| Word {
            text: (*text).to_owned(),
            bounds: Bounds { x: *x, y: *y, width: 100, height: 20 },
            confidence: 0.9,
            line: at as u32,
        };
        let words = lines.iter().enumerate().map(word).collect();
        Sheet::new(&OcrPage { width: 500, height: 500, words, close: false })
    }

    #[test]
    fn lines_of_the_same_print_are_one_row() {
        let first = sheet(&[(10, 10, "KEDAI"), (10, 100, "TOTAL")]);
        let second = sheet(&[(14, 12, "KEDA1"), (10, 50, "ROTI"), (200, 102, "9.00")]);
        let readings = Readings::new(vec![first, second]);
        assert_eq!(readings.row(1, 0), readings.row(0, 0), "a few pixels apart is the same print");
        assert_eq!(readings.row(1, 1), 1, "what only one saw gets its place from the top");
        assert_ne!(readings.row(1, 2), readings.row(0, 1), "side by side is no shared word");
        assert_eq!(readings.row(0, 1), 2, "rows count from the top over all readings");
    }
}

//! Days inside longer numbers: many tills number their receipts by the day.
use crate::readings::Readings;
use jiff::civil::Date;

/// A run of digits that is no longer can be the day itself.
const LONGER: usize = 9;
/// More runs than any receipt has.
const MOST: usize = 200;

/// The runs of digits of all readings that are longer than a day: `2201605190112`.
pub(super) fn runs(readings: &Readings) -> Vec<String> {
    let words = readings.sheets.iter().flat_map(|sheet| &sheet.lines).flat_map(|line| &line.words);
    let split = words.flat_map(|word| word.text.split(|c: char| !c.is_ascii_digit()));
    split.filter(|run| run.len() >= LONGER).take(MOST).map(str::to_owned).collect()
}

/// Whether one of them holds the day, as `20160519`, `160519`, `19052016` or `190516`.
pub(super) fn hold(runs: &[String], day: Date) -> bool {
    let (year, month, day) = (day.year(), day.month(), day.day());
    let short = year.rem_euclid(100);
    // The long forms hold one of the short ones or stand for themselves.
    let forms = [
        format!("{short:02}{month:02}{day:02}"),
        format!("{day:02}{month:02}{short:02}"),
        format!("{day:02}{month:02}{year:04}"),
    ];
    runs.iter().any(|run| forms.iter().any(|form| run.contains(form.as_str())))
}

#[cfg(test)]
mod tests {
    use super::{hold, runs};
    use crate::{readings::Readings, sheet::Sheet};
    use jiff::civil::date;
    use page::{Bounds, OcrPage, Word};

    fn readings(text: &str) -> Readings {
        let word = |text: &str| Word {
            text: text.to_owned(),
            bounds: Bounds { x: 0, y: 0, width: 100, height: 20 },
            confidence: 0.9,
            line: 0,
        };
        let words = text.split(' ').map(word).collect();
        Readings::new(vec![Sheet::new(&OcrPage { width: 500, height: 50, words, close: false })])
    }

    #[test]
    fn a_receipts_number_tells_its_day() {
        for text in ["KPBO2201605190112", "No:01160519007", "A190516/1 1905160004", "#190520169"] {
            let runs = runs(&readings(text));
            assert!(hold(&runs, date(2016, 5, 19)), "{text}");
            assert!(!hold(&runs, date(2015, 5, 19)), "{text} says another year");
        }
    }

    #[test]
    fn a_day_alone_does_not_tell_itself() {
        let runs = runs(&readings("20160519 190516 19/05/2016"));
        assert!(!hold(&runs, date(2016, 5, 19)), "only longer numbers are asked");
    }
}

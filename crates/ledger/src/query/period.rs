//! A year, a month or a day as typed.
use jiff::{ToSpan, civil::Date};

/// The first day and, where the calendar goes on, the day after the last one.
pub(super) fn parse(text: &str) -> Option<(Date, Option<Date>)> {
    let mut parts = text.split(['-', '/']);
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2)).map_or(Some(None), |m| m.map(Some))?;
    let day = parts.next().map(|part| number(part, 2)).map_or(Some(None), |d| d.map(Some))?;
    if parts.next().is_some() {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1) as i8, day.unwrap_or(1) as i8).ok()?;
    let span = match (month, day) {
        (None, _) => 1.year(),
        (_, None) => 1.month(),
        _ => 1.day(),
    };
    Some((first, first.checked_add(span).ok()))
}

/// One to `digits` digits; a year needs all four.
fn number(text: &str, digits: usize) -> Option<i16> {
    let fits = (1..=digits).contains(&text.len()) && (digits < 4 || text.len() == 4);
    (fits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

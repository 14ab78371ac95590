//! Amounts as they are printed, and as they are misread.
mod token;

use page::{Bounds, Word};
use token::plain_digits;
pub(crate) use token::{digit, read};

/// An amount on a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Printed {
    /// Ten-thousandths, so that unit prices with four decimals fit.
    pub units: i64,
    /// Decimals as printed: 2 for most amounts, 3 or 4 for unit prices.
    pub decimals: u8,
    /// Characters that had to be taken for digits, a separator that was missing.
    pub slips: u8,
    /// A unit follows: `39.42 litre` is no money.
    pub measure: bool,
    /// The separator between whole and fraction was seen.
    pub separated: bool,
    /// Index of its first word on the line.
    pub first: usize,
    /// Index of its last word on the line.
    pub last: usize,
    pub bounds: Bounds,
    /// The recogniser's, 0 to 1.
    pub confidence: f32,
}

impl Printed {
    /// Hundredths, unless more decimals than that are in use.
    pub fn cents(&self) -> Option<i64> {
        (self.units % 100 == 0).then_some(self.units / 100)
    }

    /// Whether it looks like a price and not like a weight or a rate.
    pub fn is_price(&self) -> bool {
        self.separated && self.decimals == 2 && !self.measure
    }
}

/// The amounts of a line's words, left to right.
pub(crate) fn find(words: &[Word]) -> Vec<Printed> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match (1..=3).rev().find_map(|count| joined(words, at, count)) {
            Some(printed) => {
                at = printed.last + 1;
                found.push(printed);
            }
            None => at += 1,
        }
    }
    found
}

/// The amount that `count` words from `at` make together.
fn joined(words: &[Word], at: usize, count: usize) -> Option<Printed> {
    let parts = words.get(at..at + count)?;
    let text = match parts {
        [only] => only.text.clone(),
        [sign, rest @ ..] if is_sign(&sign.text) && touches(sign, &rest[0]) => {
            format!("-{}", glue(rest)?)
        }
        parts => glue(parts)?,
    };
    let read = read(&text)?;
    let bounds = parts.iter().map(|w| w.bounds).reduce(|a, b| a.union(&b))?;
    let confidence = parts.iter().map(|w| w.confidence).fold(1.0, f32::min);
    let measure = words.get(at + count).is_some_and(|next| is_unit(&next.text));
    Some(Printed { first: at, last: at + count - 1, bounds, confidence, measure, ..read })
}

fn is_unit(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    matches!(bare.as_str(), "litre" | "litres" | "liter" | "ltr" | "kg" | "kgs" | "km")
}

fn is_sign(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "~" | "-$" | "-RM")
}

/// A dash far from the amount is a leader, not a minus.
fn touches(sign: &Word, next: &Word) -> bool {
    next.bounds.x.saturating_sub(sign.bounds.right()) <= next.bounds.height
}

/// Joins what print or a recogniser tore: `4.` `40`, `15,` `56SR`, `44` `,40`, `RM` `5.00` stays apart.
fn glue(parts: &[Word]) -> Option<String> {
    let mut text = parts.first()?.text.clone();
    for part in &parts[1..] {
        let open = text.ends_with(['.', ',']) && text.chars().any(|c| c.is_ascii_digit());
        let fraction =
            part.text.starts_with(['.', ',']) && text.ends_with(|c: char| c.is_ascii_digit());
        let starts_with_digit = part.text.chars().next().is_some_and(|c| digit(c).is_some());
        if !(fraction || open && starts_with_digit || matches!(part.text.as_str(), "-")) {
            return None;
        }
        text.push_str(&part.text);
    }
    Some(text)
}

/// The amount whose separator got lost: `8091`, or `7` `00`, at the end of a line.
pub(crate) fn without_separator(words: &[Word]) -> Option<Printed> {
    let (last, before) = words.split_last()?;
    let tail = plain_digits(&last.text)?;
    let head = before
        .last()
        .and_then(|w| plain_digits(&w.text))
        .filter(|head| tail.len() == 2 && head.len() <= 4);
    let (text, first, bounds) = match (&head, tail.len()) {
        (Some(head), _) => {
            (format!("{head}{tail}"), words.len() - 2, before.last()?.bounds.union(&last.bounds))
        }
        (None, 3..=6) => (tail, words.len() - 1, last.bounds),
        _ => return None,
    };
    let cents: i64 = text.parse().ok()?;
    Some(Printed {
        units: cents * 100,
        decimals: 2,
        slips: 1,
        measure: false,
        separated: false,
        first,
        last: words.len() - 1,
        bounds,
        confidence: last.confidence,
    })
}

//! Amounts as they are printed, and as they are misread.
use page::{Bounds, Word};

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

/// Larger than any receipt's amount; guards the arithmetic.
const MOST_WHOLE_DIGITS: usize = 9;

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

/// Reads one token.
pub(crate) fn read(token: &str) -> Option<Printed> {
    let (negative, body) = unsigned(token);
    let body = without_mark(body);
    let (after_mark_negative, body) = match body.strip_prefix(['-', '~', '–']) {
        Some(rest) => (true, rest),
        None => (false, body),
    };
    let (whole, fraction, slips) = split(body)?;
    let (whole, whole_slips) = digits(&whole)?;
    let decimals = fraction.len() as u8;
    let units = whole
        .checked_mul(10_000)?
        .checked_add(fraction.parse::<i64>().ok()? * 10_i64.pow(4 - u32::from(decimals)))?;
    let units = if negative || after_mark_negative { -units } else { units };
    let nowhere = Bounds { x: 0, y: 0, width: 1, height: 1 };
    Some(Printed {
        units,
        decimals,
        slips: slips + whole_slips,
        measure: false,
        separated: true,
        first: 0,
        last: 0,
        bounds: nowhere,
        confidence: 0.0,
    })
}

/// Takes a minus before or behind, or brackets, away.
fn unsigned(token: &str) -> (bool, &str) {
    let token = token.trim_matches([
        ':', '=', '*', '"', '\'', '“', '”', '‘', '’', ';', '«', '»', '#', '_', '|', '@',
    ]);
    if let Some(inner) = token.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        return (true, inner);
    }
    let token = token.trim_matches(['(', ')', '[', ']', '{', '}']);
    if let Some(rest) = token.strip_prefix(['-', '–', '—', '~']) {
        return (true, rest.trim_start_matches(['-', '–', '~']));
    }
    match token.strip_suffix(['-', '–']) {
        Some(rest) if rest.ends_with(|c: char| c.is_ascii_digit()) => (true, rest),
        _ => (false, token.trim_end_matches(['-', '.', ','])),
    }
}

/// Currency marks, and what `RM` is often read as.
const MARKS: &[&str] = &[
    "US$", "USD", "S$", "SGD", "A$", "MYR", "EUR", "GBP", "RM", "RN", "RH", "AM", "BM", "FM", "PM",
    "KM", "RI", "R4", "$", "€", "£", "R", "M", "§",
];

fn without_mark(body: &str) -> &str {
    let upper = body.get(..3.min(body.len())).unwrap_or("").to_ascii_uppercase();
    let mark = MARKS.iter().find(|mark| {
        let prefix = upper.starts_with(**mark) || body.starts_with(**mark);
        prefix
            && body.get(mark.len()..).is_some_and(|rest| {
                let rest = rest.trim_start_matches(['.', ':', '-', '~', '$', ' ']);
                rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'O' | 'l' | 'I'))
            })
    });
    let rest = mark.and_then(|mark| body.get(mark.len()..)).unwrap_or(body);
    if mark.is_some() { rest.trim_start_matches(['.', ':', '$', ' ']) } else { rest }
}

/// Whole part, fraction of 2 to 4 digits, and slips of the fraction.
fn split(body: &str) -> Option<(String, String, u8)> {
    let at = body.rfind(['.', ',', '·'])?;
    let separator = body[at..].chars().next()?;
    let (whole, rest) = (&body[..at], &body[at + separator.len_utf8()..]);
    let rest: Vec<char> = rest.chars().collect();
    let length = fraction_length(&rest)?;
    let suffix: String = rest[length..].iter().collect();
    let whole_bare = whole.trim_start_matches(['.', ',']);
    if !is_tax_code(&suffix)
        || length == 3 && separator == ','
        || length != 2 && whole_bare.is_empty()
    {
        return None;
    }
    let mut slips = 0;
    let mut fraction = String::new();
    for c in &rest[..length] {
        slips += u8::from(!c.is_ascii_digit());
        fraction.push(digit(*c)?);
    }
    Some((whole.to_owned(), fraction, slips))
}

/// How many of the characters behind the separator are the fraction.
fn fraction_length(rest: &[char]) -> Option<usize> {
    let run = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    match run {
        2 => Some(2),
        // `10,288R` is 10.28 with the tax code SR.
        3 | 4 if rest.get(run).is_some_and(|c| *c == 'R') => Some(2),
        3 | 4 if rest.len() <= run + 1 => Some(run),
        _ => {
            let two = rest.get(..2)?;
            let one_real = two.iter().any(char::is_ascii_digit)
                || two.iter().all(|c| matches!(c, 'O' | 'o' | 'D' | 'Q'));
            (run < 2 && one_real && two.iter().all(|c| digit(*c).is_some())).then_some(2)
        }
    }
}

/// `SR`, `ZRL`, `T`, `*`: what is printed behind an amount; not `%`, units or more digits.
fn is_tax_code(suffix: &str) -> bool {
    let bare = suffix.trim_matches([
        '*', '.', ',', '-', ')', ']', '|', ' ', ':', ';', '\'', '"', '/', '€', '$', '¢', '}', '“',
        '”', '’', '‘', '°',
    ]);
    let unit = matches!(
        bare.to_ascii_lowercase().as_str(),
        "kg" | "g" | "l" | "ml" | "am" | "pm" | "uhr" | "cm" | "mm" | "lb" | "oz" | "km"
    );
    let lettered = bare.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '8' | '5' | '@'));
    let misread_code = !bare.starts_with(['8', '5']) || bare.ends_with(['R', 'S']);
    bare.chars().count() <= 4 && !unit && lettered && misread_code
}

/// The whole part's value: digits, perhaps in groups of three, perhaps misread.
fn digits(whole: &str) -> Option<(i64, u8)> {
    let groups: Vec<&str> = whole.split([',', '.', '\'', '’']).collect();
    let grouped = groups.len() > 1;
    let sizes_fit = groups.iter().skip(1).all(|group| group.chars().count() == 3)
        && groups[0].chars().count() <= 3;
    if grouped && !sizes_fit {
        return None;
    }
    let mut slips = 0;
    let mut text = String::new();
    for c in groups.concat().chars() {
        slips += u8::from(!c.is_ascii_digit());
        text.push(digit(c)?);
    }
    let mostly_digits = usize::from(slips) * 2 <= text.len().max(1) || slips <= 1;
    if text.len() > MOST_WHOLE_DIGITS || !mostly_digits {
        return None;
    }
    if text.is_empty() { Some((0, 1)) } else { Some((text.parse().ok()?, slips)) }
}

/// The digit that a character is, or is taken for.
pub(crate) fn digit(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => c,
        'O' | 'o' | 'Q' | 'D' => '0',
        'l' | 'I' | '|' | '!' | 'i' | ']' | '[' => '1',
        'Z' | 'z' => '2',
        'S' | 's' => '5',
        'G' | 'b' => '6',
        'B' | '&' => '8',
        'g' | 'q' => '9',
        _ => return None,
    })
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

fn plain_digits(text: &str) -> Option<String> {
    let (_, body) = unsigned(text);
    let body = without_mark(body);
    (!body.is_empty() && body.bytes().all(|b| b.is_ascii_digit())).then(|| body.to_owned())
}

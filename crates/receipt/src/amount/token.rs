//! One token as an amount, as printed and as misread.
use super::Printed;
use page::Bounds;

/// Larger than any receipt's amount; guards the arithmetic.
pub(super) const MOST_WHOLE_DIGITS: usize = 9;

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
pub(super) fn unsigned(token: &str) -> (bool, &str) {
    let token = token.trim_matches([
        ':', '=', '*', '+', '"', '\'', '“', '”', '‘', '’', ';', '«', '»', '#', '_', '|', '@',
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
pub(super) const MARKS: &[&str] = &[
    "US$", "USD", "S$", "SGD", "A$", "MYR", "EUR", "GBP", "RM", "RN", "RH", "AM", "BM", "FM", "PM",
    "KM", "RI", "R4", "$", "€", "£", "R", "M", "§",
];

pub(super) fn without_mark(body: &str) -> &str {
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
pub(super) fn split(body: &str) -> Option<(String, String, u8)> {
    let at = body.rfind(['.', ',', '·'])?;
    let separator = body[at..].chars().next()?;
    // `2..50`: a point read twice.
    let whole = body[..at].strip_suffix(separator).unwrap_or(&body[..at]);
    let rest = &body[at + separator.len_utf8()..];
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
pub(super) fn fraction_length(rest: &[char]) -> Option<usize> {
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
pub(super) fn is_tax_code(suffix: &str) -> bool {
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
pub(super) fn digits(whole: &str) -> Option<(i64, u8)> {
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

pub(super) fn plain_digits(text: &str) -> Option<String> {
    let (_, body) = unsigned(text);
    let body = without_mark(body);
    (!body.is_empty() && body.bytes().all(|b| b.is_ascii_digit())).then(|| body.to_owned())
}

#[cfg(test)]
mod tests {
    use super::read;
    use proptest::prelude::*;

    #[test]
    fn amounts_as_printed_and_as_misread() {
        for (token, units, decimals) in [
            ("5.00", 50_000, 2),
            ("1,234.50", 12_345_000, 2),
            ("1.471,60", 14_716_000, 2),
            ("7,95", 79_500, 2),
            ("RM5.00", 50_000, 2),
            ("$12.40", 124_000, 2),
            ("-$3.20", -32_000, 2),
            ("-RM0.02", -200, 2),
            ("1.84-", -18_400, 2),
            ("(5.00)", -50_000, 2),
            (".50", 5_000, 2),
            ("3.5000", 35_000, 4),
            ("2.050", 20_500, 3),
            ("5.90SR", 59_000, 2),
            ("10,288R", 102_800, 2),
            ("3.OO", 30_000, 2),
            ("1l.00", 110_000, 2),
            ("S.50", 55_000, 2),
            ("9.00*", 90_000, 2),
            ("8,83", 88_300, 2),
            ("2..50", 25_000, 2),
            ("+$4.00", 40_000, 2),
        ] {
            let found = read(token).map(|a| (a.units, a.decimals));
            assert_eq!(found, Some((units, decimals)), "{token}");
        }
    }

    #[test]
    fn what_is_no_amount() {
        for token in [
            "",
            ".",
            "12",
            "18.04.2020",
            "11.02.18",
            "12:30",
            "6.00%",
            "1,234",
            "0.5kg",
            "A.BC",
            "19.30Uhr",
            "1.23.456,7",
            "03-2078.23",
            "99999999999999.00",
        ] {
            assert_eq!(read(token).map(|a| a.units), None, "{token}");
        }
    }

    proptest! {
        #[test]
        fn printed_amounts_come_back(cents in 0_i64..100_000_000, comma: bool) {
            let (whole, fraction) = (cents / 100, cents % 100);
            let text = if comma { format!("{whole},{fraction:02}") } else { format!("{whole}.{fraction:02}") };
            prop_assert_eq!(read(&text).and_then(|a| a.cents()), Some(cents), "{}", text);
        }

        #[test]
        fn no_token_breaks_it(token in ".{0,24}") {
            prop_assert!(read(&token).is_none_or(|a| a.decimals <= 4), "{}", token);
        }
    }
}

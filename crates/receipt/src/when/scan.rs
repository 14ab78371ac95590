//! Dates in a line of text, as printed and as misread.
use super::{
    mend::{mended, sevens},
    token::{Token, tokens},
};
use jiff::civil::Date;

/// A date on a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spotted {
    pub order: Order,
    /// How plainly it is a date.
    pub trust: f32,
}

/// What is known of the order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Order {
    Known(Date),
    /// Two numbers, day and month in either order, and the year.
    Unknown(i8, i8, i16),
}

/// English, Malay and German, by their first letters.
const MONTHS: &[(&str, i8)] = &[
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("mac", 3),
    ("mär", 3),
    ("maer", 3),
    ("apr", 4),
    ("may", 5),
    ("mei", 5),
    ("mai", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("ogo", 8),
    ("ogos", 8),
    ("sep", 9),
    ("oct", 10),
    ("okt", 10),
    ("0ct", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("dis", 12),
    ("dun", 6),
    ("jui", 7),
    ("au9", 8),
    ("n0v", 11),
];

/// The dates of a line.
pub(super) fn dates(text: &str) -> Vec<Spotted> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match date_at(&tokens[at..]) {
            Some((spotted, used)) => {
                let glued = at > 0 && !matches!(tokens[at - 1], Token::Gap(_));
                found.push(Spotted {
                    trust: spotted.trust - if glued { 0.6 } else { 0.0 },
                    ..spotted
                });
                found.extend(other_way(&tokens[at..]));
                at += used;
            }
            None => at += 1,
        }
    }
    found
}

/// `8 Jun 26, 15`: the eighth of June 2026, or June 26th, 2015 behind another number.
fn other_way(tokens: &[Token]) -> Option<Spotted> {
    let from_month = tokens.iter().take(3).position(|token| matches!(token, Token::Word(_)))?;
    let (spotted, _) = name_and_day(&tokens[from_month..]).filter(|_| from_month > 0)?;
    Some(Spotted { trust: spotted.trust - 0.5, ..spotted })
}

fn date_at(tokens: &[Token]) -> Option<(Spotted, usize)> {
    numeric(tokens)
        .or_else(|| day_and_name(tokens))
        .or_else(|| name_and_day(tokens))
        .or_else(|| compact(tokens))
        .or_else(|| sevens(tokens))
        .or_else(|| mended(tokens))
}

/// `25/12/2018`, `25-12-18`, `2018-12-25`, `11.02.18`, `25 12 2018`.
fn numeric(tokens: &[Token]) -> Option<(Spotted, usize)> {
    let [
        Token::Number(a),
        Token::Gap(g1),
        Token::Number(b),
        Token::Gap(g2),
        Token::Number(c),
        rest @ ..,
    ] = tokens
    else {
        return None;
    };
    let (s1, s2) = (separator(g1)?, separator(g2)?);
    let spaced = s1 == ' ' || s2 == ' ';
    if c.len() == 4 && year(c).is_none() && a.len() <= 2 {
        return None;
    }
    let more = matches!(rest, [Token::Gap(g), Token::Number(_), ..] if separator(g) == Some(s2) && s2 != ' ');
    if more || spaced && c.len() != 4 || s1 != s2 && c.len() != 4 || is_time(rest) {
        return None;
    }
    let trust = if spaced { -0.8 } else { f32::from(u8::from(s1 == s2)) * 0.4 }
        + if s1 == '.' { -0.1 } else { 0.0 };
    if a.len() == 4 && b.len() <= 2 && c.len() <= 2 {
        let date = Date::new(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?)
            .ok()
            .filter(|date| plausible(date.year()))?;
        return Some((Spotted { order: Order::Known(date), trust: trust + 0.3 }, 5));
    }
    let year = year(c)?;
    let (a, b) = (small(a)?, small(b)?);
    let valid = Date::new(year, b, a).is_ok() || Date::new(year, a, b).is_ok();
    let long_year = if c.len() == 4 { 0.4 } else { 0.0 };
    valid.then_some((Spotted { order: Order::Unknown(a, b, year), trust: trust + long_year }, 5))
}

/// `12.17.26 PM`: what follows says that these were hours, minutes and seconds.
fn is_time(rest: &[Token]) -> bool {
    let half = |word: &str| matches!(word, "am" | "pm");
    match rest {
        [Token::Word(word), ..] => half(word),
        [Token::Gap(gap), Token::Word(word), ..] => gap.trim().is_empty() && half(word),
        _ => false,
    }
}

/// `14/Jun/2017`, `07 May 2018`, `14Jun17`.
fn day_and_name(tokens: &[Token]) -> Option<(Spotted, usize)> {
    let mut cursor = Cursor { tokens, used: 0 };
    let day = small(cursor.number()?)?;
    cursor.skip_ordinal();
    let month = cursor.month()?;
    let year = year(cursor.number()?)?;
    known(year, month, day, cursor.used)
}

/// `Jun 14, 2017`, `May 7 18`.
fn name_and_day(tokens: &[Token]) -> Option<(Spotted, usize)> {
    let mut cursor = Cursor { tokens, used: 0 };
    let month = cursor.month()?;
    let number = cursor.number()?;
    if let Some((day, year)) = apostrophe(number) {
        return known(year, month, day, cursor.used);
    }
    let day = small(number)?;
    cursor.skip_ordinal();
    let year = year(cursor.number()?)?;
    known(year, month, day, cursor.used)
}

/// `Mar18718` is `Mar18'18` with its apostrophe read as a seven or a one.
fn apostrophe(run: &str) -> Option<(i8, i16)> {
    let stroke = run.len() == 5 && matches!(run.as_bytes().get(2), Some(b'7' | b'1'));
    stroke.then(|| Some((small(run.get(..2)?)?, year(run.get(3..)?)?)))?
}

fn known(year: i16, month: i8, day: i8, used: usize) -> Option<(Spotted, usize)> {
    let date = Date::new(year, month, day).ok()?;
    Some((Spotted { order: Order::Known(date), trust: 0.7 }, used))
}

/// `20181225`, `25122018` with nothing around: weak.
fn compact(tokens: &[Token]) -> Option<(Spotted, usize)> {
    let Token::Number(run) = tokens.first()? else { return None };
    if run.len() != 8 {
        return None;
    }
    let part = |from: usize, to: usize| run.get(from..to).and_then(|part| part.parse::<i16>().ok());
    let year_first = Date::new(part(0, 4)?, part(4, 6)? as i8, part(6, 8)? as i8);
    let day_first = Date::new(part(4, 8)?, part(2, 4)? as i8, part(0, 2)? as i8);
    let date = [year_first, day_first].into_iter().flatten().find(|date| plausible(date.year()))?;
    Some((Spotted { order: Order::Known(date), trust: -1.0 }, 1))
}

struct Cursor<'a> {
    tokens: &'a [Token],
    used: usize,
}

impl<'a> Cursor<'a> {
    fn number(&mut self) -> Option<&'a str> {
        self.skip_gap();
        let Some(Token::Number(number)) = self.tokens.get(self.used) else { return None };
        self.used += 1;
        Some(number)
    }

    fn month(&mut self) -> Option<i8> {
        self.skip_gap();
        let Some(Token::Word(word)) = self.tokens.get(self.used) else { return None };
        self.used += 1;
        let named = |word: &str| {
            MONTHS.iter().find(|(name, _)| word.starts_with(name)).map(|(_, month)| *month)
        };
        let one_in = word.char_indices().nth(1).map_or("", |(at, _)| &word[at..]);
        named(word).or_else(|| named(one_in)).filter(|_| word.chars().count() <= 9)
    }

    fn skip_ordinal(&mut self) {
        if matches!(self.tokens.get(self.used), Some(Token::Word(word)) if matches!(word.as_str(), "st" | "nd" | "rd" | "th"))
        {
            self.used += 1;
        }
    }

    fn skip_gap(&mut self) {
        if matches!(self.tokens.get(self.used), Some(Token::Gap(gap)) if gap.chars().count() <= 3 && !gap.contains([':', '%', '@']))
            && self.used > 0
        {
            self.used += 1;
        }
    }
}

pub(super) fn separator(gap: &str) -> Option<char> {
    let marks: Vec<char> = gap.chars().filter(|c| !c.is_whitespace()).collect();
    match marks.as_slice() {
        [] => Some(' '),
        ['/' | '\\'] | ['/', '/'] => Some('/'),
        ['-' | '–' | '—' | '~'] => Some('-'),
        ['.' | ','] => Some('.'),
        _ => None,
    }
}

pub(super) fn small(text: &str) -> Option<i8> {
    text.parse().ok().filter(|n| (1..=31).contains(n) && text.len() <= 2)
}

pub(super) fn year(text: &str) -> Option<i16> {
    let number: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(number).filter(|year| plausible(*year)),
        2 => Some(if number < 70 { 2000 + number } else { 1900 + number }),
        // `20171` and `201` are a year with a neighbour or without its end.
        _ => None,
    }
}

fn plausible(year: i16) -> bool {
    (1990..2040).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::{Order, dates};
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn named_months_and_year_first_leave_no_doubt() {
        let day = date(2017, 6, 14);
        for text in [
            "14/Jun/2017",
            "14 June 2017",
            "14Jun17",
            "Jun 14, 2017",
            "June 14th 2017",
            "2017-06-14",
            "2017/6/14",
            "14 JUN 2017 18:40",
            "Tarikh: 14-Jun-17",
            "14. Juni 2017",
            "14/fJun/2017",
        ] {
            assert_eq!(dates(text).first().map(|d| d.order), Some(Order::Known(day)), "{text}");
        }
        assert_eq!(dates("Mar18718 10:54AM")[0].order, Order::Known(date(2018, 3, 18)), "a stroke");
        let both: Vec<_> = dates("8 Jun 26, 15 04:55 PM").iter().map(|d| d.order).collect();
        assert_eq!(both, [date(2026, 6, 8), date(2015, 6, 26)].map(Order::Known), "either way");
        assert_eq!(dates("3 Ogos 2018")[0].order, Order::Known(date(2018, 8, 3)), "Malay");
        assert_eq!(dates("7. Mai 2019")[0].order, Order::Known(date(2019, 5, 7)), "German");
    }

    #[test]
    fn numbers_keep_both_readings() {
        for text in [
            "03/04/2018",
            "03-04-18",
            "3.4.2018",
            "O3/O4/2O18",
            "Date:03/04/2018 10:00",
            "0370472018",
            "03/04/2078",
            "03 04 2018",
        ] {
            assert_eq!(
                dates(text).first().map(|d| d.order),
                Some(Order::Unknown(3, 4, 2018)),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "12:30:45",
            "12.17.26 PM",
            "10.11.12am",
            "03-2078 2322",
            "192.168.10.1",
            "1/2",
            "45/67/2018",
            "GST 6% 12.00",
            "+6012-918 7937",
            "30% MAR 18",
            "99/99/9999",
        ] {
            assert!(dates(text).is_empty(), "{text}: {:?}", dates(text));
        }
    }

    proptest! {
        #[test]
        fn no_line_breaks_it(text in ".{0,80}") {
            dates(&text);
        }

        #[test]
        fn every_printed_day_is_found(days in 0_i32..10_000) {
            let day = date(1999, 1, 1).saturating_add(jiff::Span::new().days(days));
            let text = format!("Date {:02}/{:02}/{:04} 10:00", day.day(), day.month(), day.year());
            let found = dates(&text);
            prop_assert_eq!(found.first().map(|d| d.order), Some(Order::Unknown(day.day(), day.month(), day.year())), "{}", text);
        }
    }
}

//! Dates in a line of text, as printed and as misread.
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

/// The most characters of a line that are looked at.
const MOST: usize = 400;

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
                at += used;
            }
            None => at += 1,
        }
    }
    found
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(String),
    Word(String),
    /// Punctuation and white space between.
    Gap(String),
}

fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().take(MOST).collect();
    let class = |at: usize| -> u8 {
        let c = chars[at];
        if c.is_ascii_digit() || slip(&chars, at) {
            0
        } else if c.is_alphabetic() {
            1
        } else {
            2
        }
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let kind = class(start);
        let end = (start..chars.len()).find(|at| class(*at) != kind).unwrap_or(chars.len());
        let run: String = chars[start..end].iter().collect();
        tokens.push(match kind {
            0 => Token::Number(run.chars().filter_map(crate::amount::digit).collect()),
            1 => Token::Word(run.to_lowercase()),
            _ => Token::Gap(run),
        });
        start = end;
    }
    tokens
}

/// A letter that stands for a digit: in a short run of digits and such letters beside a date's separator.
fn slip(chars: &[char], at: usize) -> bool {
    let like = |c: &char| matches!(c, 'O' | 'o' | 'l' | 'I' | '|' | 'S' | 'B' | 'i' | 'Z');
    let of_run = |c: &&char| c.is_ascii_digit() || like(c);
    if !like(&chars[at]) {
        return false;
    }
    let start = at - chars[..at].iter().rev().take(6).take_while(of_run).count();
    let end = at + chars[at..].iter().take(6).take_while(of_run).count();
    let outside = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied().unwrap_or(' ');
    let (before, after) = (outside(start.checked_sub(1)), outside(Some(end)));
    let cut = |c: char| matches!(c, '/' | '-' | '.');
    let run = end - start;
    run <= 4
        && !before.is_alphanumeric()
        && !after.is_alphanumeric()
        && (cut(before) || cut(after))
        && (run > 1
            || chars[start..end].iter().any(char::is_ascii_digit)
            || cut(before) && cut(after))
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
    if more || spaced && c.len() != 4 || s1 != s2 && c.len() != 4 {
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
    let day = small(cursor.number()?)?;
    cursor.skip_ordinal();
    let year = year(cursor.number()?)?;
    known(year, month, day, cursor.used)
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

/// `1770372018` is `17/03/2018` with its slashes read as sevens.
fn sevens(tokens: &[Token]) -> Option<(Spotted, usize)> {
    let Token::Number(run) = tokens.first()? else { return None };
    let strokes = |at: usize| matches!(run.as_bytes().get(at), Some(b'7' | b'1'));
    if run.len() != 10 || !strokes(2) || !strokes(5) {
        return None;
    }
    let (a, b) = (small(run.get(..2)?)?, small(run.get(3..5)?)?);
    let year = year(run.get(6..)?).or_else(|| mended_year(run.get(6..)?))?;
    let valid = Date::new(year, b, a).is_ok() || Date::new(year, a, b).is_ok();
    valid.then_some((Spotted { order: Order::Unknown(a, b, year), trust: MENDED - 0.3 }, 1))
}

/// A date whose day, month or year is none, with the likeliest digit put right.
fn mended(tokens: &[Token]) -> Option<(Spotted, usize)> {
    let [Token::Number(a), Token::Gap(g1), Token::Number(b), Token::Gap(g2), Token::Number(c), ..] =
        tokens
    else {
        return None;
    };
    let cut = separator(g1)?;
    if cut == ' ' || separator(g2)? != cut || a.len() > 2 || b.len() > 2 || c.len() != 4 {
        return None;
    }
    let year = year(c).or_else(|| mended_year(c))?;
    let a = small(a).or_else(|| mended_small(a, 3))?;
    let b = small(b).filter(|b| *b <= 12 || a <= 12).or_else(|| mended_small(b, 1))?;
    let valid = Date::new(year, b, a).is_ok() || Date::new(year, a, b).is_ok();
    valid.then_some((Spotted { order: Order::Unknown(a, b, year), trust: MENDED }, 5))
}

/// What a mended date is worth.
const MENDED: f32 = -0.9;

/// `2617`, `2078`: this century, and the ten's digit for what it looks like.
fn mended_year(text: &str) -> Option<i16> {
    let digits = text.as_bytes();
    let tens = match digits.get(2)? {
        b'7' | b'4' | b'9' => b'1',
        b'8' | b'6' => b'0',
        tens => *tens,
    };
    let year = 2000 + i16::from(tens - b'0') * 10 + i16::from(digits.get(3)?.checked_sub(b'0')?);
    (digits.len() == 4 && digits[0] == b'2' && year < 2030).then_some(year)
}

/// `69` for 09, `45` for 15: the first digit put right; it may be at most `most`.
fn mended_small(text: &str, most: u8) -> Option<i8> {
    let [first, second] = text.as_bytes() else { return None };
    let first = match first {
        b'6' | b'8' | b'9' => 0,
        b'4' | b'7' => 1,
        b'5' if most >= 3 => 3,
        _ => return None,
    };
    Some(first as i8 * 10 + second.checked_sub(b'0')? as i8).filter(|n| (1..=31).contains(n))
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
        if matches!(self.tokens.get(self.used), Some(Token::Gap(gap)) if gap.chars().count() <= 3 && !gap.contains(':'))
            && self.used > 0
        {
            self.used += 1;
        }
    }
}

fn separator(gap: &str) -> Option<char> {
    let marks: Vec<char> = gap.chars().filter(|c| !c.is_whitespace()).collect();
    match marks.as_slice() {
        [] => Some(' '),
        ['/' | '\\'] | ['/', '/'] => Some('/'),
        ['-' | '–' | '—' | '~'] => Some('-'),
        ['.' | ','] => Some('.'),
        _ => None,
    }
}

fn small(text: &str) -> Option<i8> {
    text.parse().ok().filter(|n| (1..=31).contains(n) && text.len() <= 2)
}

fn year(text: &str) -> Option<i16> {
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

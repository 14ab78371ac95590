//! Dates whose digits or strokes were misread.
use super::{
    scan::{Order, Spotted, separator, small, year},
    token::Token,
};
use jiff::civil::Date;

/// `1770372018` is `17/03/2018` with its slashes read as sevens.
pub(super) fn sevens(tokens: &[Token]) -> Option<(Spotted, usize)> {
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
pub(super) fn mended(tokens: &[Token]) -> Option<(Spotted, usize)> {
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
    let (plain_a, plain_b) = (small(a), small(b).filter(|b| *b <= 12 || plain_month(a)));
    if plain_a.is_none() && plain_b.is_none() {
        return None;
    }
    let a = plain_a.or_else(|| mended_small(a, 3))?;
    let b = plain_b.or_else(|| mended_small(b, 1))?;
    let valid = Date::new(year, b, a).is_ok() || Date::new(year, a, b).is_ok();
    valid.then_some((Spotted { order: Order::Unknown(a, b, year), trust: MENDED }, 5))
}

fn plain_month(text: &str) -> bool {
    small(text).is_some_and(|n| n <= 12)
}

/// What a mended date is worth.
pub(super) const MENDED: f32 = -0.9;

/// `2617`, `2078`: this century, and the ten's digit for what it looks like.
pub(super) fn mended_year(text: &str) -> Option<i16> {
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
pub(super) fn mended_small(text: &str, most: u8) -> Option<i8> {
    let [first, second] = text.as_bytes() else { return None };
    let first = match first {
        b'6' | b'8' | b'9' => 0,
        b'4' | b'7' => 1,
        b'5' if most >= 3 => 3,
        _ => return None,
    };
    Some(first as i8 * 10 + second.checked_sub(b'0')? as i8).filter(|n| (1..=31).contains(n))
}

//! Times of day in a line of text.
use jiff::civil::Time;

/// The times, each with how plainly it is one.
pub(super) fn times(text: &str) -> impl Iterator<Item = (Time, f32)> + '_ {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let starts = chars[at].is_ascii_digit() && (at == 0 || !chars[at - 1].is_ascii_digit());
        match starts.then(|| time_at(&chars, at)).flatten() {
            Some((time, trust, end)) => {
                found.push((time, trust));
                at = end;
            }
            None => at += 1,
        }
    }
    found.into_iter()
}

fn time_at(chars: &[char], start: usize) -> Option<(Time, f32, usize)> {
    let (hour, at) = number(chars, start, 2)?;
    let separator = *chars.get(at)?;
    let (minute, mut at) = two(chars, at + 1)?;
    let mut second = 0;
    if chars.get(at) == Some(&separator) {
        (second, at) = two(chars, at + 1)?;
    }
    if chars.get(at).is_some_and(char::is_ascii_digit) {
        return None;
    }
    let (half, at) = half_of_day(chars, at);
    if !(separator == ':' || separator == '.' && half.is_some())
        || half.is_some() && hour > 12 && separator == '.'
    {
        return None;
    }
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let time = Time::new(hour, minute, second, 0).ok()?;
    Some((time, if half.is_some() || second > 0 { 0.3 } else { 0.0 }, at))
}

fn number(chars: &[char], start: usize, most: usize) -> Option<(i8, usize)> {
    let length = chars[start..].iter().take_while(|c| c.is_ascii_digit()).count();
    let text: String = chars[start..start + length.min(most)].iter().collect();
    (length <= most).then(|| text.parse().ok()).flatten().map(|n| (n, start + length))
}

fn two(chars: &[char], start: usize) -> Option<(i8, usize)> {
    let text: String = chars.get(start..start + 2)?.iter().collect();
    text.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
        .map(|n| (n, start + 2))
}

/// `PM` is true; where it ends.
fn half_of_day(chars: &[char], at: usize) -> (Option<bool>, usize) {
    let at_letter = if chars.get(at) == Some(&' ') { at + 1 } else { at };
    let afternoon = match chars.get(at_letter).map(char::to_ascii_lowercase) {
        Some('p') => true,
        Some('a') => false,
        _ => return (None, at),
    };
    let letter_m = chars.get(at_letter + 1).map(char::to_ascii_lowercase) == Some('m');
    let alone = !chars.get(at_letter + 1).is_some_and(|c| c.is_alphanumeric());
    if letter_m || alone {
        (Some(afternoon), at_letter + 1 + usize::from(letter_m))
    } else {
        (None, at)
    }
}

#[cfg(test)]
mod tests {
    use super::times;
    use jiff::civil::time;

    #[test]
    fn times_of_day() {
        for (text, hour, minute, second) in [
            ("18:22:05", 18, 22, 5),
            ("1:05PM", 13, 5, 0),
            ("12:00 am", 0, 0, 0),
            ("12.41 p.m.", 12, 41, 0),
            ("at 9:07", 9, 7, 0),
            ("05:36P", 17, 36, 0),
        ] {
            assert_eq!(
                times(text).next().map(|(t, _)| t),
                Some(time(hour, minute, second, 0)),
                "{text}"
            );
        }
        for text in ["", "12.30", "25:00", "10:75", "123:45", "1:2", "10:005"] {
            assert_eq!(times(text).next(), None, "{text}");
        }
    }
}

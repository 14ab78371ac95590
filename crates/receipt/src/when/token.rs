//! A line in numbers, words and what stands between.

/// The most characters of a line that are looked at.
pub(super) const MOST: usize = 400;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(String),
    Word(String),
    /// Punctuation and white space between.
    Gap(String),
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
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
pub(super) fn slip(chars: &[char], at: usize) -> bool {
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

//! What speaks for a line being the seller's name.
use super::{
    form::{bare, only_trade_words, trade_word},
    has_postcode, is_contact, is_place, is_registration, is_title, known,
};
use crate::{
    label::says,
    model::Features,
    sheet::{Line, Sheet},
};

/// Lines of a head that do not name the seller.
const OTHER: &[&str] = &[
    "date",
    "time",
    "cashier",
    "server",
    "table",
    "hours",
    "bill",
    "sold",
    "customer",
    "attn",
    "branch",
    "formerly",
    "welcome",
    "shopping",
    "follow",
    "guests",
    "offnungszeiten",
    "geffnungszeiten",
    "order",
    "dine",
    "drive",
];

/// The features of a name printed from line `at` to line `last`.
pub(super) fn features(sheet: &Sheet, at: usize, last: usize, name: &str, legal: bool) -> Features {
    let line = &sheet.lines[last];
    let next = sheet.lines.get(last + 1);
    let mut features = of_name(name);
    let mut say = |name: &'static str, value: f32| features.push((name, value));
    say("row", at.min(14) as f32);
    say("below others", readable(&sheet.lines[..at]).min(6) as f32);
    say("top", flag(readable(&sheet.lines[..at]) == 0));
    say("legal form", flag(legal));
    say("trade", flag(trade_word(line)));
    say("only trade", flag(at == last && only_trade_words(line)));
    say("size", (relative(line.height, sheet.print_height) - 1.0).clamp(-0.5, 1.0));
    say("print", line.confidence() - 0.6);
    say("smudged", flag(line.confidence() < 0.5));
    let street = ends_in_number(line) && next.is_some_and(has_postcode);
    say("place", flag(!legal && (is_place(line) || street)));
    say("contact", flag(is_contact(line)));
    say("registration", flag(!legal && is_registration(line)));
    say("title", flag(is_title(line)));
    say("number first", flag(begins_with_number(line)));
    say("house number", flag(ends_in_number(line)));
    say("unsure word", flag(line.words.iter().any(|w| w.confidence < 0.5)));
    say("wide", flag(line.bounds.width.saturating_mul(2) > sheet.width()));
    say("other", flag(says(&line.label, OTHER)));
    say("lines", (last - at) as f32);
    say("before address", flag(next.is_some_and(is_place)));
    say("before number", flag(next.is_some_and(numbered)));
    say("own number", flag(line.text.contains('(') && numbered(line)));
    say("web", flag(on_the_web(sheet, name)));
    say("chain", flag(known::chain(name).is_some()));
    say("chain without form", flag(!legal && known::chain(name).is_some()));
    say("priced", flag(line.amounts.iter().any(|a| a.is_price())));
    features
}

/// How many of the lines are print and no smudge.
fn readable(lines: &[Line]) -> usize {
    let plain = |line: &&Line| line.confidence() > 0.6 && line.letters() >= 4;
    lines.iter().filter(plain).count()
}

/// What the name alone says.
fn of_name(name: &str) -> Features {
    let count = |wanted: fn(&char) -> bool| name.chars().filter(wanted).count() as f32;
    let letters = count(|c| c.is_alphabetic());
    let digits = count(char::is_ascii_digit);
    let strange = count(|c| {
        !c.is_alphanumeric()
            && !c.is_whitespace()
            && !matches!(c, '.' | '&' | '(' | ')' | '\'' | '’' | '-' | ',')
    });
    let words: Vec<&str> = name.split_whitespace().collect();
    let long = |word: &&&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let odd = words.iter().filter(|word| is_odd(word)).count() as f32;
    vec![
        ("lower case", flag(!name.chars().any(char::is_uppercase))),
        ("no word", flag(!words.iter().any(|word| long(&word)))),
        ("one word", flag(words.len() == 1)),
        ("short", flag(letters < 5.0)),
        ("clutter", (digits + strange * 2.0) / (letters + digits + strange).max(1.0)),
        ("odd", odd / words.len().max(1) as f32),
        ("many words", flag(words.len() > 6)),
    ]
}

/// A word that nobody would print: no vowel, five consonants in a row, a capital inside.
fn is_odd(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let vowel = |c: &char| "aeiouyäöüéè".contains(c.to_ascii_lowercase());
    let run = letters.split(vowel).map(<[char]>::len).max().unwrap_or(0);
    let inner = letters.windows(2).filter(|w| w[0].is_lowercase() && w[1].is_uppercase()).count();
    letters.len() >= 4 && (run == letters.len() || run >= 5 || inner >= 1) || letters.is_empty()
}

/// `1660 India Street`: a street in English.
fn begins_with_number(line: &Line) -> bool {
    let first = line
        .words
        .iter()
        .map(|w| w.text.trim_matches(|c: char| !c.is_alphanumeric()))
        .find(|w| !w.is_empty());
    let number = |w: &str| w.chars().all(|c| c.is_ascii_digit() || c == '-');
    line.words.len() >= 3 && first.is_some_and(|w| (2..=6).contains(&w.len()) && number(w))
}

/// `Pohlweg 110`, `Kamp 30-32`: a street with its number, whatever the street is called.
fn ends_in_number(line: &Line) -> bool {
    let last = line.words.last().map_or("", |w| w.text.trim_end_matches(['.', ',', ';']));
    let number = last.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (1..=5).contains(&digits)
        && number.chars().all(|c| c.is_ascii_digit() || c == '-')
        && (2..=4).contains(&line.words.len())
}

/// A registration or tax number stands on the line.
fn numbered(line: &Line) -> bool {
    let digits = line.text.chars().filter(char::is_ascii_digit).count();
    is_registration(line) || digits >= 5 && line.text.contains('-') && line.letters() <= 3
}

/// Whether a web or mail address of the receipt holds the name.
fn on_the_web(sheet: &Sheet, name: &str) -> bool {
    let words: Vec<String> = name.split_whitespace().map(bare).collect();
    let all = words.concat();
    let first = words.iter().find(|word| word.chars().count() >= 5);
    let web = |line: &&Line| {
        let lower = line.text.to_ascii_lowercase();
        lower.contains("www")
            || lower.contains('@')
            || [".com", ".net", ".my", ".de"].iter().any(|end| lower.contains(end))
    };
    sheet.lines.iter().filter(web).any(|line| {
        let address = bare(&line.text);
        let named = bare(&line.text) != all;
        named
            && (all.len() >= 6 && address.contains(&all)
                || first.is_some_and(|first| address.contains(first)))
    })
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

fn relative(height: u32, usual: u32) -> f32 {
    height as f32 / usual.max(1) as f32
}

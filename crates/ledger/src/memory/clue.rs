//! What a seller is recognised by.
use crate::merchant;

/// The kinds of clue, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClueKind {
    /// The company's registration number.
    Registration,
    /// Its tax number.
    TaxNumber,
    /// A telephone number.
    Phone,
    /// The name in the header, as it was read.
    Look,
}

impl ClueKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Registration, Self::TaxNumber, Self::Phone, Self::Look];

    /// The stored name, and the catalogue's key (`clue.<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::TaxNumber => "tax_number",
            Self::Phone => "phone",
            Self::Look => "look",
        }
    }

    /// The kind of a stored name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// One clue, in the form in which the same clue meets itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clue {
    /// What it is.
    pub kind: ClueKind,
    /// Its normal form: see [`Clue::new`].
    pub value: String,
}

/// Digits a number needs to tell one company or line from others.
const FEWEST_DIGITS: usize = 6;

/// Letters a name needs to tell one seller from others.
const FEWEST_LETTERS: usize = 5;

impl Clue {
    /// A clue from what was read: numbers without their punctuation, names
    /// without the letters that readers confuse. None when it says too little.
    pub fn new(kind: ClueKind, read: &str) -> Option<Self> {
        let value = match kind {
            ClueKind::Look => look(read),
            ClueKind::Phone => phone(read),
            ClueKind::Registration | ClueKind::TaxNumber => number(read),
        };
        value.map(|value| Self { kind, value })
    }
}

fn number(read: &str) -> Option<String> {
    let plain: String =
        read.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    (digits(&plain) >= FEWEST_DIGITS).then_some(plain)
}

/// National digits: a leading country code of Malaysia is the leading 0.
fn phone(read: &str) -> Option<String> {
    let plain: String = read.chars().filter(char::is_ascii_digit).collect();
    let national = plain.strip_prefix('6').filter(|rest| rest.starts_with('0')).unwrap_or(&plain);
    (8..=13).contains(&national.len()).then(|| national.to_owned())
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// `KEDA1 UJIAN S0N` and `KEDAI UJIAN SON` look alike, and are one look.
fn look(name: &str) -> Option<String> {
    let plain: String =
        merchant::fold(name).chars().filter(|c| !c.is_whitespace()).map(shape).collect();
    (plain.chars().count() >= FEWEST_LETTERS).then_some(plain)
}

fn shape(c: char) -> char {
    match c {
        '0' | 'd' | 'q' => 'o',
        '1' | 'l' | 'j' | 't' => 'i',
        '5' => 's',
        '8' => 'b',
        '2' => 'z',
        '6' => 'g',
        'v' | 'y' => 'u',
        'c' => 'e',
        other => other,
    }
}

/// Words that stand before a telephone number.
const LABELS: &[&str] =
    &["tel", "phone", "telefon", "telephone", "hp", "h/p", "mobile", "contact", "ph"];

/// The telephone numbers in lines of print: those with a label before them.
pub fn phones<'l>(lines: impl IntoIterator<Item = &'l str>) -> Vec<Clue> {
    lines
        .into_iter()
        .flat_map(after_label)
        .filter_map(|text| Clue::new(ClueKind::Phone, &text))
        .collect()
}

/// Each run of digits, dashes and blanks behind a label.
fn after_label(line: &str) -> Vec<String> {
    let lower = line.to_lowercase();
    let is_label = |word: &str| LABELS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut words = lower
        .split_whitespace()
        .flat_map(|word| word.split_inclusive(':'))
        .skip_while(|word| !is_label(word));
    if words.next().is_none() {
        return Vec::new();
    }
    let rest: Vec<&str> = words.collect();
    runs(&rest.join(" "))
}

fn runs(text: &str) -> Vec<String> {
    let goes_on =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')' | '.' | ':');
    text.split(|c| !goes_on(c)).filter(|run| digits(run) >= 8).map(str::to_owned).collect()
}

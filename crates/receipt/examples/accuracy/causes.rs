//! Why a field is wrong.
use crate::cases::{Case, likeness, plain};
use page::OcrPage;

/// Why a field is not the label's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Hardly a word was recognised.
    Unread,
    /// The label's text was not recognised.
    Misread,
    /// It was, and something else was chosen, or nothing.
    NotChosen,
}

impl Cause {
    pub const ALL: [Self; 3] = [Self::Unread, Self::Misread, Self::NotChosen];

    pub fn name(self) -> &'static str {
        match self {
            Self::Unread => "hardly a word read",
            Self::Misread => "misread",
            Self::NotChosen => "read, not chosen",
        }
    }
}

/// Fewer words than this are no receipt.
const FEWEST_WORDS: usize = 12;

/// Why a field is wrong whose label can be found in the text by `printed`.
pub fn cause(case: &Case, printed: impl Fn(&OcrPage) -> bool) -> Cause {
    if case.pages.iter().all(|page| page.words.len() < FEWEST_WORDS) {
        Cause::Unread
    } else if case.pages.iter().any(printed) {
        Cause::NotChosen
    } else {
        Cause::Misread
    }
}

/// Whether an amount of hundredths stands in the text, with a point or a comma.
pub fn amount_printed(page: &OcrPage, cents: i64) -> bool {
    let wanted = format!("{}.{:02}", cents / 100, cents.abs() % 100);
    page.text().replace(',', ".").contains(&wanted)
}

/// Whether the day, the month and the year stand side by side in the text.
pub fn date_printed(page: &OcrPage, iso: &str) -> bool {
    let parts: Vec<&str> = iso.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let short = |part: &str| part.trim_start_matches('0').to_owned();
    let text = page.text();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(3).any(|three| {
        let has = |wanted: &str| three.iter().any(|word| short(word) == short(wanted));
        let named =
            three.iter().any(|word| word.len() >= 3 && word.chars().all(char::is_alphabetic));
        has(day) && (has(month) || named) && (has(year) || has(&year[2..]))
    })
}

/// Whether a line of the text is the name.
pub fn name_printed(page: &OcrPage, name: &str) -> bool {
    let text = page.text();
    text.lines().any(|line| likeness(line, name) >= 0.85 || plain(line).contains(&plain(name)))
}

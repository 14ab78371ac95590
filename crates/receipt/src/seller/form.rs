//! Legal forms and kinds of business in names, and how they are misread.
use super::clean::clean;
use crate::{label::says, sheet::Line};

/// A line that ends a name and does not begin it: `SDN BHD`, `CO. (M) SDN BHD`, `ALAM) SDN BHD`, `RESTAURANT`.
pub(super) fn is_rest(line: &Line) -> bool {
    let name = clean(line);
    let unopened =
        line.text.find(')').is_some_and(|close| !line.text[..close].contains(['(', '{', '[']));
    let first =
        line.words.iter().map(|w| bare(&w.text)).find(|w| !w.is_empty()).unwrap_or_default();
    bare_form(line)
        || unopened
        || name.starts_with('(') && has_legal_form(line)
        || matches!(first.as_str(), "co" | "enterprise" | "holdings")
        || only_trade_words(line)
}

/// Nothing but kinds of business and legal forms.
pub(super) fn only_trade_words(line: &Line) -> bool {
    let words: Vec<String> = line
        .words
        .iter()
        .map(|w| bare(&w.text))
        .filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 2)
        .collect();
    !words.is_empty()
        && words.len() <= 4
        && words.iter().all(|w| {
            FORMS.contains(&w.as_str())
                || TRADES.iter().any(|trade| crate::label::is_word(w, trade))
        })
}

/// Words that end a company's name, and what they are read as.
pub(super) const FORMS: &[&str] = &[
    "sdn",
    "bhd",
    "plt",
    "ltd",
    "limited",
    "gmbh",
    "llc",
    "inc",
    "berhad",
    "corp",
    "pte",
    "enterprise",
    "trading",
    "kg",
    "ag",
];

pub(super) const SLIPS: &[(&str, &str)] = &[
    ("sun", "SDN"),
    ("son", "SDN"),
    ("sdm", "SDN"),
    ("sdh", "SDN"),
    ("sbn", "SDN"),
    ("5dn", "SDN"),
    ("sdn", "SDN"),
    ("son", "SDN"),
    ("sin", "SDN"),
    ("sdw", "SDN"),
    ("san", "SDN"),
    ("sdnbhd", "SDN BHD"),
    ("8dn", "SDN"),
    ("bad", "BHD"),
    ("bho", "BHD"),
    ("bhd", "BHD"),
    ("bhn", "BHD"),
    ("bnd", "BHD"),
    ("bwd", "BHD"),
    ("8hd", "BHD"),
    ("bed", "BHD"),
    ("bhp", "BHD"),
    ("brd", "BHD"),
    ("bhda", "BHD"),
    ("eho", "BHD"),
    ("ehd", "BHD"),
    ("bhd1", "BHD"),
    ("hhd", "BHD"),
    ("rhd", "BHD"),
    ("bd", "BHD"),
    ("aho", "BHD"),
    ("ahd", "BHD"),
    ("bkd", "BHD"),
];

/// Whether the line names a legal form.
pub(super) fn has_legal_form(line: &Line) -> bool {
    let plain: Vec<String> = line.words.iter().map(|w| bare(&w.text)).collect();
    let is_form = |at: &usize| {
        let small = matches!(plain[*at].as_str(), "ag" | "kg" | "inc");
        // A smudge is easily read as `ag`; the form is printed in capitals or begins with one.
        let capital = line.words[*at].text.starts_with(|c: char| c.is_uppercase());
        FORMS.contains(&plain[*at].as_str()) && (!small || capital)
    };
    (1..plain.len()).any(|at| is_form(&at))
        || plain.first().is_some_and(|w| matches!(w.as_str(), "sdn" | "bhd"))
        || form_at(&plain).is_some()
        || line.words.iter().skip(1).any(|w| is_short_form(&w.text))
}

/// `S/B` for Sdn Bhd, and how it is misread.
pub(super) fn is_short_form(word: &str) -> bool {
    let mut chars = word.trim_matches(['.', ',']).chars();
    let (first, stroke, last, end) = (chars.next(), chars.next(), chars.next(), chars.next());
    first.is_some_and(|c| "S5$893".contains(c))
        && stroke == Some('/')
        && last.is_some_and(|c| "B8236R".contains(c))
        && end.is_none()
}

/// The line is nothing but a legal form.
pub(super) fn bare_form(line: &Line) -> bool {
    let plain: Vec<String> = line
        .words
        .iter()
        .map(|w| bare(&w.text))
        .filter(|w| !w.is_empty() && w.chars().all(char::is_alphabetic))
        .collect();
    !plain.is_empty()
        && plain.len() <= 3
        && plain.iter().all(|w| FORMS.contains(&w.as_str()) || w == "m")
}

/// Where `SDN BHD` stands, allowing slips in both words.
pub(super) fn form_at(plain: &[String]) -> Option<usize> {
    let known = |word: &str, wanted: &str| {
        SLIPS.iter().any(|(slip, form)| *slip == word && *form == wanted)
    };
    let both = |at: &usize| known(&plain[*at], "SDN") && known(&plain[at + 1], "BHD");
    let pairs = 1..plain.len().saturating_sub(1);
    pairs
        .clone()
        .find(both)
        .or_else(|| pairs.clone().find(|at| nearly(&plain[*at], &plain[at + 1])))
}

/// Two short words that look like `SDN BHD` together though neither slip is known.
fn nearly(first: &str, second: &str) -> bool {
    let short = |word: &str| (2..=4).contains(&word.chars().count());
    let off = strsim::levenshtein(first, "sdn") + strsim::levenshtein(second, "bhd");
    short(first)
        && short(second)
        && first.starts_with(['s', '5', '$'])
        && second.starts_with(['b', '8', 'h', 'e'])
        && off <= 3
}

pub(super) fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The name a brand goes by, where the legal name says more: `toom` of `toom Baumarkt GmbH`.
pub(super) fn brand(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_form = |word: &str| FORMS.contains(&bare(word).as_str()) || bare(word) == "mbh";
    if !words.iter().skip(1).any(|word| is_form(word)) {
        return None;
    }
    let more = |word: &str| is_form(word) || TRADES.contains(&bare(word).as_str());
    let end = words.iter().position(|word| more(word)).filter(|end| *end > 0)?;
    Some(words[..end].join(" ")).filter(|brand| brand.chars().count() >= 2)
}

/// Kinds of business: a name without a legal form often ends in one.
pub(super) const TRADES: &[&str] = &[
    "restaurant",
    "restaurants",
    "restoran",
    "ristorante",
    "enterprise",
    "trading",
    "cafe",
    "kopitiam",
    "stationery",
    "hardware",
    "pharmacy",
    "farmasi",
    "klinik",
    "bakery",
    "mart",
    "market",
    "store",
    "stores",
    "supermarket",
    "shop",
    "grill",
    "kitchen",
    "bistro",
    "bar",
    "pasaraya",
    "bookstore",
    "electrical",
    "marketing",
    "baumarkt",
    "apotheke",
    "hotel",
    "pizza",
    "house",
    "diner",
    "group",
    "holdings",
    "industries",
    "perniagaan",
    "syarikat",
    "kedai",
    "seafood",
];

pub(super) fn trade_word(line: &Line) -> bool {
    says(&line.label, TRADES)
}

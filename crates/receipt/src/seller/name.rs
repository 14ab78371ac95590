//! The seller's name.
use super::{is_contact, is_place, is_registration, is_title, known};
use crate::{
    Doubt, Field, Source, Suggestion,
    label::says,
    sheet::{Line, Sheet},
};
use page::Bounds;

/// Lines from the top that can hold the name.
const HEAD: usize = 14;

struct Candidate {
    name: String,
    score: f32,
    bounds: Bounds,
    confidence: f32,
}

/// Who sold: the legal entity when printed, else the brand.
pub(crate) fn merchant(sheet: &Sheet) -> Field<String> {
    let end = head_end(sheet);
    let mut found: Vec<Candidate> = (0..end).filter_map(|at| candidate(sheet, at, end)).collect();
    found.extend((end..sheet.lines.len()).filter_map(|at| legal_below(sheet, at)));
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut field = Field::default();
    let Some(best) = found.first() else { return field };
    let margin = found.get(1).map_or(2.0, |second| best.score - second.score);
    for (rank, candidate) in found.iter().take(5).enumerate() {
        let sure = (0.5 + 0.09 * candidate.score.min(4.0) + 0.05 * margin.min(2.0))
            * (0.55 + 0.45 * candidate.confidence);
        let confidence = if rank == 0 { sure.clamp(0.05, 0.95) } else { 0.2 };
        if field.suggestions.iter().all(|s: &Suggestion<String>| s.value != candidate.name) {
            field.suggestions.push(Suggestion {
                value: candidate.name.clone(),
                confidence,
                bounds: Some(candidate.bounds),
                source: Source::Read,
            });
        }
    }
    if best.confidence < 0.6 {
        field.doubts.push(Doubt::Faint);
    }
    if margin < 0.3 {
        field.doubts.push(Doubt::SeveralCandidates);
    }
    field
}

/// Where the head ends: at the first line that carries a price, or after [`HEAD`] lines.
fn head_end(sheet: &Sheet) -> usize {
    let priced = sheet
        .lines
        .iter()
        .position(|line| line.amounts.iter().any(|a| a.is_price() && a.slips == 0));
    priced.unwrap_or(HEAD).clamp(3.min(sheet.lines.len()), HEAD.min(sheet.lines.len()))
}

fn candidate(sheet: &Sheet, at: usize, end: usize) -> Option<Candidate> {
    let line = &sheet.lines[at];
    let legal_form = has_legal_form(line);
    let below = sheet.lines.get(at + 1).filter(|_| at + 1 < end && !legal_form);
    if below.is_some_and(|below| has_legal_form(below) && is_rest(below)) {
        return None;
    }
    let mut lines = vec![line];
    while lines.len() < 3 && is_rest(lines[0]) && (legal_form || only_trade_words(lines[0])) {
        let Some(above) = at
            .checked_sub(lines.len())
            .map(|above| &sheet.lines[above])
            .filter(|above| can_begin(above))
        else {
            break;
        };
        lines.insert(0, above);
    }
    let name = lines.iter().map(|line| clean(line)).collect::<Vec<_>>().join(" ");
    let name = known::mend(&name).unwrap_or(name);
    let bounds = lines.iter().fold(line.bounds, |all, line| all.union(&line.bounds));
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let only_form = lines.len() == 1 && bare_form(line);
    (letters >= 3 && !only_form).then(|| Candidate {
        score: score(sheet, at + 1 - lines.len(), line, &name, legal_form),
        name,
        bounds,
        confidence: line.confidence(),
    })
}

/// A line that ends a name and does not begin it: `SDN BHD`, `CO. (M) SDN BHD`, `ALAM) SDN BHD`, `RESTAURANT`.
fn is_rest(line: &Line) -> bool {
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
fn only_trade_words(line: &Line) -> bool {
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

fn can_begin(line: &Line) -> bool {
    line.letters() >= 4
        && line.confidence() > 0.4
        && !is_title(line)
        && !is_contact(line)
        && !(is_place(line) && line.text.chars().any(|c| c.is_ascii_digit()))
        && clean(line).chars().any(char::is_uppercase)
}

fn score(sheet: &Sheet, at: usize, line: &Line, name: &str, legal_form: bool) -> f32 {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count() as f32;
    let digits = name.chars().filter(char::is_ascii_digit).count() as f32;
    let strange = name
        .chars()
        .filter(|c| {
            !c.is_alphanumeric()
                && !c.is_whitespace()
                && !matches!(c, '.' | '&' | '(' | ')' | '\'' | '-' | ',')
        })
        .count() as f32;
    let lower = !name.chars().any(char::is_uppercase);
    let words = name
        .split_whitespace()
        .filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        .count();
    let size = line.height as f32 / sheet.print_height.max(1) as f32;
    let mut score = 1.6 - 0.22 * at as f32;
    score += if legal_form { 2.8 } else { 0.0 };
    score += if trade_word(line) { 0.9 } else { 0.0 };
    score += (size - 1.0).clamp(-0.5, 1.0) * 0.8;
    score += (line.confidence() - 0.6) * 1.6;
    score -= if lower { 1.6 } else { 0.0 };
    score -= if words == 0 { 1.5 } else { 0.0 };
    score -= if letters < 5.0 { 0.7 } else { 0.0 };
    score -= (digits + strange * 2.0) / (letters + digits + strange) * 4.0;
    score -= if !legal_form && is_place(line) { 2.5 } else { 0.0 };
    score -= if is_contact(line) { 2.5 } else { 0.0 };
    score -= if !legal_form && is_registration(line) { 2.5 } else { 0.0 };
    score -= if is_title(line) { 2.5 } else { 0.0 };
    score -= if says(
        &line.label,
        &[
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
        ],
    ) {
        2.5
    } else {
        0.0
    };
    score
}

/// A legal entity below the head: owners are often named at the foot.
fn legal_below(sheet: &Sheet, at: usize) -> Option<Candidate> {
    let line = &sheet.lines[at];
    let named = has_legal_form(line)
        && !bare_form(line)
        && line.words.len() <= 10
        && line.amounts.is_empty();
    let deliver = says(
        &line.label,
        &[
            "bank", "sold", "bill", "deliver", "to", "powered", "software", "customer", "account",
            "goods", "cheque",
        ],
    );
    (named && !deliver).then(|| Candidate {
        score: 0.9 + line.confidence() * 0.4,
        name: clean(line),
        bounds: line.bounds,
        confidence: line.confidence() * 0.8,
    })
}

/// Words that end a company's name, and what they are read as.
const FORMS: &[&str] = &[
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
const SLIPS: &[(&str, &str)] = &[
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
    plain.iter().skip(1).any(|w| FORMS.contains(&w.as_str()))
        || plain.first().is_some_and(|w| matches!(w.as_str(), "sdn" | "bhd"))
        || form_at(&plain).is_some()
        || line.words.iter().skip(1).any(|w| is_short_form(&w.text))
}

/// `S/B` for Sdn Bhd, and how it is misread.
fn is_short_form(word: &str) -> bool {
    matches!(
        word.trim_matches(['.', ',']),
        "S/B" | "5/8" | "S/8" | "5/B" | "$/B" | "$/8" | "8/8" | "8/B" | "9/B" | "9/8" | "3/8"
    )
}

/// The line is nothing but a legal form.
fn bare_form(line: &Line) -> bool {
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
fn form_at(plain: &[String]) -> Option<usize> {
    let means = |word: &str, wanted: &str| {
        SLIPS.iter().any(|(slip, form)| *slip == word && *form == wanted)
    };
    (1..plain.len().saturating_sub(1))
        .find(|at| means(&plain[*at], "SDN") && means(&plain[at + 1], "BHD"))
}

fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Kinds of business: a name without a legal form often ends in one.
const TRADES: &[&str] = &[
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

fn trade_word(line: &Line) -> bool {
    says(&line.label, TRADES)
}

/// The name without what was printed around it.
fn clean(line: &Line) -> String {
    let mut words: Vec<String> = line.words.iter().map(|w| w.text.clone()).collect();
    let blurred =
        |at: usize| line.words[at].confidence < 0.35 && line.words[at].text.chars().count() <= 4;
    let sharp = (0..words.len()).filter(|at| !blurred(*at)).collect::<Vec<_>>();
    if let (Some(first), Some(last)) = (sharp.first(), sharp.last()) {
        words = words[*first..=*last].to_vec();
    }
    let before_name = |w: &String| {
        !w.chars().any(char::is_alphanumeric)
            || w.ends_with(':')
            || w.len() >= 5 && w.bytes().all(|b| b.is_ascii_digit())
    };
    while words.len() > 1 && words.first().is_some_and(before_name) {
        words.remove(0);
    }
    let plain: Vec<String> = words.iter().map(|w| bare(w)).collect();
    if let Some(at) = form_at(&plain) {
        mend(&mut words[at], &plain[at]);
        mend(&mut words[at + 1], &plain[at + 1]);
        words.truncate(at + 2);
    } else if let Some(at) = words.iter().position(|w| is_short_form(w)).filter(|at| *at > 0) {
        words[at] = "S/B".to_owned();
        words.truncate(at + 1);
    } else if let Some(at) =
        plain.iter().rposition(|w| FORMS.contains(&w.as_str())).filter(|at| *at > 0)
    {
        words.truncate(at + 1);
    } else if let Some(at) = words.iter().position(|w| registration_start(w)).filter(|at| *at > 0) {
        words.truncate(at);
    }
    let last = words.last().cloned().unwrap_or_default();
    if let Some((before, _)) = last.split_once('(').filter(|(before, after)| {
        before.len() >= 2 && after.chars().filter(char::is_ascii_digit).count() >= 3
    }) {
        words.pop();
        words.push(before.to_owned());
    }
    while words.len() > 1
        && words.last().is_some_and(|w| {
            !w.chars().any(char::is_alphanumeric)
                || w.chars().count() == 1 && !w.chars().any(char::is_uppercase)
        })
    {
        words.pop();
    }
    let name = words
        .join(" ")
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '.' | '\'' | '!'))
        .to_owned();
    if name.contains('(') { name } else { name.trim_end_matches(')').to_owned() }
}

fn mend(word: &mut String, plain: &str) {
    let exact = matches!(plain, "sdn" | "bhd");
    if let Some((_, form)) = SLIPS.iter().find(|(slip, _)| !exact && *slip == plain) {
        *word = (*form).to_owned();
    }
}

/// `(126928-H)` begins a registration number.
fn registration_start(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits >= 4 && (word.starts_with(['(', '{', '[']) || digits * 2 > word.len())
        || matches!(bare(word).as_str(), "reg" | "co" if word.starts_with('('))
}

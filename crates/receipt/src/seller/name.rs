//! The seller's name.
use super::{is_contact, is_place, is_registration, is_title};
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
        let sure = (0.45 + 0.09 * candidate.score.min(4.0) + 0.05 * margin.min(2.0)) * (0.55 + 0.45 * candidate.confidence);
        let confidence = if rank == 0 { sure.clamp(0.05, 0.95) } else { 0.2 };
        if field.suggestions.iter().all(|s: &Suggestion<String>| s.value != candidate.name) {
            field.suggestions.push(Suggestion { value: candidate.name.clone(), confidence, bounds: Some(candidate.bounds), source: Source::Read });
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
    let priced = sheet.lines.iter().position(|line| line.amounts.iter().any(|a| a.is_price() && a.slips == 0));
    priced.unwrap_or(HEAD).clamp(3.min(sheet.lines.len()), HEAD.min(sheet.lines.len()))
}

fn candidate(sheet: &Sheet, at: usize, end: usize) -> Option<Candidate> {
    let line = &sheet.lines[at];
    let (mut name, mut bounds) = (clean(line), line.bounds);
    let legal_form = has_legal_form(line);
    if legal_form && bare_form(line) {
        let above = at.checked_sub(1).map(|above| &sheet.lines[above]).filter(|above| above.letters() >= 3)?;
        (name, bounds) = (format!("{} {}", clean(above), name), above.bounds.union(&bounds));
    } else if !legal_form && at + 1 < end && bare_form(&sheet.lines[at + 1]) {
        return None;
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3 {
        return None;
    }
    Some(Candidate { score: score(sheet, at, line, &name, legal_form), name, bounds, confidence: line.confidence() })
}

fn score(sheet: &Sheet, at: usize, line: &Line, name: &str, legal_form: bool) -> f32 {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count() as f32;
    let digits = name.chars().filter(char::is_ascii_digit).count() as f32;
    let strange = name.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '.' | '&' | '(' | ')' | '\'' | '-' | ',')).count() as f32;
    let lower = !name.chars().any(char::is_uppercase);
    let words = name.split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 3).count();
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
    score -= if says(&line.label, &["date", "time", "cashier", "server", "table", "hours", "bill", "sold", "customer", "attn", "branch", "formerly", "welcome", "shopping", "follow"]) { 1.5 } else { 0.0 };
    score
}

/// A legal entity below the head: owners are often named at the foot.
fn legal_below(sheet: &Sheet, at: usize) -> Option<Candidate> {
    let line = &sheet.lines[at];
    let named = has_legal_form(line) && !bare_form(line) && line.words.len() <= 10 && line.amounts.is_empty();
    let deliver = says(&line.label, &["bank", "sold", "bill", "deliver", "to", "powered", "software", "customer", "account", "goods", "cheque"]);
    (named && !deliver).then(|| Candidate { score: 0.9 + line.confidence() * 0.4, name: clean(line), bounds: line.bounds, confidence: line.confidence() * 0.8 })
}

/// Words that end a company's name, and what they are read as.
const FORMS: &[&str] = &["sdn", "bhd", "plt", "ltd", "limited", "gmbh", "llc", "inc", "berhad", "corp", "pte", "enterprise", "trading", "kg", "ag"];
const SLIPS: &[(&str, &str)] = &[
    ("sun", "SDN"), ("son", "SDN"), ("sdm", "SDN"), ("sdh", "SDN"), ("sbn", "SDN"), ("5dn", "SDN"), ("sdn", "SDN"), ("son", "SDN"), ("sin", "SDN"), ("sdw", "SDN"), ("san", "SDN"), ("sdnbhd", "SDN BHD"), ("8dn", "SDN"),
    ("bad", "BHD"), ("bho", "BHD"), ("bhd", "BHD"), ("bhn", "BHD"), ("bnd", "BHD"), ("bwd", "BHD"), ("8hd", "BHD"), ("bed", "BHD"), ("bhp", "BHD"), ("brd", "BHD"), ("bhda", "BHD"), ("eho", "BHD"), ("ehd", "BHD"), ("bhd1", "BHD"), ("hhd", "BHD"), ("rhd", "BHD"), ("bd", "BHD"), ("aho", "BHD"), ("ahd", "BHD"), ("bkd", "BHD"),
];

/// Whether the line names a legal form.
pub(super) fn has_legal_form(line: &Line) -> bool {
    let plain: Vec<String> = line.words.iter().map(|w| bare(&w.text)).collect();
    plain.iter().skip(1).any(|w| FORMS.contains(&w.as_str())) || plain.first().is_some_and(|w| matches!(w.as_str(), "sdn" | "bhd")) || form_at(&plain).is_some()
}

/// The line is nothing but a legal form.
fn bare_form(line: &Line) -> bool {
    let plain: Vec<String> = line.words.iter().map(|w| bare(&w.text)).filter(|w| !w.is_empty() && w.chars().all(char::is_alphabetic)).collect();
    !plain.is_empty() && plain.len() <= 3 && plain.iter().all(|w| FORMS.contains(&w.as_str()) || w == "m")
}

/// Where `SDN BHD` stands, allowing slips in both words.
fn form_at(plain: &[String]) -> Option<usize> {
    let means = |word: &str, wanted: &str| SLIPS.iter().any(|(slip, form)| *slip == word && *form == wanted);
    (1..plain.len().saturating_sub(1)).find(|at| means(&plain[*at], "SDN") && means(&plain[at + 1], "BHD"))
}

fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The kind of business: a name without a legal form often ends in one.
fn trade_word(line: &Line) -> bool {
    says(&line.label, &["restaurant", "restoran", "enterprise", "trading", "cafe", "kopitiam", "stationery", "hardware", "pharmacy", "farmasi", "klinik", "bakery", "mart", "market", "store", "stores", "supermarket", "shop", "grill", "kitchen", "bistro", "bar", "pasaraya", "bookstore", "electrical", "marketing", "baumarkt", "apotheke", "hotel", "pizza", "house", "diner", "group", "holdings", "industries", "perniagaan", "syarikat", "kedai"])
}

/// The name without what was printed around it.
fn clean(line: &Line) -> String {
    let mut words: Vec<String> = line.words.iter().map(|w| w.text.clone()).collect();
    while words.first().is_some_and(|w| !w.chars().any(char::is_alphanumeric)) {
        words.remove(0);
    }
    let plain: Vec<String> = words.iter().map(|w| bare(w)).collect();
    if let Some(at) = form_at(&plain) {
        mend(&mut words[at], &plain[at]);
        mend(&mut words[at + 1], &plain[at + 1]);
        words.truncate(at + 2);
    } else if let Some(at) = plain.iter().rposition(|w| FORMS.contains(&w.as_str())).filter(|at| *at > 0) {
        words.truncate(at + 1);
    } else if let Some(at) = words.iter().position(|w| registration_start(w)).filter(|at| *at > 0) {
        words.truncate(at);
    }
    let last = words.last().cloned().unwrap_or_default();
    if let Some((before, _)) = last.split_once('(').filter(|(before, after)| before.len() >= 2 && after.chars().filter(char::is_ascii_digit).count() >= 3) {
        words.pop();
        words.push(before.to_owned());
    }
    while words.len() > 1 && words.last().is_some_and(|w| !w.chars().any(char::is_alphanumeric) || w.chars().count() == 1 && !w.chars().any(char::is_uppercase)) {
        words.pop();
    }
    words.join(" ").trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '.' | '\'' | '!')).to_owned()
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
    digits >= 4 && (word.starts_with(['(', '{', '[']) || digits * 2 > word.len()) || matches!(bare(word).as_str(), "reg" | "co" if word.starts_with('('))
}

//! The seller's name.
use super::{
    clean::clean,
    form::{bare, bare_form, has_legal_form, is_rest, only_trade_words, trade_word},
    is_contact, is_place, is_registration, is_title, known,
};
use crate::{
    Doubt, Field, Source, Suggestion,
    label::says,
    readings::Readings,
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
pub(crate) fn merchant(readings: &Readings) -> Field<String> {
    let mut found: Vec<Candidate> = Vec::new();
    for sheet in &readings.sheets {
        let before = found.len();
        seen_in(sheet).into_iter().for_each(|one| join(&mut found, before, one));
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    field(&found)
}

/// The names that one reading saw.
fn seen_in(sheet: &Sheet) -> Vec<Candidate> {
    let end = head_end(sheet);
    let head = (0..end).filter_map(|at| candidate(sheet, at, end));
    head.chain((end..sheet.lines.len()).filter_map(|at| legal_below(sheet, at))).collect()
}

/// What it is worth that another reading saw the same name, or nearly.
const AGREED: f32 = 0.7;
const ALIKE: f32 = 0.4;

/// Adds a name to those that the former readings saw, the first `before`.
fn join(found: &mut Vec<Candidate>, before: usize, mut one: Candidate) {
    let plain = |name: &str| bare(name);
    let mut is_new = true;
    for other in &mut found[..before] {
        if plain(&other.name) == plain(&one.name) {
            other.score = other.score.max(one.score) + AGREED;
            other.confidence = other.confidence.max(one.confidence);
            is_new = false;
        } else if strsim::normalized_levenshtein(&plain(&other.name), &plain(&one.name)) > 0.7 {
            other.score += ALIKE;
            one.score += ALIKE;
        }
    }
    if is_new {
        found.push(one);
    }
}

fn field(found: &[Candidate]) -> Field<String> {
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

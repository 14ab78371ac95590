//! The seller's name.
use super::{
    clean::clean,
    evidence::features,
    form::{bare, bare_form, brand, has_legal_form, is_rest, only_trade_words, trade_word},
    is_contact, is_place, is_title, known,
};
use crate::{
    Doubt, Field, Source, Suggestion,
    country::Evidence,
    label::says,
    model::{Features, Weights},
    readings::Readings,
    sheet::{Line, Sheet},
};
use page::Bounds;

/// Lines from the top that can hold the name.
const HEAD: usize = 14;

/// A name with what speaks for it.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub name: String,
    pub score: f32,
    pub features: Features,
    pub bounds: Bounds,
    pub confidence: f32,
}

impl Candidate {
    fn ranked(&self) -> (f32, &str, &Features) {
        (self.score, &self.name, &self.features)
    }
}

/// Who sold: the legal entity when printed, else the brand. Where a seller is
/// called by its brand, as in Europe, the brand comes first.
pub(crate) fn merchant(
    readings: &Readings,
    evidence: &Evidence,
    weights: &Weights,
) -> Field<String> {
    let found = candidates(readings, weights);
    let branded = evidence.europe > evidence.malaysia.max(evidence.united_states);
    let mut field = field(&found, weights);
    if let Some(brand) = field.best().filter(|_| branded).and_then(with_brand) {
        field.suggestions.insert(0, brand);
        field.suggestions.truncate(5);
    }
    field
}

/// The suggestion with its brand for its name.
fn with_brand(best: &Suggestion<String>) -> Option<Suggestion<String>> {
    let chain = known::chain(&best.value).map(str::to_owned);
    let value = chain.or_else(|| brand(&best.value)).filter(|brand| *brand != best.value)?;
    Some(Suggestion { value, ..best.clone() })
}

/// The names that the readings saw, best first.
pub(crate) fn candidates(readings: &Readings, weights: &Weights) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for sheet in readings.whole() {
        let before = found.len();
        seen_in(sheet).into_iter().for_each(|one| join(&mut found, before, one));
    }
    // A lone name in small letters is a handwritten note.
    let printed = |one: &Candidate| one.name.chars().any(char::is_uppercase);
    if found.iter().any(printed) {
        found.retain(printed);
    }
    for candidate in &mut found {
        candidate.score = weights.merchant.score(&candidate.features);
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found
}

/// The names that one reading saw.
fn seen_in(sheet: &Sheet) -> Vec<Candidate> {
    let end = head_end(sheet);
    let head = (0..end).filter_map(|at| candidate(sheet, at, end));
    let below = (end..sheet.lines.len())
        .filter_map(|at| legal_below(sheet, at).or_else(|| chain_below(sheet, at)));
    let joined = (0..end.saturating_sub(1)).filter_map(|at| joined(sheet, at));
    head.chain(joined).chain(below).collect()
}

/// Adds a name to those that the former readings saw, the first `before`.
fn join(found: &mut Vec<Candidate>, before: usize, mut one: Candidate) {
    let plain = bare(&one.name);
    let mut is_new = true;
    for other in &mut found[..before] {
        let theirs = bare(&other.name);
        if theirs == plain {
            other.features.push(("agreed", 1.0));
            other.confidence = other.confidence.max(one.confidence);
            is_new = false;
        } else if strsim::normalized_levenshtein(&theirs, &plain) > 0.7 {
            other.features.push(("alike", 1.0));
            one.features.push(("alike", 1.0));
        }
    }
    if is_new {
        found.push(one);
    }
}

fn field(found: &[Candidate], weights: &Weights) -> Field<String> {
    let mut field = Field::default();
    let Some(best) = found.first() else { return field };
    let margin = found.get(1).map_or(2.0, |second| best.score - second.score);
    let sure = weights.merchant_sure.chance(&certainty(found.iter().map(Candidate::ranked)));
    for (rank, candidate) in found.iter().enumerate() {
        let confidence = if rank == 0 { sure } else { (1.0 - sure) / (rank + 1) as f32 };
        if field.suggestions.len() < 5
            && field.suggestions.iter().all(|s: &Suggestion<String>| s.value != candidate.name)
        {
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

/// What tells how sure the best of ranked names is: scores, names and their features, best first.
pub(crate) fn certainty<'a>(
    mut ranked: impl Iterator<Item = (f32, &'a str, &'a Features)>,
) -> Features {
    let Some((best, name, features)) = ranked.next() else { return Features::new() };
    let plain = bare(name);
    let other = ranked.find(|(_, other, _)| bare(other) != plain);
    let margin = other.map_or(4.0, |(other, ..)| (best - other).min(4.0));
    let told = |(name, _): &&(&'static str, f32)| TELLING.contains(name);
    let mut features: Features = features.iter().filter(told).copied().collect();
    features.extend([("margin", margin), ("score", best.clamp(-4.0, 8.0))]);
    features
}

/// Of a name's features those that tell whether it is right, beyond its being the best.
const TELLING: &[&str] = &[
    "agreed",
    "alike",
    "chain",
    "clutter",
    "legal form",
    "odd",
    "one word",
    "print",
    "smudged",
    "unsure word",
    "before number",
    "below head",
    "chain below",
];

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
    let nameless = lines.len() == 1 && (bare_form(line) || legal_form && only_trade_words(line));
    (letters >= 3 && !nameless).then(|| Candidate {
        score: 0.0,
        features: features(sheet, at + 1 - lines.len(), at, &name, legal_form),
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

/// A name over two lines: `Primo` and `Family Restaurant`, `Ristorante` and `Bellagio`.
fn joined(sheet: &Sheet, at: usize) -> Option<Candidate> {
    let (first, second) = (sheet.lines.get(at)?, sheet.lines.get(at + 1)?);
    let ends = trade_word(second) && !trade_word(first);
    let begins = only_trade_words(first);
    let plain = |line: &Line| can_begin(line) && !has_legal_form(line);
    if !(ends || begins) || !plain(first) || !plain(second) || second.text.contains(['(', '#']) {
        return None;
    }
    let name = format!("{} {}", clean(first), clean(second));
    Some(Candidate {
        score: 0.0,
        features: features(sheet, at, at + 1, &name, false),
        name,
        bounds: first.bounds.union(&second.bounds),
        confidence: first.confidence().min(second.confidence()),
    })
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
    let name = clean(line);
    (named && !deliver).then(|| Candidate {
        score: 0.0,
        features: vec![("below head", 1.0), ("print", line.confidence() - 0.6)],
        name,
        bounds: line.bounds,
        confidence: line.confidence() * 0.8,
    })
}

/// A chain's name at the foot, alone or with its branch: the head is often a picture.
fn chain_below(sheet: &Sheet, at: usize) -> Option<Candidate> {
    let line = &sheet.lines[at];
    let name = clean(line);
    let short = line.words.len() <= 3 && line.amounts.is_empty() && line.confidence() > 0.5;
    let chain = known::chain(&name).filter(|chain| short && chain.chars().count() >= 4)?;
    Some(Candidate {
        score: 0.0,
        features: vec![("chain below", 1.0), ("chain", 1.0), ("print", line.confidence() - 0.6)],
        name: chain.to_owned(),
        bounds: line.bounds,
        confidence: line.confidence() * 0.8,
    })
}

//! The seller's address.
use super::{is_contact, is_place, is_registration, is_title};
use crate::{
    Field, Source, Suggestion,
    sheet::{Line, Sheet},
};
use page::Bounds;

/// Lines from the top, and lines of one address.
const HEAD: usize = 16;
const MOST_LINES: usize = 5;

/// The first run of address lines below the name.
pub(crate) fn address(sheet: &Sheet, merchant: Option<Bounds>) -> Field<String> {
    let below = merchant
        .map_or(0, |bounds| sheet.lines.iter().position(|l| l.bounds.y > bounds.y).unwrap_or(0));
    let start = (below..sheet.lines.len().min(below + HEAD)).find(|at| is_place(&sheet.lines[*at]));
    let mut field = Field::default();
    let Some(start) = start else { return field };
    let run: Vec<&Line> =
        sheet.lines[start..].iter().take(MOST_LINES).take_while(|line| belongs(line)).collect();
    let value = run.iter().map(|line| part(line)).collect::<Vec<_>>().join(", ");
    let confidence = run.iter().map(|line| line.confidence()).fold(1.0, f32::min);
    let bounds = run.iter().map(|line| line.bounds).reduce(|a, b| a.union(&b));
    let strength = if run.len() > 1 { 0.8 } else { 0.6 };
    if !value.is_empty() {
        field.suggestions.push(Suggestion {
            value,
            confidence: (strength * (0.5 + 0.5 * confidence)).min(0.9),
            bounds,
            source: Source::Read,
        });
    }
    field
}

fn belongs(line: &Line) -> bool {
    let other = is_contact(line)
        || is_registration(line)
        || is_title(line)
        || line.amounts.iter().any(|a| a.is_price());
    !other
        && line.letters() >= 3
        && (is_place(line) || line.words.len() <= 5 && line.text.trim_end().ends_with([',', '.']))
}

fn part(line: &Line) -> String {
    line.text.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')').to_owned()
}

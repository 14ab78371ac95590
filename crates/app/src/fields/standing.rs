//! How each field of a receipt stands: what the review shows, and what makes a
//! receipt ready.
use super::{FieldReading, Learnt, ORDER, Origin, Origins, text};
use crate::views::{AlternativeView, FieldName, FieldState, FieldView};
use receipt::Source;
use store::table::receipt::{Receipt, State};

/// Alternatives shown for one field.
const MOST_ALTERNATIVES: usize = 3;

/// Every field in the order it is shown.
pub fn standing(receipt: &Receipt, readings: &[FieldReading], origins: &Origins) -> Vec<FieldView> {
    ORDER.into_iter().map(|name| one(receipt, name, readings, origins)).collect()
}

/// How many fields need a look.
pub fn count_doubts(fields: &[FieldView]) -> u32 {
    let needs_look =
        |field: &&FieldView| matches!(field.state, FieldState::Check | FieldState::Missing);
    u32::try_from(fields.iter().filter(needs_look).count()).unwrap_or(u32::MAX)
}

fn one(
    receipt: &Receipt,
    name: FieldName,
    readings: &[FieldReading],
    origins: &Origins,
) -> FieldView {
    let reading = readings.iter().find(|reading| reading.field == name);
    let value = text(&receipt.fields, name);
    let state = state(receipt, name, value.as_deref(), reading, origins);
    let read = reading.and_then(FieldReading::value);
    let learnt = origins.learnt(name).filter(|_| value.is_some());
    let typed = origins.fields.get(&name) == Some(&Origin::Typed);
    let changed = (typed || learnt.is_some()) && read != value.as_deref();
    let suggestion = reading
        .and_then(|reading| reading.suggestions.iter().find(|s| Some(&s.value) == value.as_ref()));
    FieldView {
        name,
        state,
        doubts: match (state, reading) {
            (FieldState::Check, Some(reading)) => reading.doubts.clone(),
            _ => Vec::new(),
        },
        source: learnt.map(|_| Source::Learnt).or(suggestion.map(|suggestion| suggestion.source)),
        alternatives: alternatives(reading, value.as_deref()),
        bounds: suggestion.and_then(|suggestion| suggestion.bounds),
        as_read: read.filter(|_| changed).map(str::to_owned),
        value,
    }
}

fn state(
    receipt: &Receipt,
    name: FieldName,
    value: Option<&str>,
    reading: Option<&FieldReading>,
    origins: &Origins,
) -> FieldState {
    let settled = receipt.state == State::Confirmed && !receipt.unsure;
    match value {
        _ if origins.fields.contains_key(&name) => FieldState::Confirmed,
        None if name.is_wanted() && !settled => FieldState::Missing,
        None => FieldState::Absent,
        Some(_) if settled => FieldState::Confirmed,
        Some(_) if origins.learnt(name) == Some(Learnt::Known) => FieldState::Sure,
        Some(_) if origins.learnt(name) == Some(Learnt::Likely) => FieldState::Check,
        Some(_) if is_sure(name, reading) => FieldState::Sure,
        Some(_) => FieldState::Check,
    }
}

/// Merchant, date and total must be sure; of the other fields a doubt is enough
/// to be looked at, a faint address is not.
fn is_sure(name: FieldName, reading: Option<&FieldReading>) -> bool {
    reading.is_some_and(|reading| {
        if name.is_wanted() { reading.is_sure() } else { reading.doubts.is_empty() }
    })
}

fn alternatives(reading: Option<&FieldReading>, value: Option<&str>) -> Vec<AlternativeView> {
    let others = reading
        .into_iter()
        .flat_map(|reading| &reading.suggestions)
        .filter(|s| Some(s.value.as_str()) != value);
    let view = |s: &super::SuggestedText| AlternativeView {
        value: s.value.clone(),
        source: s.source,
        bounds: s.bounds,
    };
    others.take(MOST_ALTERNATIVES).map(view).collect()
}

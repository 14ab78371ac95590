//! How each field of a receipt stands: what the review shows, and what makes a
//! receipt ready.
use super::{FieldReading, Learnt, ORDER, Origin, Origins, text};
use crate::views::{AlternativeView, FieldName, FieldState, FieldView};
use receipt::{READY, Source};
use store::table::receipt::{Receipt, State};

/// Alternatives shown for one field.
const MOST_ALTERNATIVES: usize = 3;

/// Every field in the order it is shown.
pub fn standing(receipt: &Receipt, readings: &[FieldReading], origins: &Origins) -> Vec<FieldView> {
    let mut fields: Vec<FieldView> =
        ORDER.into_iter().map(|name| one(receipt, name, readings, origins)).collect();
    if let Some(at) = least_sure(&fields, readings) {
        fields[at].state = FieldState::Check;
    }
    fields
}

/// Merchant, date and total may each be sure and not all of them together: then the
/// least sure of them is to be looked at.
fn least_sure(fields: &[FieldView], readings: &[FieldReading]) -> Option<usize> {
    let wanted = || fields.iter().enumerate().filter(|(_, field)| field.name.is_wanted());
    let open = |field: &FieldView| matches!(field.state, FieldState::Check | FieldState::Missing);
    let chance = |field: &FieldView| match (field.state, field.source) {
        (FieldState::Sure, Some(Source::Learnt)) => KNOWN,
        (FieldState::Sure, _) => confidence(field, readings),
        _ => 1.0,
    };
    let together: f32 = wanted().map(|(_, field)| chance(field)).product();
    if together >= READY || wanted().any(|(_, field)| open(field)) {
        return None;
    }
    wanted().min_by(|a, b| chance(a.1).total_cmp(&chance(b.1))).map(|(at, _)| at)
}

/// A seller that was recognised by its own numbers is hardly ever another.
const KNOWN: f32 = 0.999;

fn confidence(field: &FieldView, readings: &[FieldReading]) -> f32 {
    let reading = readings.iter().find(|reading| reading.field == field.name);
    let suggestions = reading.into_iter().flat_map(|reading| &reading.suggestions);
    let shown = |s: &&super::SuggestedText| Some(&s.value) == field.value.as_ref();
    suggestions.filter(shown).map(|s| s.confidence).next().unwrap_or(0.0)
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

#[cfg(test)]
mod tests {
    use super::super::SuggestedText;
    use super::*;

    const WANTED: [FieldName; 3] = [FieldName::Merchant, FieldName::Date, FieldName::Total];

    fn view(name: FieldName, state: FieldState, source: Source) -> FieldView {
        FieldView {
            name,
            state,
            doubts: vec![],
            source: Some(source),
            alternatives: vec![],
            bounds: None,
            as_read: None,
            value: Some("x".into()),
        }
    }

    fn readings(chances: [f32; 3]) -> Vec<FieldReading> {
        let one = |(field, confidence)| {
            let value = "x".to_owned();
            let read = SuggestedText { value, confidence, bounds: None, source: Source::Read };
            FieldReading { field, suggestions: vec![read], doubts: vec![] }
        };
        WANTED.into_iter().zip(chances).map(one).collect()
    }

    fn sure() -> Vec<FieldView> {
        WANTED.map(|name| view(name, FieldState::Sure, Source::Read)).to_vec()
    }

    #[test]
    fn each_sure_is_not_all_sure() {
        let found = |chances| least_sure(&sure(), &readings(chances));
        assert_eq!(found([0.999, 0.998, 0.997]), None, "99.4 of 100 are right in all three");
        assert_eq!(
            found([0.98, 0.97, 0.99]),
            Some(1),
            "six of a hundred would be wrong: look here"
        );
    }

    #[test]
    fn what_is_open_or_certain_anyway_is_not_asked_about_twice() {
        let mut fields = sure();
        fields[0].state = FieldState::Check;
        let chances = readings([0.5, 0.97, 0.97]);
        assert_eq!(least_sure(&fields, &chances), None, "it is looked at already");
        let mut fields = sure();
        fields[0] = view(FieldName::Merchant, FieldState::Sure, Source::Learnt);
        fields[1].state = FieldState::Confirmed;
        let chances = readings([0.3, 0.3, 0.995]);
        assert_eq!(least_sure(&fields, &chances), None, "a known seller and a typed day are right");
    }
}

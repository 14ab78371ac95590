//! What tells how sure a total is.
use super::Balance;
use crate::{model::Features, readings::Readings};

/// The features of the best total; none where there is no total.
pub(crate) fn certainty(balance: &Balance, readings: &Readings) -> Features {
    let Some(best) = balance.totals.first() else { return Features::new() };
    let flag = |holds: bool| f32::from(u8::from(holds));
    let next = balance.totals.get(1);
    let own = best.rule - best.support;
    let rival = next.is_some_and(|next| next.rule > 2.0);
    let print = best.candidate.confidence;
    let cents = best.candidate.cents;
    let mut features = vec![
        ("said", own.clamp(-3.0, 6.0)),
        ("margin", next.map_or(4.0, |next| (best.score - next.score).min(4.0))),
        ("support", best.support.clamp(0.0, 4.0)),
        ("supported", flag(best.support >= 1.5)),
        ("well supported", flag(best.support >= 3.0)),
        ("parts", flag(best.parts >= 2.0)),
        ("cash", flag(best.cash >= 2.0)),
        ("paid exactly", flag(best.cash > 0.0 && best.cash < 2.0)),
        ("goods", flag(best.goods)),
        ("print", print - 0.8),
        ("smudged", flag(print < 0.6)),
        ("printed nowhere", flag(best.candidate.line.is_none())),
        ("mended", flag(best.candidate.mended.is_some())),
        ("mended where two agree", flag(best.candidate.agreed)),
        ("rival", flag(rival)),
        ("under one", flag(cents < 100)),
        ("unpayable", flag(best.unpayable)),
        ("cash differs", flag(differs(balance))),
        ("less than one above", flag(best.topped)),
    ];
    features.extend(readings.certainty(best.candidate.seen, best.against));
    features
}

/// Cash less change is another amount.
fn differs(balance: &Balance) -> bool {
    let (Some(best), Some(paid), Some(change)) =
        (balance.totals.first(), balance.paid, balance.change)
    else {
        return false;
    };
    paid.cents.saturating_sub(change.cents.abs()) != best.candidate.cents
}

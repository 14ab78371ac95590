//! The assignment of sums that fits the arithmetic best.
use super::{
    Candidate, Sums,
    mend::{self, one_digit_apart},
    parts::{Parts, best_parts},
    totals::all_totals,
};
use crate::{
    model::{Features, Weights},
    readings::Seen,
};

/// The sums that were chosen.
#[derive(Debug, Clone, Default)]
pub(crate) struct Balance {
    /// Best first, distinct amounts.
    pub totals: Vec<Weighed>,
    pub subtotal: Option<Candidate>,
    pub tax: Option<Candidate>,
    pub service: Option<Candidate>,
    pub rounding: Option<Candidate>,
    pub paid: Option<Candidate>,
    pub change: Option<Candidate>,
}

/// A total with what speaks for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weighed {
    pub candidate: Candidate,
    /// What labels, place and arithmetic say together.
    pub rule: f32,
    /// All that speaks for it.
    pub score: f32,
    /// Of the rule, from sums that agree.
    pub support: f32,
    /// Of that, from parts that add up, and from cash and change.
    pub parts: f32,
    pub cash: f32,
    /// The goods come to just this.
    pub goods: bool,
    /// No coins come to just this.
    pub unpayable: bool,
    /// A price above it is more.
    pub topped: bool,
    /// The readings that saw only other totals on its row.
    pub against: Seen,
}

impl Weighed {
    /// What speaks for this amount being the total.
    pub fn features(&self) -> Features {
        let flag = |holds: bool| f32::from(u8::from(holds));
        let Candidate { seen, confidence, line, mended, agreed, .. } = self.candidate;
        let mut features = vec![
            ("rule", self.rule.clamp(-4.0, 10.0)),
            ("print", confidence - 0.8),
            ("smudged", flag(confidence < 0.6)),
            ("support", self.support.clamp(0.0, 4.0)),
            ("parts", flag(self.parts >= 2.0)),
            ("cash", flag(self.cash >= 2.0)),
            ("goods", flag(self.goods)),
            ("unpayable", flag(self.unpayable)),
            ("printed nowhere", flag(line.is_none())),
            ("mended", flag(mended.is_some())),
            ("mended where two agree", flag(agreed)),
            ("less than one above", flag(self.topped)),
        ];
        features.extend(seen.features(self.against));
        features
    }
}

/// What was handed over and what came back.
type Cash = (Candidate, Option<Candidate>);

/// Weighs the candidates of a receipt whose goods come to `goods`.
///
/// `coins` is the smallest coin in hundredths: 5 where bills are rounded to 5 sen.
pub(crate) fn weigh(sums: &Sums, goods: &[i64], coins: i64, weights: &Weights) -> Balance {
    let mut totals: Vec<(Weighed, Parts, Option<Cash>)> = Vec::new();
    let printed = all_totals(sums, goods, coins);
    let mended = mend::mended(sums, goods, coins);
    for candidate in printed.iter().chain(&mended).copied() {
        let parts = best_parts(sums, goods, candidate.cents);
        let cash = cash(sums, candidate.cents);
        let weighed = supported(sums, goods, candidate, &parts, cash.as_ref());
        match totals.iter_mut().find(|(other, ..)| other.candidate.cents == candidate.cents) {
            Some((other, ..)) if other.rule >= weighed.rule => {}
            Some(other) => *other = (weighed, parts, cash),
            None => totals.push((weighed, parts, cash)),
        }
    }
    for (weighed, ..) in &mut totals {
        let times = printed
            .iter()
            .filter(|c| c.line.is_some() && c.cents == weighed.candidate.cents)
            .count();
        weighed.rule += AGAIN * times.saturating_sub(1).min(2) as f32;
    }
    if coins > 1 {
        prefer_rounded(&mut totals, coins);
    }
    for (weighed, ..) in &mut totals {
        weighed.unpayable = weighed.candidate.cents % coins.max(1) != 0;
        weighed.topped = is_topped(&sums.plain, &weighed.candidate);
        weighed.against = against(&sums.total, &weighed.candidate);
        weighed.score = weights.total.score(&weighed.features());
    }
    totals.sort_by(|a, b| b.0.score.total_cmp(&a.0.score));
    let Some((best, parts, cash)) = totals.first().copied() else {
        return Balance {
            tax: first(&sums.tax),
            subtotal: first(&sums.subtotal),
            ..Balance::default()
        };
    };
    Balance {
        subtotal: subtotal(sums, &parts, &best.candidate),
        tax: parts
            .tax
            .or_else(|| included_tax(sums, best.candidate.cents))
            .or_else(|| best_tax(sums, best.candidate.cents))
            .or_else(|| remaining_tax(sums, &best.candidate)),
        service: parts.service.or_else(|| first(&sums.service)),
        rounding: parts
            .rounding
            .or_else(|| sums.rounding.iter().find(|c| c.cents.abs() <= 5).copied()),
        paid: cash.map(|(paid, _)| paid).or_else(|| first(&sums.paid)),
        change: cash
            .and_then(|(_, change)| change)
            .or_else(|| if cash.is_none() { first(&sums.change) } else { None }),
        totals: totals.iter().map(|(weighed, ..)| *weighed).collect(),
    }
}

/// The base of the sum that adds up; the total itself is none.
fn subtotal(sums: &Sums, parts: &Parts, total: &Candidate) -> Option<Candidate> {
    let named = |c: &Candidate| sums.subtotal.iter().any(|named| named.line == c.line);
    let base =
        parts.subtotal.filter(|c| named(c) || c.line != total.line && c.cents != total.cents);
    base.or_else(|| first(&sums.subtotal))
}

/// An amount that is printed again is likelier by this much.
const AGAIN: f32 = 0.6;

/// Of two totals a few sen or one digit apart, the one that coins can pay was paid.
fn prefer_rounded(totals: &mut [(Weighed, Parts, Option<Cash>)], coins: i64) {
    let printed: Vec<i64> = totals
        .iter()
        .filter(|(w, ..)| w.candidate.line.is_some() && w.candidate.score > -1.6)
        .map(|(w, ..)| w.candidate.cents)
        .collect();
    for (weighed, ..) in totals.iter_mut() {
        let cents = weighed.candidate.cents;
        let near = |other: &&i64| {
            **other != cents && ((**other - cents).abs() < coins || one_digit_apart(**other, cents))
        };
        let payable = |cents: i64| cents % coins == 0;
        weighed.rule -= if payable(cents) { 0.0 } else { 0.7 };
        if let Some(other) =
            printed.iter().filter(near).find(|other| payable(**other) != payable(cents))
        {
            let weight = if (other - cents).abs() < coins { 1.8 } else { 0.9 };
            weighed.rule += if payable(cents) { weight } else { -weight };
        }
    }
}

fn first(list: &[Candidate]) -> Option<Candidate> {
    list.first().copied()
}

/// Paid and change that come to the total.
fn cash(sums: &Sums, total: i64) -> Option<Cash> {
    let with_change = sums
        .paid
        .iter()
        .flat_map(|paid| sums.change.iter().map(move |change| (*paid, Some(*change))));
    let exact = sums.paid.iter().map(|paid| (*paid, None));
    with_change
        .filter(|(_, change)| change.is_some_and(|c| c.cents != 0))
        .chain(exact)
        .find(|(paid, change)| paid.cents - change.map_or(0, |c| c.cents.abs()) == total)
}

/// A total with what agrees with it.
fn supported(
    sums: &Sums,
    goods: &[i64],
    candidate: Candidate,
    parts: &Parts,
    cash: Option<&Cash>,
) -> Weighed {
    let total = candidate.cents;
    let own = |line: Option<usize>| line.is_some() && line == candidate.line;
    let alone = parts.weight < 1.0
        && (candidate.line.is_none() || parts.subtotal.is_some_and(|c| own(c.line)));
    let halves: f32 = if has_halves(&sums.subtotal, &candidate) { 2.0 } else { 0.0 };
    let parts = halves.max(if alone { 0.0 } else { parts.weight });
    let nothing_back = sums.change.iter().any(|change| change.cents == 0 && change.score > -1.0);
    let cash = match cash {
        Some((paid, None)) if nothing_back && own(paid.line) => 1.6,
        Some((_, Some(_))) if candidate.line.is_none() => 2.0,
        Some((_, Some(_))) => 2.6,
        Some((paid, None)) if !own(paid.line) => 1.2,
        _ => 0.0,
    };
    let goods = goods.contains(&total) && candidate.line.is_some();
    let net = sums.summary.iter().any(|(net, tax)| (net + tax - total).abs() <= 2 && *tax > 0);
    let support = parts + cash + if goods { 1.2 } else { 0.0 } + if net { 1.0 } else { 0.0 }
        - match total {
            0 => 2.5,
            ..0 => 1.0,
            _ => 0.0,
        };
    Weighed {
        candidate,
        rule: candidate.score + support,
        score: 0.0,
        support,
        parts,
        cash,
        goods,
        unpayable: false,
        topped: false,
        against: Seen::default(),
    }
}

/// Whether two subtotals, of goods that are taxed otherwise, come to a printed total.
fn has_halves(subtotals: &[Candidate], total: &Candidate) -> bool {
    let others = || subtotals.iter().filter(|c| c.line != total.line && c.cents > 0);
    let fits = |a: &Candidate, b: &Candidate| {
        a.line != b.line && a.cents.saturating_add(b.cents) == total.cents
    };
    total.line.is_some() && others().any(|a| others().any(|b| fits(a, b)))
}

/// Whether a price that stands above a total is more than it.
fn is_topped(prices: &[Candidate], total: &Candidate) -> bool {
    let above = |price: &&Candidate| total.line.is_none_or(|line| price.line < Some(line));
    prices.iter().filter(above).any(|price| price.cents > total.cents)
}

/// Those that saw another amount on the same row and not this one.
fn against(totals: &[Candidate], one: &Candidate) -> Seen {
    let row = totals.iter().filter(|other| one.line.is_some() && other.line == one.line);
    row.fold(Seen::default(), |seen, other| seen.and(other.seen)).without(one.seen)
}

/// The tax that is inside the total, by the tax summary: one of its lines, or all.
fn included_tax(sums: &Sums, total: i64) -> Option<Candidate> {
    let all = sums.summary.iter().fold((0_i64, 0_i64), |(nets, taxes), (net, tax)| {
        (nets.saturating_add(*net), taxes.saturating_add(*tax))
    });
    let fits = |(net, tax): &(i64, i64)| net.saturating_add(*tax).abs_diff(total) <= 2;
    let (_, tax) = sums.summary.iter().copied().find(fits).or(Some(all).filter(fits))?;
    let printed = sums.tax.iter().find(|c| c.cents == tax).copied();
    Some(printed.unwrap_or(Candidate { confidence: 0.8, ..Candidate::computed(tax, 1.0) }))
}

/// What lies between subtotal and total, where a tax is named and could not be read.
fn remaining_tax(sums: &Sums, total: &Candidate) -> Option<Candidate> {
    let subtotal = first(&sums.subtotal).filter(|c| {
        sums.names_tax && sums.service.is_empty() && sums.tip.is_empty() && c.line != total.line
    })?;
    let rest = total.cents.checked_sub(subtotal.cents)?;
    let plausible = rest > 0 && rest.checked_mul(4)? <= subtotal.cents;
    plausible.then_some(Candidate { confidence: 0.3, ..Candidate::computed(rest, 0.0) })
}

/// A tax that is no larger than a third of the total.
fn best_tax(sums: &Sums, total: i64) -> Option<Candidate> {
    sums.tax.iter().find(|tax| tax.cents.abs() * 3 <= total.abs().max(1)).copied()
}

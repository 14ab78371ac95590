//! The assignment of sums that fits the arithmetic best.
use super::{
    Candidate, Sums,
    mend::{self, one_digit_apart},
    parts::{Parts, best_parts},
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
    /// The readings that saw only other totals on its row.
    pub against: Seen,
}

impl Weighed {
    /// What speaks for this amount being the total.
    pub fn features(&self) -> Features {
        let flag = |holds: bool| f32::from(u8::from(holds));
        let Candidate { seen, confidence, line, mended, .. } = self.candidate;
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

/// Printed totals, and what other sums come to.
fn all_totals(sums: &Sums, goods: &[i64], coins: i64) -> Vec<Candidate> {
    let computed = Candidate::computed;
    let mut all = sums.total.clone();
    let untaxed = if sums.names_tax && coins == 1 { 1.7 } else { 1.2 };
    all.extend(sums.subtotal.iter().map(|c| Candidate { score: c.score - untaxed, ..*c }));
    all.extend(sums.paid.iter().map(|c| Candidate { score: c.score - 1.2, ..*c }));
    for paid in &sums.paid {
        all.extend(
            sums.change
                .iter()
                .filter(|change| change.cents.abs() < paid.cents && change.cents != 0)
                .map(|change| computed(paid.cents - change.cents.abs(), -0.6)),
        );
    }
    let named =
        |list: &[Candidate]| list.iter().find(|c| c.score > 0.0 && c.cents > 0).map(|c| c.cents);
    // Where prices include the tax, as in Malaysia, the two are not added.
    if let (1, Some(subtotal), Some(tax)) = (coins, named(&sums.subtotal), named(&sums.tax)) {
        let service = named(&sums.service).unwrap_or(0);
        all.extend(
            subtotal
                .checked_add(tax)
                .and_then(|sum| sum.checked_add(service))
                .map(|sum| computed(sum, 0.6)),
        );
    }
    all.extend(taxed_and_rounded(sums, coins).map(|sum| computed(sum, 1.2)));
    all.extend(goods.iter().filter(|goods| **goods > 0).map(|goods| computed(*goods, -0.8)));
    let mut plain = sums.plain.clone();
    plain.sort_by_key(|c| std::cmp::Reverse(c.cents));
    all.extend(
        plain
            .into_iter()
            .take(4)
            .enumerate()
            .map(|(rank, c)| Candidate { score: -0.5 - rank as f32 * 0.3 + below(sums, &c), ..c }),
    );
    all
}

/// Subtotal, tax and rounding, where these three can be paid in coins and would not
/// be without the tax: `26.00`, `1.56` and `-0.01`.
fn taxed_and_rounded(sums: &Sums, coins: i64) -> impl Iterator<Item = i64> {
    let payable = move |cents: i64| coins > 1 && cents % coins == 0;
    let roundings = sums.rounding.iter().filter(|r| (1..=5).contains(&r.cents.abs()));
    let of = move |rounding: &Candidate| {
        let rounding = rounding.cents;
        sums.subtotal.iter().take(2).flat_map(move |subtotal| {
            let without = subtotal.cents.saturating_add(rounding);
            let with = sums.tax.iter().take(2).map(move |tax| without.saturating_add(tax.cents));
            with.filter(move |with| payable(*with) && !payable(without) && *with > 0)
        })
    };
    roundings.flat_map(of).collect::<Vec<_>>().into_iter()
}

/// An amount below the subtotal that is a little larger may be a total whose label was not read.
fn below(sums: &Sums, plain: &Candidate) -> f32 {
    let under = |subtotal: &Candidate| {
        plain.line > subtotal.line
            && plain.cents > subtotal.cents
            && plain.cents.saturating_mul(5) <= subtotal.cents.saturating_mul(7)
    };
    if sums.subtotal.iter().any(under) { 1.0 } else { 0.0 }
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
    let parts = if alone { 0.0 } else { parts.weight };
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
        against: Seen::default(),
    }
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

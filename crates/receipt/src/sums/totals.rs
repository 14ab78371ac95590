//! What the total may be: what is printed, and what other sums come to.
use super::{Candidate, Sums};

/// Printed totals, and what other sums come to.
pub(super) fn all_totals(sums: &Sums, goods: &[i64], coins: i64) -> Vec<Candidate> {
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
        let taxed = subtotal.saturating_add(tax);
        // Where subtotal and tax are printed as a sum, the service is in the subtotal.
        let served = if is_printed(sums, taxed) { taxed } else { taxed.saturating_add(service) };
        all.push(computed(served, 0.6));
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

/// Whether an amount is printed where it can be a total.
fn is_printed(sums: &Sums, cents: i64) -> bool {
    let mut printed = sums.total.iter().chain(&sums.plain).chain(&sums.paid);
    printed.any(|one| one.cents == cents)
}

//! Parts that add up to a total.
use super::{Candidate, Sums};

/// Parts that add up to a total.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts {
    pub subtotal: Option<Candidate>,
    pub tax: Option<Candidate>,
    pub service: Option<Candidate>,
    pub rounding: Option<Candidate>,
    pub weight: f32,
}

/// The parts that add up to the total, with as much evidence as there is.
pub(super) fn best_parts(sums: &Sums, goods: &[i64], total: i64) -> Parts {
    let nothing = || std::iter::once(None);
    let some = |list: &[Candidate]| list.iter().take(5).copied().map(Some).collect::<Vec<_>>();
    let bases: Vec<(Option<Candidate>, i64)> = sums
        .subtotal
        .iter()
        .chain(&sums.total)
        .take(10)
        .map(|c| (Some(*c), c.cents))
        .chain(goods.iter().map(|g| (None, *g)))
        .collect();
    let taxes = nothing()
        .chain(some(&sums.tax))
        .chain(all_taxes(sums).map(|cents| Some(Candidate::computed(cents, 0.0))))
        .collect::<Vec<_>>();
    let services = nothing().chain(some(&sums.service)).chain(some(&sums.tip)).collect::<Vec<_>>();
    let roundings = nothing().chain(some(&sums.rounding)).collect::<Vec<_>>();
    let discounts = nothing().chain(some(&sums.discount)).collect::<Vec<_>>();
    let mut best = Parts::default();
    for (base, cents) in bases {
        for tax in &taxes {
            for service in &services {
                for discount in &discounts {
                    let known = cents + value(tax) + value(service) - value(discount).abs();
                    for rounding in &roundings {
                        let Some(weight) =
                            agreement(total - known, cents, [tax, service, rounding, discount])
                        else {
                            continue;
                        };
                        if weight > best.weight {
                            best = Parts {
                                subtotal: base,
                                tax: *tax,
                                service: *service,
                                rounding: *rounding,
                                weight,
                            };
                        }
                    }
                }
            }
        }
    }
    best
}

pub(super) fn value(candidate: &Option<Candidate>) -> i64 {
    candidate.map_or(0, |c| c.cents)
}

/// How much it means that the parts leave `rest` for the rounding.
pub(super) fn agreement(
    rest: i64,
    base: i64,
    [tax, service, rounding, discount]: [&Option<Candidate>; 4],
) -> Option<f32> {
    let rounds = value(rounding);
    let fits = rest == rounds || rounding.is_some() && rest == -rounds;
    let small = rounds.abs() <= 10;
    let payable =
        rounds == 0 || (base + value(tax) + value(service) - value(discount).abs() + rest) % 5 == 0;
    if !fits || !small || base == 0 || !payable {
        return None;
    }
    let counts = |part: &Option<Candidate>| part.is_some_and(|c| c.cents != 0);
    let parts = [tax, service, discount].into_iter().filter(|part| counts(part)).count();
    let rounded = if counts(rounding) { 1.0 } else { 0.0 };
    Some(match parts {
        0 => 0.4 + rounded,
        1 => 2.0 + rounded,
        _ => 2.4 + rounded,
    })
}

/// Several taxes on one receipt, added.
pub(super) fn all_taxes(sums: &Sums) -> Option<i64> {
    let mut lines: Vec<usize> = Vec::new();
    let mut all = 0;
    for tax in sums.tax.iter().filter(|tax| tax.score > -1.0 && tax.cents > 0) {
        if let Some(line) = tax.line.filter(|line| !lines.contains(line)) {
            lines.push(line);
            all += tax.cents;
        }
    }
    (lines.len() >= 2).then_some(all)
}

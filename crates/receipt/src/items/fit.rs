//! Goods against the sums of the receipt: what stands below the total is none,
//! and one misread price or one line too many shows in the sum.
use super::{Goods, sum};
use crate::sums::{Balance, one_digit_apart};

/// What the goods may come to: subtotal, total, total less tax.
pub(super) fn wanted(balance: &Balance) -> Vec<i64> {
    let total = balance.totals.first().map(|best| best.candidate.cents);
    let before = |part: Option<i64>| Some(total?.saturating_sub(part?));
    let rounding = balance.rounding.map(|c| c.cents);
    let tax = balance.tax.map(|c| c.cents);
    let subtotal = balance.subtotal.map(|c| c.cents);
    let all = [subtotal, total, before(tax), before(rounding)];
    all.into_iter().flatten().filter(|cents| *cents != 0).collect()
}

/// The goods without what is none, and with what the sum puts right.
pub(super) fn fitted(mut goods: Vec<Goods>, balance: &Balance, wanted: &[i64]) -> Vec<Goods> {
    let total = balance.totals.first().map(|best| best.candidate);
    if let Some(bounds) = total.filter(|c| c.score > 0.0).and_then(|c| c.bounds) {
        goods.retain(|one| one.bounds.y <= bounds.bottom());
    }
    leaders(&mut goods, total.is_some_and(|c| c.cents < 0));
    let Some(all) = sum(&goods).filter(|all| !wanted.contains(all)) else { return goods };
    let without = one_of(&goods, |one| wanted.contains(&(all.saturating_sub(one.total))));
    if let Some(at) = without.filter(|at| goods.len() > 1 && goods[*at].confidence < CLEAR) {
        goods.remove(at);
        return goods;
    }
    let mended = |one: &Goods, sum: i64| {
        let right = one.total.saturating_add(sum.saturating_sub(all));
        (right > 0 && one_digit_apart(right, one.total)).then_some(right)
    };
    for sum in wanted {
        if let Some(at) = one_of(&goods, |one| mended(one, *sum).is_some()) {
            goods[at].total = mended(&goods[at], *sum).unwrap_or(goods[at].total);
            goods[at].confidence *= MENDED;
            break;
        }
    }
    goods
}

/// The goods of two readings: other prices where those make the sum fit, and lines that only the other saw.
pub(super) fn joined(mut goods: Vec<Goods>, other: Vec<Goods>, wanted: &[i64]) -> Vec<Goods> {
    let fits = |goods: &[Goods]| sum(goods).is_some_and(|sum| wanted.contains(&sum));
    let mut missed = Vec::new();
    for more in other {
        let Some(at) = goods.iter().position(|one| same_line(one, &more)) else {
            missed.push(more);
            continue;
        };
        let kept = std::mem::replace(&mut goods[at], more);
        if !fits(&goods) {
            goods[at] = kept;
        }
    }
    if fits(&goods) {
        return goods;
    }
    missed.retain(|one| !one.name.is_empty() && one.confidence > FAINT);
    goods.append(&mut missed);
    goods.sort_by_key(|one| one.bounds.y);
    goods
}

/// Goods that only one reading saw, and less sure than this, are more likely none.
const FAINT: f32 = 0.4;

/// Whether the middle of each stands at the level of the other.
fn same_line(a: &Goods, b: &Goods) -> bool {
    let middle = |one: &Goods| one.bounds.y.saturating_add(one.bounds.height / 2);
    let level = |a: &Goods, b: &Goods| (a.bounds.y..a.bounds.bottom()).contains(&middle(b));
    level(a, b) && level(b, a)
}

/// A line this sure is not taken away only to make a sum fit.
const CLEAR: f32 = 0.7;
/// What a mended price is worth.
const MENDED: f32 = 0.8;

/// The place of the only one that holds.
fn one_of(goods: &[Goods], holds: impl Fn(&Goods) -> bool) -> Option<usize> {
    let mut found = (0..goods.len()).filter(|at| holds(&goods[*at]));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// A dash before a price is a leader, unless the line or the receipt gives money back.
fn leaders(goods: &mut [Goods], gives_back: bool) {
    const BACK: &[&str] = &[
        "disc", "void", "less", "off", "refund", "coupon", "promo", "return", "leergut", "pfand",
        "rabatt", "voucher", "deposit", "cancel", "saving", "rebate", "diskaun",
    ];
    let back = |name: &str| {
        let name = name.to_lowercase();
        name.is_empty() || BACK.iter().any(|word| name.contains(word))
    };
    if gives_back {
        return;
    }
    for one in goods.iter_mut().filter(|one| one.total < 0 && !back(&one.name)) {
        one.total = one.total.saturating_abs();
    }
}

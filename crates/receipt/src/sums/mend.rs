//! Totals of which one digit was misread, put right by what the parts come to.
use super::{Candidate, Sums};
use crate::readings::Seen;

/// What a mended digit costs, and more where the total was read more surely than the parts.
const COST: f32 = 1.0;
const SURER: f32 = 3.0;

/// A total that says so this plainly can be mended; others are too many.
const PLAIN: f32 = 1.0;

/// What an amount that was handed over is worth less than one that is named total.
const PAID: f32 = 1.2;

/// What parts come to, and how surely the least sure of them was read.
type Sum = (i64, f32);

/// For each printed total the sums it would be but for one misread digit.
pub(super) fn mended(sums: &Sums, goods: &[i64], coins: i64) -> Vec<Candidate> {
    let exact = come_to(sums, goods);
    let as_printed = |cents: i64| exact.iter().any(|(sum, _)| *sum == cents);
    let payable = |(cents, read): Sum| (nearest(cents, coins), read);
    // What was handed over is often the total to the sen.
    let paid = sums.paid.iter().map(|paid| Candidate { score: paid.score - PAID, ..*paid });
    let totals = sums.total.iter().copied().filter(|total| total.score > PLAIN);
    let printed = totals.chain(paid).filter(|one| !as_printed(one.cents));
    let of = |total: Candidate| {
        let sums = exact.iter().copied().map(payable);
        sums.filter(move |(sum, _)| misread_as(*sum, total.cents)).map(move |(cents, read)| {
            let score = total.score - COST - SURER * (total.confidence - read);
            // Nobody saw it: who saw the row saw another amount there.
            let (mended, agreed) = (Some(total.cents), total.seen.all() > 1);
            Candidate { cents, score, mended, agreed, seen: Seen::default(), ..total }
        })
    };
    printed.flat_map(of).collect()
}

/// What the other amounts say the total is.
fn come_to(sums: &Sums, goods: &[i64]) -> Vec<Sum> {
    let cash = sums.paid.iter().flat_map(|paid| {
        sums.change.iter().map(move |change| {
            (paid.cents.saturating_sub(change.cents.abs()), paid.confidence.min(change.confidence))
        })
    });
    let goods = goods.iter().map(|sum| (*sum, GOODS));
    let bases: Vec<Sum> =
        sums.subtotal.iter().map(|c| (c.cents, c.confidence)).chain(goods).collect();
    let with = |sums: &[Sum], parts: &[Candidate]| -> Vec<Sum> {
        let one = |(sum, read): &Sum| {
            let (sum, read) = (*sum, *read);
            parts
                .iter()
                .map(move |part| (sum.saturating_add(part.cents), read.min(part.confidence)))
        };
        sums.iter().take(MOST).flat_map(|sum| one(sum).collect::<Vec<_>>()).collect()
    };
    let taxed = with(&bases, &sums.tax);
    let served = with(
        &[bases.clone(), taxed.clone()].concat(),
        &[sums.service.clone(), sums.tip.clone()].concat(),
    );
    let rounded = with(&bases, &sums.rounding);
    let summary = sums.summary.iter().map(|(net, tax)| (net.saturating_add(*tax), GOODS));
    let mut all: Vec<Sum> =
        cash.chain(bases).chain(taxed).chain(served).chain(rounded).chain(summary).collect();
    all.retain(|(cents, _)| *cents > 0);
    all.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    all.dedup_by_key(|(cents, _)| *cents);
    all.truncate(MOST);
    all
}

/// How surely a sum of several printed amounts was read.
const GOODS: f32 = 0.8;

/// More sums than any receipt has.
const MOST: usize = 60;

/// Rounded to what coins can pay.
fn nearest(cents: i64, coins: i64) -> i64 {
    cents.saturating_add(coins / 2).div_euclid(coins).saturating_mul(coins)
}

/// Whether print of one amount is easily read as another: one digit is misread, one was
/// lost, or the mark before it was taken for one.
fn misread_as(printed: i64, read: i64) -> bool {
    let (long, short) = (printed.to_string(), read.to_string());
    let without =
        |at: usize| long.bytes().enumerate().filter(move |(i, _)| *i != at).map(|(_, b)| b);
    let lost = long.len() == short.len() + 1
        && long.len() >= 4
        && (0..long.len()).any(|at| without(at).eq(short.bytes()));
    let gained = read > 0 && long.len() >= 3 && short.get(1..) == Some(long.as_str());
    lost || gained || one_digit_apart(printed, read)
}

/// Equal but for one misread digit.
pub(crate) fn one_digit_apart(a: i64, b: i64) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    a.len() == b.len() && a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count() == 1
}

#[cfg(test)]
mod tests {
    use super::{misread_as, nearest};

    #[test]
    fn one_digit_or_a_lost_first_one() {
        assert!(misread_as(8520, 6520), "85.20 read as 65.20");
        assert!(misread_as(1540, 540), "15.40 read as 5.40");
        assert!(misread_as(5658, 558), "56.58 read as 5.58");
        assert!(misread_as(1045, 71045), "10.45 behind a mark, read as 710.45");
        assert!(!misread_as(8520, 6529), "two digits are another amount");
        assert!(!misread_as(8520, 8520), "the same is not misread");
        assert!(!misread_as(150, 50), "short amounts are too alike");
    }

    #[test]
    fn bills_are_rounded_to_the_coin() {
        assert_eq!((nearest(1044, 5), nearest(1042, 5), nearest(1044, 1)), (1045, 1040, 1044));
    }
}

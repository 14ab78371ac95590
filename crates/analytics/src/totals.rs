//! Totals for each currency.
use crate::{AnalyticsError, Month, Sum};
use jiff::civil::Date;
use money::{Currency, Money};
use std::collections::{BTreeMap, btree_map};

/// One thing that costs something. `K` names a category: an id or a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<K> {
    /// The day, when known.
    pub date: Option<Date>,
    /// The category, when there is one.
    pub category: Option<K>,
    /// What it comes to.
    pub total: Money,
}

/// What the entries of one currency come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencyTotals<K> {
    /// The currency of every amount here.
    pub currency: Currency,
    /// All entries.
    pub all: Sum,
    /// The categories that occur, the largest total first; `None` is without a category.
    pub by_category: Vec<(Option<K>, Sum)>,
    /// The months that occur, the earliest first; `None`, without a date, comes last.
    pub by_month: Vec<(Option<Month>, Sum)>,
}

/// Sums entries: one total a currency, the currency with most entries first.
/// Entries of equal standing come in the order of their code, key or month.
pub fn totals<K: Ord>(
    entries: impl IntoIterator<Item = Entry<K>>,
) -> Result<Vec<CurrencyTotals<K>>, AnalyticsError> {
    let mut building: BTreeMap<Currency, Building<K>> = BTreeMap::new();
    for entry in entries {
        building.entry(entry.total.currency()).or_default().add(entry)?;
    }
    let mut totals: Vec<_> =
        building.into_iter().filter_map(|(currency, one)| one.finish(currency)).collect();
    totals.sort_by_key(|one| std::cmp::Reverse(one.all.count));
    Ok(totals)
}

struct Building<K> {
    all: Option<Sum>,
    by_category: BTreeMap<Option<K>, Sum>,
    by_month: BTreeMap<Option<Month>, Sum>,
}

impl<K> Default for Building<K> {
    fn default() -> Self {
        Self { all: None, by_category: BTreeMap::new(), by_month: BTreeMap::new() }
    }
}

impl<K: Ord> Building<K> {
    fn add(&mut self, entry: Entry<K>) -> Result<(), AnalyticsError> {
        match &mut self.all {
            Some(sum) => sum.add(entry.total)?,
            none => *none = Some(Sum::of(entry.total)),
        }
        add(&mut self.by_category, entry.category, entry.total)?;
        add(&mut self.by_month, entry.date.map(Month::of), entry.total)
    }

    fn finish(self, currency: Currency) -> Option<CurrencyTotals<K>> {
        let mut by_category: Vec<_> = self.by_category.into_iter().collect();
        by_category.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.total.minor()));
        let mut by_month: Vec<_> = self.by_month.into_iter().collect();
        by_month.sort_by_key(|(month, _)| month.is_none());
        Some(CurrencyTotals { currency, all: self.all?, by_category, by_month })
    }
}

fn add<T: Ord>(sums: &mut BTreeMap<T, Sum>, key: T, total: Money) -> Result<(), AnalyticsError> {
    match sums.entry(key) {
        btree_map::Entry::Occupied(sum) => sum.into_mut().add(total),
        btree_map::Entry::Vacant(place) => {
            place.insert(Sum::of(total));
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn entry(minor: i64, currency: Currency, category: Option<u8>, day: Option<Date>) -> Entry<u8> {
        Entry { date: day, category, total: Money::from_minor(minor, currency) }
    }

    fn entries() -> impl Strategy<Value = Vec<Entry<u8>>> {
        let day = (2024_i16..2027, 1_i8..13, 1_i8..29).prop_map(|(y, m, d)| date(y, m, d));
        let currency = prop::sample::select(vec![Currency::MYR, Currency::USD, Currency::EUR]);
        let one =
            (-1_000_000_i64..1_000_000, currency, prop::option::of(0_u8..6), prop::option::of(day));
        prop::collection::vec(
            one.prop_map(|(minor, currency, category, day)| entry(minor, currency, category, day)),
            0..200,
        )
    }

    fn count_and_minor<'a>(sums: impl Iterator<Item = &'a Sum>) -> (usize, i64) {
        sums.fold((0, 0), |(count, minor), sum| (count + sum.count, minor + sum.total.minor()))
    }

    proptest! {
        #[test]
        fn the_parts_come_to_the_whole(entries in entries()) {
            let totals = totals(entries.clone()).expect("these sums are small");
            for one in &totals {
                let whole = (one.all.count, one.all.total.minor());
                prop_assert_eq!(count_and_minor(one.by_category.iter().map(|(_, sum)| sum)), whole, "categories must come to the total");
                prop_assert_eq!(count_and_minor(one.by_month.iter().map(|(_, sum)| sum)), whole, "months must come to the total");
                let plain = entries.iter().filter(|e| e.total.currency() == one.currency).map(|e| e.total.minor()).sum::<i64>();
                prop_assert_eq!(plain, one.all.total.minor(), "a plain sum is the reference");
            }
            let counted: usize = totals.iter().map(|one| one.all.count).sum();
            prop_assert_eq!(counted, entries.len(), "an entry belongs to exactly one currency");
        }

        #[test]
        fn the_order_of_entries_does_not_matter(entries in entries()) {
            let mut backwards = entries.clone();
            backwards.reverse();
            prop_assert_eq!(totals(entries), totals(backwards), "a re-sorted list must not change a report");
        }
    }

    #[test]
    fn currencies_stay_apart() {
        let totals =
            totals([entry(100, Currency::MYR, None, None), entry(100, Currency::USD, None, None)])
                .expect("small sums");
        assert_eq!(totals.len(), 2, "RM 1 and $1 have no common sum");
    }

    #[test]
    fn nothing_comes_to_nothing() {
        assert_eq!(totals::<u8>([]), Ok(vec![]), "no entry, no currency");
    }

    #[test]
    fn a_sum_that_does_not_fit_is_an_error() {
        let most = entry(i64::MAX, Currency::MYR, None, None);
        let one = entry(1, Currency::MYR, None, None);
        assert_eq!(
            totals([most, one]),
            Err(AnalyticsError::Overflow),
            "a wrapped sum would look like a credit"
        );
        let least = entry(i64::MIN, Currency::MYR, None, None);
        assert_eq!(
            totals([least.clone(), least]),
            Err(AnalyticsError::Overflow),
            "neither may it wrap below"
        );
    }

    #[test]
    fn undated_entries_come_after_the_months() {
        let totals = totals([
            entry(1, Currency::MYR, None, None),
            entry(2, Currency::MYR, None, Some(date(2026, 2, 1))),
            entry(3, Currency::MYR, None, Some(date(2025, 12, 1))),
        ])
        .expect("small sums");
        let months: Vec<_> =
            totals[0].by_month.iter().map(|(month, _)| month.map(|m| m.to_string())).collect();
        assert_eq!(
            months,
            [Some("2025-12".to_owned()), Some("2026-02".to_owned()), None],
            "time order, unknown last"
        );
    }
}

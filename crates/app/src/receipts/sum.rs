//! How the parts of a receipt add up to its total: `22.00 + 1.40 tax = 23.40`.
use crate::views::{FieldName, SumView};
use money::{Money, MoneyError};

/// The amounts of a receipt, all in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Amounts {
    /// What each line comes to.
    pub items: Vec<Money>,
    /// Before tax, as printed.
    pub subtotal: Option<Money>,
    /// Tax in all.
    pub tax: Option<Money>,
    /// Service charge.
    pub service: Option<Money>,
    /// Rounding.
    pub rounding: Option<Money>,
    /// What was to pay.
    pub total: Option<Money>,
}

/// The sum to show; none without a total or without goods.
///
/// Prices often include the tax (Malaysian GST, EU VAT) and sometimes the
/// service charge. So the parts are tried with and without them, and what makes
/// the sum agree is shown; when nothing does, all parts are.
pub fn sum(amounts: &Amounts) -> Option<SumView> {
    let total = amounts.total?;
    let goods = goods(amounts)?;
    let all: Vec<(FieldName, Money)> = [
        (FieldName::Service, amounts.service),
        (FieldName::Tax, amounts.tax),
        (FieldName::Rounding, amounts.rounding),
    ]
    .into_iter()
    .filter_map(|(name, amount)| {
        amount.filter(|amount| amount.minor() != 0).map(|amount| (name, amount))
    })
    .collect();
    let choices = [&[][..], &[FieldName::Tax], &[FieldName::Tax, FieldName::Service]];
    let included =
        choices.into_iter().find(|left_out| add(goods, &without(&all, left_out)) == Ok(total));
    let parts = without(&all, included.unwrap_or_default());
    let computed = add(goods, &parts).ok()?;
    Some(SumView {
        goods: goods.into(),
        parts: parts.into_iter().map(|(name, amount)| (name, amount.to_decimal_string())).collect(),
        computed: computed.into(),
        total: total.into(),
        agrees: computed == total,
    })
}

fn goods(amounts: &Amounts) -> Option<Money> {
    let mut items = amounts.items.iter().copied();
    match items.next() {
        Some(first) => items.try_fold(first, Money::checked_add).ok(),
        None => amounts.subtotal,
    }
}

fn without(parts: &[(FieldName, Money)], left_out: &[FieldName]) -> Vec<(FieldName, Money)> {
    parts.iter().filter(|(name, _)| !left_out.contains(name)).copied().collect()
}

fn add(goods: Money, parts: &[(FieldName, Money)]) -> Result<Money, MoneyError> {
    parts.iter().try_fold(goods, |sum, (_, part)| sum.checked_add(*part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Currency;

    fn rm(minor: i64) -> Money {
        Money::from_minor(minor, Currency::MYR)
    }

    #[test]
    fn tax_on_top() {
        let shown = sum(&Amounts {
            items: vec![rm(1200), rm(1000)],
            tax: Some(rm(140)),
            total: Some(rm(2340)),
            ..Amounts::default()
        });
        let shown = shown.expect("there are goods and a total");
        assert!(shown.agrees);
        assert_eq!(
            shown.parts,
            [(FieldName::Tax, "1.40".to_owned())],
            "the tax makes up the difference"
        );
    }

    #[test]
    fn tax_inside_the_prices_is_not_added_again() {
        let shown = sum(&Amounts {
            items: vec![rm(2340)],
            tax: Some(rm(132)),
            total: Some(rm(2340)),
            ..Amounts::default()
        });
        let shown = shown.expect("there are goods and a total");
        assert!(
            shown.agrees && shown.parts.is_empty(),
            "a price that includes GST is the whole price: {shown:?}"
        );
    }

    #[test]
    fn what_does_not_add_up_says_so() {
        let shown =
            sum(&Amounts { items: vec![rm(2340)], total: Some(rm(2430)), ..Amounts::default() })
                .expect("there are goods and a total");
        assert!(!shown.agrees, "23.40 is not 24.30");
        assert_eq!(shown.computed.amount, "23.40");
    }

    #[test]
    fn without_goods_there_is_nothing_to_show() {
        assert_eq!(sum(&Amounts { total: Some(rm(1)), ..Amounts::default() }), None);
        let overflow =
            Amounts { items: vec![rm(i64::MAX), rm(1)], total: Some(rm(1)), ..Amounts::default() };
        assert_eq!(sum(&overflow), None, "an overflow must not wrap into a figure");
    }
}

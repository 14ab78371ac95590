//! Canonical text from and into a stored receipt's typed columns.
use crate::error::Error;
use crate::views::FieldName;
use jiff::civil::Time;
use money::{Currency, Money};
use receipt::PaymentMethod;
use store::table::receipt::Fields;

/// The currency amounts are taken to be in while none is known: the product's home.
pub const HOME: Currency = Currency::MYR;

/// Longest text that is taken from a reading, in characters: a file's own words can be
/// of any length.
pub const LONGEST_READ: usize = 4000;

/// The canonical text of a field; none when it is empty.
pub fn text(fields: &Fields, name: FieldName) -> Option<String> {
    if let Some(amount) = amount_of(fields, name) {
        return amount.map(Money::to_decimal_string);
    }
    match name {
        FieldName::Merchant => fields.merchant.clone(),
        FieldName::Address => fields.address.clone(),
        FieldName::Date => fields.date.map(|date| date.to_string()),
        FieldName::Time => fields.time.map(time_text),
        FieldName::Currency => fields.currency.map(|currency| currency.code().to_owned()),
        FieldName::Payment => fields.payment.map(|method| method.as_str().to_owned()),
        FieldName::Number => fields.number.clone(),
        FieldName::Registration => fields.registration.clone(),
        _ => fields.tax_number.clone(),
    }
}

/// Puts canonical text into a field; none empties it.
///
/// A new currency takes all amounts along: what was typed as 23.40 stays 23.40.
pub fn set(fields: &mut Fields, name: FieldName, text: Option<String>) -> Result<(), Error> {
    let invalid = || Error::InvalidValue { field: name.as_str() };
    if name.is_amount() {
        let currency = *fields.currency.get_or_insert(HOME);
        let amount = text.map(|text| amount(&text, currency).ok_or_else(invalid)).transpose()?;
        if let Some(slot) = amount_slot(fields, name) {
            *slot = amount;
        }
        return Ok(());
    }
    if text.as_ref().is_some_and(|text| text.chars().count() > LONGEST_READ) {
        return Err(invalid());
    }
    match name {
        FieldName::Merchant => fields.merchant = text,
        FieldName::Address => fields.address = text,
        FieldName::Date => {
            fields.date = parsed(text, |text| text.parse().ok()).ok_or_else(invalid)?
        }
        FieldName::Time => {
            fields.time = parsed(text, |text| text.parse().ok()).ok_or_else(invalid)?
        }
        FieldName::Currency => {
            let currency = parsed(text, Currency::from_code).ok_or_else(invalid)?;
            change_currency(fields, currency).ok_or_else(invalid)?;
        }
        FieldName::Payment => {
            fields.payment = parsed(text, PaymentMethod::parse).ok_or_else(invalid)?
        }
        FieldName::Number => fields.number = text,
        FieldName::Registration => fields.registration = text,
        _ => fields.tax_number = text,
    }
    Ok(())
}

/// `None` when there is a text and it does not parse.
fn parsed<T>(text: Option<String>, parse: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    match text {
        None => Some(None),
        Some(text) => parse(&text).map(Some),
    }
}

fn time_text(time: Time) -> String {
    time.strftime("%H:%M:%S").to_string()
}

/// The fields that hold an amount.
const AMOUNTS: [FieldName; 7] = [
    FieldName::Subtotal,
    FieldName::Tax,
    FieldName::Service,
    FieldName::Rounding,
    FieldName::Total,
    FieldName::Paid,
    FieldName::Change,
];

fn change_currency(fields: &mut Fields, currency: Option<Currency>) -> Option<()> {
    let target = currency.or_else(|| has_amounts(fields).then_some(HOME));
    for name in AMOUNTS {
        let Some(slot) = amount_slot(fields, name) else { continue };
        if let (Some(amount), Some(target)) = (*slot, target) {
            *slot = Some(in_currency(amount, target)?);
        }
    }
    fields.currency = target;
    Some(())
}

/// The same figure in another currency; none when that has too few decimals.
pub fn in_currency(amount: Money, currency: Currency) -> Option<Money> {
    self::amount(&amount.to_decimal_string(), currency)
}

/// An amount that a receipt can say.
fn amount(text: &str, currency: Currency) -> Option<Money> {
    Money::parse(text, currency).ok().filter(|amount| amount.is_plausible())
}

fn has_amounts(fields: &Fields) -> bool {
    AMOUNTS.into_iter().any(|name| amount_of(fields, name).flatten().is_some())
}

fn amount_of(fields: &Fields, name: FieldName) -> Option<Option<Money>> {
    Some(match name {
        FieldName::Subtotal => fields.subtotal,
        FieldName::Tax => fields.tax,
        FieldName::Service => fields.service,
        FieldName::Rounding => fields.rounding,
        FieldName::Total => fields.total,
        FieldName::Paid => fields.paid,
        FieldName::Change => fields.change,
        _ => return None,
    })
}

fn amount_slot(fields: &mut Fields, name: FieldName) -> Option<&mut Option<Money>> {
    Some(match name {
        FieldName::Subtotal => &mut fields.subtotal,
        FieldName::Tax => &mut fields.tax,
        FieldName::Service => &mut fields.service,
        FieldName::Rounding => &mut fields.rounding,
        FieldName::Total => &mut fields.total,
        FieldName::Paid => &mut fields.paid,
        FieldName::Change => &mut fields.change,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::ORDER;
    use super::*;

    fn sample(name: FieldName) -> &'static str {
        match name {
            FieldName::Date => "2026-03-12",
            FieldName::Time => "18:41:00",
            FieldName::Currency => "SGD",
            FieldName::Payment => "ewallet",
            name if name.is_amount() => "23.40",
            _ => "Kedai Ujian",
        }
    }

    #[test]
    fn every_field_comes_back_as_it_was_put() {
        let mut fields = Fields::default();
        for name in ORDER {
            set(&mut fields, name, Some(sample(name).to_owned()))
                .expect("canonical text fits its field");
        }
        for name in ORDER {
            assert_eq!(
                text(&fields, name).as_deref(),
                Some(sample(name)),
                "{name:?} changed on the way"
            );
        }
    }

    #[test]
    fn a_new_currency_keeps_the_figures() {
        let mut fields = Fields::default();
        let most = "900000000000.00";
        set(&mut fields, FieldName::Total, Some(most.into())).expect("the most there is");
        assert!(set(&mut fields, FieldName::Total, Some("900000000000.01".into())).is_err());
        assert!(set(&mut fields, FieldName::Merchant, Some("x".repeat(4001))).is_err());
        set(&mut fields, FieldName::Total, Some("23.40".into())).expect("an amount");
        set(&mut fields, FieldName::Currency, Some("SGD".into())).expect("a currency");
        assert_eq!(
            fields.total,
            Some(Money::from_minor(2340, Currency::SGD)),
            "the figure on the paper does not change"
        );
        assert!(
            set(&mut fields, FieldName::Currency, Some("JPY".into())).is_err(),
            "40 cents cannot be yen: it must not be rounded"
        );
    }
}

//! What a user typed to canonical text.
use crate::error::Error;
use crate::views::FieldName;
use jiff::civil::{Date, Time};
use money::{Currency, Money};
use receipt::PaymentMethod;

/// Longest text a field takes, in characters.
const LONGEST: usize = 400;

/// The canonical text of what the user typed; none when it clears the field.
///
/// Amounts may carry the currency's sign or code and separators of either
/// kind; dates may be ISO or day first, with a month's name or number.
pub fn normalise(
    field: FieldName,
    typed: &str,
    currency: Currency,
) -> Result<Option<String>, Error> {
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if typed.is_empty() {
        return Ok(None);
    }
    let canonical = match field {
        FieldName::Date => date(&typed).map(|date| date.to_string()),
        FieldName::Time => time(&typed).map(|time| time.strftime("%H:%M:%S").to_string()),
        FieldName::Currency => {
            Currency::from_code(&typed).map(|currency| currency.code().to_owned())
        }
        FieldName::Payment => payment(&typed).map(str::to_owned),
        field if field.is_amount() => amount(&typed, currency).map(Money::to_decimal_string),
        _ => (typed.chars().count() <= LONGEST).then_some(typed),
    };
    canonical.map(Some).ok_or(Error::InvalidValue { field: field.as_str() })
}

/// `RM 1,234.50`, `1.234,50 €`, `23,4`, `-5`: the last separator is the decimal one
/// unless exactly three digits follow it and the currency has not three decimals.
pub(super) fn amount(typed: &str, currency: Currency) -> Option<Money> {
    let kept: String =
        typed.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-')).collect();
    let strange = typed.chars().any(|c| c.is_alphabetic()) && !names_currency(typed, currency);
    let negative = kept.starts_with('-') || kept.ends_with('-');
    let digits = kept.trim_matches('-');
    if strange || digits.contains('-') || !digits.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let plain = match digits.rfind(['.', ',']) {
        Some(at) if is_decimal(digits, at, currency) => {
            format!("{}.{}", only_digits(&digits[..at]), &digits[at + 1..])
        }
        _ => only_digits(digits),
    };
    let plain = if plain.starts_with('.') { format!("0{plain}") } else { plain };
    let sign = if negative { "-" } else { "" };
    let amount = Money::parse(&format!("{sign}{}", plain.trim_end_matches('.')), currency).ok();
    amount.filter(|amount| amount.is_plausible())
}

fn is_decimal(digits: &str, at: usize, currency: Currency) -> bool {
    let after = digits.len() - at - 1;
    let same_before = digits[..at].contains(&digits[at..=at]);
    !same_before && (after != 3 || currency.exponent() == 3)
}

fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn names_currency(typed: &str, currency: Currency) -> bool {
    let letters: String = typed.chars().filter(|c| c.is_alphabetic()).collect();
    let ringgit = currency == Currency::MYR && letters.eq_ignore_ascii_case("rm");
    ringgit || letters.eq_ignore_ascii_case(currency.code())
}

fn date(typed: &str) -> Option<Date> {
    if let Ok(iso) = typed.parse::<Date>() {
        return plausible(iso);
    }
    let parts: Vec<&str> =
        typed.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let month = month.parse::<i8>().ok().or_else(|| month_named(month))?;
    let year = match year.parse::<i16>().ok()? {
        short @ 0..=99 if year.len() <= 2 => 2000 + short,
        long => long,
    };
    plausible(Date::new(year, month, day.parse().ok()?).ok()?)
}

fn plausible(date: Date) -> Option<Date> {
    (1970..=2100).contains(&date.year()).then_some(date)
}

/// English and Malay month names by their first three letters.
fn month_named(name: &str) -> Option<i8> {
    const NAMES: [&[&str]; 12] = [
        &["jan"],
        &["feb"],
        &["mar", "mac"],
        &["apr"],
        &["may", "mei"],
        &["jun"],
        &["jul"],
        &["aug", "ogo"],
        &["sep"],
        &["oct", "okt"],
        &["nov"],
        &["dec", "dis"],
    ];
    let start: String = name.chars().take(3).flat_map(char::to_lowercase).collect();
    let at = NAMES.iter().position(|names| names.contains(&start.as_str()))?;
    i8::try_from(at + 1).ok()
}

fn time(typed: &str) -> Option<Time> {
    let lower = typed.to_ascii_lowercase();
    let afternoon = lower.ends_with("pm");
    let clock = lower.trim_end_matches("am").trim_end_matches("pm").trim();
    let parts: Vec<i8> =
        clock.split([':', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (&hour, rest) = parts.split_first()?;
    let hour = match (hour, afternoon, lower.ends_with("am")) {
        (12, _, true) => 0,
        (1..=11, true, _) => hour + 12,
        (hour, ..) => hour,
    };
    match rest {
        [minute] => Time::new(hour, *minute, 0, 0).ok(),
        [minute, second] => Time::new(hour, *minute, *second, 0).ok(),
        _ => None,
    }
}

fn payment(typed: &str) -> Option<&'static str> {
    let wanted = typed.to_ascii_lowercase().replace([' ', '-'], "_");
    PaymentMethod::parse(&wanted).map(PaymentMethod::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(field: FieldName, text: &str) -> Option<String> {
        normalise(field, text, Currency::MYR).ok().flatten()
    }

    #[test]
    fn amounts_as_people_type_them() {
        for (text, canonical) in [
            ("23.4", "23.40"),
            ("23,40", "23.40"),
            ("RM 1,234.50", "1234.50"),
            ("1.471,60", "1471.60"),
            ("1,234", "1234.00"),
            ("1,234,567", "1234567.00"),
            (".5", "0.50"),
            ("-5", "-5.00"),
            ("5.00-", "-5.00"),
            ("myr 7", "7.00"),
        ] {
            assert_eq!(typed(FieldName::Total, text).as_deref(), Some(canonical), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_amount_is_said() {
        for text in ["abc", "12abc", "RM", "1-2", "23.405x", "."] {
            assert!(
                normalise(FieldName::Total, text, Currency::MYR).is_err(),
                "{text:?} must not become an amount"
            );
        }
    }

    #[test]
    fn dates_as_people_type_them() {
        for text in ["2026-03-12", "12/3/2026", "12.03.26", "12 Mar 2026", "12-Mac-2026"] {
            assert_eq!(typed(FieldName::Date, text).as_deref(), Some("2026-03-12"), "{text:?}");
        }
        assert!(
            normalise(FieldName::Date, "31/2/2026", Currency::MYR).is_err(),
            "February has no 31st"
        );
    }

    #[test]
    fn times_as_people_type_them() {
        for (text, canonical) in [
            ("9:05", "09:05:00"),
            ("9.05 pm", "21:05:00"),
            ("12:30am", "00:30:00"),
            ("23:59:59", "23:59:59"),
        ] {
            assert_eq!(typed(FieldName::Time, text).as_deref(), Some(canonical), "{text:?}");
        }
    }

    #[test]
    fn empty_clears_the_field() {
        assert!(
            matches!(normalise(FieldName::Merchant, "  ", Currency::MYR), Ok(None)),
            "an emptied field must be cleared"
        );
    }

    proptest! {
        #[test]
        fn canonical_text_stays_as_it_is(minor in -99_999_999_i64..99_999_999) {
            let canonical = Money::from_minor(minor, Currency::MYR).to_decimal_string();
            prop_assert_eq!(typed(FieldName::Total, &canonical), Some(canonical.clone()), "storing twice must not change an amount");
        }

        #[test]
        fn no_typing_panics(text in ".{0,40}") {
            for field in super::super::ORDER {
                let outcome = normalise(field, &text, Currency::MYR);
                prop_assert!(outcome.is_err() || text.trim().is_empty() || outcome.is_ok_and(|kept| kept.is_some()));
            }
        }
    }
}

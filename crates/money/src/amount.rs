//! An amount in the smallest unit of one currency.
use crate::Currency;
use serde::{Deserialize, Serialize};

/// An amount of money. Negative amounts are allowed: credit notes exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why an amount could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The text is no plain decimal number.
    #[error("not a plain decimal number")]
    NotANumber,
    /// More decimals than the currency has; rounding is the caller's decision.
    #[error("more decimals than the currency has")]
    TooPrecise,
    /// Outside what 64 bits of the smallest unit can hold.
    #[error("the amount is out of range")]
    Overflow,
    /// Two different currencies met.
    #[error("two different currencies")]
    CurrencyMismatch,
}

impl Money {
    /// Smallest units of one amount at most, either way. No receipt says more, and a
    /// hundred thousand that do can still be added up.
    pub const MOST: u64 = 90_000_000_000_000;

    /// `minor` units, so `from_minor(2340, MYR)` is RM 23.40.
    pub const fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Parses a plain decimal: optional `-`, digits, optional `.` and digits.
    /// Printed amounts with separators are the receipt parser's business.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.')
        {
            return Err(MoneyError::NotANumber);
        }
        let exponent = currency.exponent() as usize;
        let (kept, beyond) = fraction.split_at(fraction.len().min(exponent));
        if beyond.bytes().any(|b| b != b'0') {
            return Err(MoneyError::TooPrecise);
        }
        let sign = if negative { "-" } else { "" };
        let minor = format!("{sign}{whole}{kept:0<exponent$}");
        let minor = minor.parse().map_err(|_| MoneyError::Overflow)?;
        Ok(Self { minor, currency })
    }

    /// Whether a receipt can say so: within [`Money::MOST`].
    pub const fn is_plausible(self) -> bool {
        self.minor.unsigned_abs() <= Self::MOST
    }

    /// The count of smallest units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The sum, or why there is none.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_add)
    }

    /// The difference, or why there is none.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_sub)
    }

    fn combine(self, other: Self, op: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch);
        }
        let minor = op(self.minor, other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The plain decimal, `-1234.50`: what files and wires carry.
    pub fn to_decimal_string(self) -> String {
        let exponent = self.currency.exponent();
        let unit = 10_u64.pow(exponent);
        let sign = if self.minor < 0 { "-" } else { "" };
        let magnitude = self.minor.unsigned_abs();
        let (whole, fraction) = (magnitude / unit, magnitude % unit);
        match exponent {
            0 => format!("{sign}{whole}"),
            n => format!("{sign}{whole}.{fraction:0width$}", width = n as usize),
        }
    }
}

impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.currency, self.to_decimal_string())
    }
}

/// How money crosses a wire: `{"amount": "23.40", "currency": "MYR"}`.
#[derive(Serialize, Deserialize)]
struct Wire {
    amount: String,
    currency: Currency,
}

impl From<Money> for Wire {
    fn from(money: Money) -> Self {
        Self { amount: money.to_decimal_string(), currency: money.currency }
    }
}

impl TryFrom<Wire> for Money {
    type Error = MoneyError;
    fn try_from(wire: Wire) -> Result<Self, MoneyError> {
        Self::parse(&wire.amount, wire.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_and_back_is_the_same_amount(minor: i64, currency in prop::sample::select(vec!["MYR", "JPY", "KWD"])) {
            let currency = Currency::from_code(currency).expect("listed above");
            let money = Money::from_minor(minor, currency);
            prop_assert_eq!(Money::parse(&money.to_decimal_string(), currency), Ok(money), "a wire must not change an amount");
        }

        #[test]
        fn parsing_never_panics(text in ".*") {
            let parsed = Money::parse(&text, Currency::MYR);
            prop_assert!(parsed.is_err() || text.bytes().any(|b| b.is_ascii_digit()), "an amount without a digit");
        }
    }

    #[test]
    fn what_is_refused() {
        for (text, why) in [
            ("", MoneyError::NotANumber),
            ("1,234.50", MoneyError::NotANumber),
            ("1.", MoneyError::NotANumber),
            ("+1", MoneyError::NotANumber),
            ("0.001", MoneyError::TooPrecise),
            ("92233720368547758.08", MoneyError::Overflow),
        ] {
            assert_eq!(Money::parse(text, Currency::MYR), Err(why), "{text:?}");
        }
    }

    #[test]
    fn currencies_do_not_mix() {
        let ringgit = Money::from_minor(1, Currency::MYR);
        let dollar = Money::from_minor(1, Currency::USD);
        assert_eq!(
            ringgit.checked_add(dollar),
            Err(MoneyError::CurrencyMismatch),
            "RM 1 + $1 is no amount"
        );
    }

    #[test]
    fn overflow_is_an_error_and_never_a_rounding() {
        let most = Money::from_minor(i64::MAX, Currency::MYR);
        assert_eq!(
            most.checked_add(Money::from_minor(1, Currency::MYR)),
            Err(MoneyError::Overflow),
            "a sum must not wrap"
        );
    }
}

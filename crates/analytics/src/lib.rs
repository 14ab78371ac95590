//! What entries come to: in all, by category and by month, for each currency.
//!
//! Currencies are never added to each other, and a sum that does not fit is an
//! error, never a wrap.
//!
//! ```
//! use analytics::{Entry, totals};
//! use money::{Currency, Money};
//! let lunch = Entry { date: None, category: Some("food"), total: Money::from_minor(2340, Currency::MYR) };
//! let totals = totals([lunch.clone(), lunch]).unwrap();
//! assert_eq!(totals[0].all.total.to_decimal_string(), "46.80");
//! assert_eq!(totals[0].by_category[0].0, Some("food"));
//! ```
#![deny(clippy::float_arithmetic)]
mod month;
mod range;
mod sum;
mod totals;

pub use month::Month;
pub use range::Range;
pub use sum::Sum;
pub use totals::{CurrencyTotals, Entry, totals};

use fault::{Code, Coded};

/// Why entries could not be summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnalyticsError {
    /// A sum is outside what 64 bits of the smallest unit can hold.
    #[error("a sum is out of range")]
    Overflow,
}

impl Coded for AnalyticsError {
    fn code(&self) -> Code {
        Code::InvalidValue
    }

    fn about(&self) -> Option<String> {
        Some("total".to_owned())
    }
}

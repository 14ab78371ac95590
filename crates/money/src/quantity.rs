//! Quantities, unit prices and rates: decimals, kept as canonical text.
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A decimal that is no amount of money: a quantity, a unit price, a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(Decimal);

impl Quantity {
    /// One piece.
    pub const ONE: Self = Self(Decimal::ONE);

    /// Parses a plain decimal; `None` if it is none or has too many digits to keep exactly.
    pub fn parse(text: &str) -> Option<Self> {
        Decimal::from_str_exact(text).ok().map(Self)
    }

    /// The decimal itself, for arithmetic.
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

impl From<Decimal> for Quantity {
    fn from(decimal: Decimal) -> Self {
        Self(decimal)
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.normalize())
    }
}

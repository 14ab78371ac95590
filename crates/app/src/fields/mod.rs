//! A receipt's fields as text: one canonical form for the wire, the database's
//! readings and the user's typing.
//!
//! Canonical: amounts as plain decimals in the receipt's currency, dates and
//! times as ISO 8601, currency as its code, payment in snake case.
mod normalise;
mod origin;
mod record;
mod standing;
mod suggest;

pub use normalise::normalise;
pub use origin::{Learnt, Origin, Origins};
pub use record::{HOME, LONGEST_READ, in_currency, set, text};
pub use standing::{count_doubts, standing};
pub use suggest::{FieldReading, SuggestedText, readings};

use crate::views::FieldName;

/// Every field in the order it is shown.
pub const ORDER: [FieldName; 16] = [
    FieldName::Merchant,
    FieldName::Date,
    FieldName::Time,
    FieldName::Currency,
    FieldName::Total,
    FieldName::Subtotal,
    FieldName::Tax,
    FieldName::Service,
    FieldName::Rounding,
    FieldName::Paid,
    FieldName::Change,
    FieldName::Payment,
    FieldName::Number,
    FieldName::Address,
    FieldName::Registration,
    FieldName::TaxNumber,
];

impl FieldName {
    /// The name on the wire, in the database and in the catalogue (`field.<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Merchant => "merchant",
            Self::Address => "address",
            Self::Date => "date",
            Self::Time => "time",
            Self::Currency => "currency",
            Self::Subtotal => "subtotal",
            Self::Tax => "tax",
            Self::Service => "service",
            Self::Rounding => "rounding",
            Self::Total => "total",
            Self::Paid => "paid",
            Self::Change => "change",
            Self::Payment => "payment",
            Self::Number => "number",
            Self::Registration => "registration",
            Self::TaxNumber => "tax_number",
        }
    }

    /// The field of a wire name.
    pub fn from_wire(name: &str) -> Option<Self> {
        ORDER.into_iter().find(|field| field.as_str() == name)
    }

    /// Without these a receipt is not ready: they are *missing* when not found, others merely absent.
    pub const fn is_wanted(self) -> bool {
        matches!(self, Self::Merchant | Self::Date | Self::Total)
    }

    /// Whether the value is an amount in the receipt's currency.
    pub const fn is_amount(self) -> bool {
        matches!(
            self,
            Self::Subtotal
                | Self::Tax
                | Self::Service
                | Self::Rounding
                | Self::Total
                | Self::Paid
                | Self::Change
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_name_is_the_serialised_name() {
        for field in ORDER {
            let json = serde_json::to_string(&field).expect("a unit variant serialises");
            assert_eq!(
                json.trim_matches('"'),
                field.as_str(),
                "the face and the database would part"
            );
            assert_eq!(
                FieldName::from_wire(field.as_str()),
                Some(field),
                "{field:?} cannot be read back"
            );
        }
    }
}

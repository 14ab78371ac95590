//! Money, quantities, currencies, typed ids and the clock.
//!
//! Money is an integer count of a currency's smallest unit and is never a
//! float; it crosses every wire as a decimal string.
//!
//! ```
//! use money::{Currency, Money};
//! let lunch = Money::parse("23.40", Currency::MYR).unwrap();
//! assert_eq!(lunch.minor(), 2340);
//! assert_eq!(lunch.checked_add(lunch).unwrap().to_decimal_string(), "46.80");
//! assert!(Money::parse("23.405", Currency::MYR).is_err(), "a third decimal is not rounded away");
//! ```
#![deny(clippy::float_arithmetic)]
mod amount;
mod clock;
mod currency;
mod id;
mod quantity;

pub use amount::{Money, MoneyError};
pub use clock::{Clock, SystemClock};
pub use currency::Currency;
pub use id::{Id, IdSource, Marker, UuidSource};
pub use quantity::Quantity;

/// Declares one typed id: `typed_id!(Receipt => ReceiptId);`
#[macro_export]
macro_rules! typed_id {
    ($($(#[$doc:meta])* $marker:ident => $alias:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $marker {}
        impl $crate::Marker for $marker {}
        $(#[$doc])*
        pub type $alias = $crate::Id<$marker>;
    )+};
}

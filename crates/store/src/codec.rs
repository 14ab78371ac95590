//! Between columns and typed values. A value that does not come back as what
//! was written is damage, and named by its column alone.
use crate::{Error, Result};
use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use money::{Currency, Id, Marker, Money, Quantity};
use page::Turn;
use rusqlite::{Row, types::FromSql};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Display;

/// Typed access to a row's columns by name.
pub(crate) trait Columns {
    /// A column as SQLite holds it.
    fn raw<T: FromSql>(&self, column: &'static str) -> Result<T>;

    /// An optional text that another type reads.
    fn parsed<T>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        let text: Option<String> = self.raw(column)?;
        text.map(|text| parse(&text).ok_or(Error::Damaged(column))).transpose()
    }

    /// As [`Columns::parsed`], where only what that type writes is read: what says the same
    /// in other letters would not be found, and not be in order, where it is compared as text.
    fn canonical<T: Display>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        self.parsed(column, |text| parse(text).filter(|value| value.to_string() == text))
    }

    fn id<T: Marker>(&self, column: &'static str) -> Result<Id<T>> {
        self.maybe_id(column)?.ok_or(Error::Damaged(column))
    }

    fn maybe_id<T: Marker>(&self, column: &'static str) -> Result<Option<Id<T>>> {
        self.canonical(column, |text| text.parse().ok())
    }

    fn date(&self, column: &'static str) -> Result<Option<Date>> {
        self.canonical(column, |text| text.parse().ok())
    }

    fn quantity(&self, column: &'static str) -> Result<Option<Quantity>> {
        self.canonical(column, Quantity::parse)
    }

    fn time(&self, column: &'static str) -> Result<Option<Time>> {
        self.canonical(column, |text| text.parse().ok())
    }

    fn currency(&self, column: &'static str) -> Result<Option<Currency>> {
        self.canonical(column, Currency::from_code)
    }

    /// An amount of the row's currency.
    fn money(&self, column: &'static str, currency: Option<Currency>) -> Result<Option<Money>> {
        let minor: Option<i64> = self.raw(column)?;
        match (minor, currency) {
            (None, _) => Ok(None),
            (Some(minor), Some(currency)) => Ok(Some(Money::from_minor(minor, currency))),
            (Some(_), None) => Err(Error::Damaged(column)),
        }
    }

    /// Clockwise degrees.
    fn turn(&self, column: &'static str) -> Result<Turn> {
        let degrees = u16::try_from(self.count(column)?).ok().and_then(Turn::from_degrees);
        degrees.ok_or(Error::Damaged(column))
    }

    fn at(&self, column: &'static str) -> Result<Timestamp> {
        self.maybe_at(column)?.ok_or(Error::Damaged(column))
    }

    fn maybe_at(&self, column: &'static str) -> Result<Option<Timestamp>> {
        let millis: Option<i64> = self.raw(column)?;
        millis
            .map(|millis| Timestamp::from_millisecond(millis).map_err(|_| Error::Damaged(column)))
            .transpose()
    }

    fn count(&self, column: &'static str) -> Result<u32> {
        u32::try_from(self.raw::<i64>(column)?).map_err(|_| Error::Damaged(column))
    }

    fn size(&self, column: &'static str) -> Result<u64> {
        u64::try_from(self.raw::<i64>(column)?).map_err(|_| Error::Damaged(column))
    }

    fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T> {
        let text: String = self.raw(column)?;
        serde_json::from_str(&text).map_err(|_| Error::Damaged(column))
    }

    fn maybe_json<T: DeserializeOwned>(&self, column: &'static str) -> Result<Option<T>> {
        self.parsed(column, |text| serde_json::from_str(text).ok())
    }
}

impl Columns for Row<'_> {
    fn raw<T: FromSql>(&self, column: &'static str) -> Result<T> {
        self.get(column).map_err(|error| match error {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => Error::Damaged(column),
            other => other.into(),
        })
    }
}

/// A value as the JSON text of a column.
pub(crate) fn to_json<T: Serialize>(value: &T, field: &'static str) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::Invalid(field))
}

/// A count or size as SQLite's integer.
pub(crate) fn to_integer(value: u64, field: &'static str) -> Result<i64> {
    i64::try_from(value).map_err(|_| Error::Invalid(field))
}

/// Declares an enum with its stored names: `stored_names!(State, "state", Read = "read", ...)`.
macro_rules! stored_names {
    ($name:ident, $($variant:ident = $stored:literal),+ $(,)?) => {
        impl $name {
            /// The stored name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $stored,)+ }
            }

            /// The value of a stored name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($stored => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use stored_names;

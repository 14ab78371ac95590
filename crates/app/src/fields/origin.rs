//! Which values are the user's: a machine never overwrites those.
use crate::error::Error;
use crate::views::FieldName;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::table::receipt::Receipt;

/// What the user did with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Typed it, or picked another value.
    Typed,
    /// Accepted what was read.
    Accepted,
}

/// The user's part in a receipt, kept beside its fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Origins {
    /// The fields the user had a hand in.
    pub fields: BTreeMap<FieldName, Origin>,
    /// Whether the user changed the lines of goods.
    pub items: bool,
    /// Whether the user chose the category.
    pub category: bool,
}

impl Origins {
    /// Those of a stored receipt.
    pub fn of(receipt: &Receipt) -> Result<Self, Error> {
        Ok(serde_json::from_str(&receipt.field_sources)?)
    }

    /// Writes them back.
    pub fn keep(&self, receipt: &mut Receipt) -> Result<(), Error> {
        receipt.field_sources = serde_json::to_string(self)?;
        Ok(())
    }
}

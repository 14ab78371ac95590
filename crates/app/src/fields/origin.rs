//! Which values are the user's, which a machine never overwrites, and which
//! the memory of the seller put in.
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
    /// The fields that hold what was learnt of the seller.
    #[serde(skip)]
    pub learnt: BTreeMap<FieldName, Learnt>,
}

/// How far a learnt value can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Learnt {
    /// The seller is known beyond doubt.
    Known,
    /// The seller is probably known: to be looked at.
    Likely,
}

/// Whether a text can be read.
pub type Reads = fn(&str) -> bool;

impl Origins {
    /// The columns that it stands in, and what reads each.
    pub const COLUMNS: [(&str, Reads); 2] = [
        ("field_sources", |text| serde_json::from_str::<Self>(text).is_ok()),
        ("learnt", |text| serde_json::from_str::<BTreeMap<FieldName, Learnt>>(text).is_ok()),
    ];

    /// Those of a stored receipt.
    pub fn of(receipt: &Receipt) -> Result<Self, Error> {
        let learnt = serde_json::from_str(&receipt.learnt)?;
        Ok(Self { learnt, ..serde_json::from_str(&receipt.field_sources)? })
    }

    /// What the memory put into a field the user had no hand in.
    pub fn learnt(&self, name: FieldName) -> Option<Learnt> {
        self.learnt.get(&name).filter(|_| !self.fields.contains_key(&name)).copied()
    }

    /// Writes the user's part back.
    pub fn keep(&self, receipt: &mut Receipt) -> Result<(), Error> {
        receipt.field_sources = serde_json::to_string(self)?;
        Ok(())
    }

    /// Writes the memory's part back.
    pub fn keep_learnt(&self, receipt: &mut Receipt) -> Result<(), Error> {
        receipt.learnt = serde_json::to_string(&self.learnt)?;
        Ok(())
    }
}

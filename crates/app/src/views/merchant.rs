//! What is known of the sellers.
use serde::{Deserialize, Serialize};

/// One seller, as the receipts that were confirmed say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MerchantView {
    /// What it is forgotten by.
    pub key: String,
    /// The name that was confirmed last.
    pub name: String,
    /// How many confirmed receipts this is known from.
    pub receipts: u32,
    /// What it is recognised by.
    pub clues: Vec<ClueView>,
    /// Its usual category's id.
    pub category_id: Option<String>,
    /// How its receipts are paid, when that is steady: a `PaymentMethod` in snake case.
    pub payment: Option<String>,
    /// The currency of most of its receipts.
    pub currency: Option<String>,
    /// The day of its last receipt, ISO.
    pub last: Option<String>,
}

/// One thing a seller is recognised by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ClueView {
    /// Which kind.
    pub kind: ClueName,
    /// The number, or the name as it was read.
    pub value: String,
}

/// The kinds of clue; the face puts them into words (`clue.<kind>`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ClueName {
    /// The company's registration number.
    Registration,
    /// Its tax number.
    TaxNumber,
    /// A telephone number.
    Phone,
    /// The name in the header, as it was read.
    Look,
}

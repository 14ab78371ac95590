//! What was saved of a damaged vault.
use serde::Serialize;

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SalvageView {
    /// Table by table.
    pub tables: Vec<SalvagedTable>,
    /// What the damaged file is called now, beside the vault.
    pub kept_as: String,
}

/// What became of one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SalvagedTable {
    /// Its name.
    pub table: String,
    /// Rows that were saved.
    pub kept: u32,
    /// Rows that were not; none where nobody can say.
    pub lost: Option<u32>,
}

//! Whether what is here is all that there was.
use serde::{Deserialize, Serialize};

/// What is known of the vault's wholeness.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct IntegrityView {
    /// Each time that the history was found to end early, until it is acknowledged.
    pub shortened: Vec<ShortenedView>,
    /// Whether the file is damaged, and so only read: export, or restore a backup.
    pub read_only: bool,
}

/// A history that was found to end early.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ShortenedView {
    /// RFC 3339, when it was found.
    pub found_at: String,
    /// How many actions are missing; none where the count itself is lost.
    pub missing: Option<u32>,
}

//! Watched folders.
use serde::{Deserialize, Serialize};

/// The watched folders and what is offered from them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct WatchView {
    /// In the order they were named.
    pub folders: Vec<WatchedFolderView>,
    /// What looks like a receipt and was neither taken nor dismissed, the newest first.
    pub offered: Vec<OfferView>,
}

/// One watched folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct WatchedFolderView {
    /// Id.
    pub id: String,
    /// Its name, not its path.
    pub name: String,
}

/// One picture that looks like a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OfferView {
    /// Id.
    pub id: String,
    /// The file's name, not its path.
    pub name: String,
    /// Its folder's name, not its path.
    pub folder: String,
}

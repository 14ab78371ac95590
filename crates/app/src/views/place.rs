//! Where the user is in the window.
use super::Sort;
use serde::{Deserialize, Serialize};

/// What is on the screen, dialogs aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PlaceView {
    /// The page.
    pub page: Page,
    /// How the receipts are listed.
    pub receipts: ListingView,
    /// How the bin is listed.
    pub bin: ListingView,
    /// The receipts that are gone through, while one covers the page.
    pub round: Option<RoundView>,
    /// The pair that is being decided, while one covers the page.
    pub duplicate: Option<String>,
}

/// A page of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// What waits.
    Inbox,
    /// What was confirmed.
    Receipts,
    /// What was put away.
    Bin,
    /// The settings.
    Settings,
}

/// How a list is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ListingView {
    /// What is searched, in the search language.
    pub text: String,
    /// Its order.
    pub sort: Sort,
    /// As rows or as pictures.
    pub layout: Layout,
}

/// How the records of a list look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Rows.
    Table,
    /// Pictures.
    Grid,
}

/// Receipts to go through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RoundView {
    /// Their ids, in order.
    pub ids: Vec<String>,
    /// Which of them is open, from 0.
    pub at: u32,
}

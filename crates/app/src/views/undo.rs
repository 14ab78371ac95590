//! Undo and redo.
use serde::{Deserialize, Serialize};

/// What undo and redo would do now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UndoView {
    /// The last action that can be taken back.
    pub undo: Option<ActionView>,
    /// The last one taken back.
    pub redo: Option<ActionView>,
    /// After an undo or redo: the fields it left alone, because their values have changed since.
    pub conflicts: Vec<String>,
}

/// An action, to be put into words by the face: `action.<code>` with `{count}` and `{about}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ActionView {
    /// `confirm_receipt`, `edit_receipt`, `bin_receipts`, `restore_receipts`, `categorise_receipts`, `resolve_duplicate`, `ingest`, `remove_samples`.
    pub code: String,
    /// How many records.
    pub count: u32,
    /// A merchant or category name where one says more.
    pub about: Option<String>,
    /// RFC 3339.
    pub at: String,
    /// Whether it was done before the profile was last opened: undoing it is
    /// asked for first, since nobody has it in mind any more.
    pub earlier: bool,
}

/// What one action did to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct DeedView {
    /// What was done, and when.
    pub action: ActionView,
    /// Whether the user did it, and not the app by itself.
    pub by_user: bool,
    /// On which installation.
    pub device: String,
    /// What it changed, in the order of the form.
    pub changes: Vec<ChangeView>,
}

/// One value that an action changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ChangeView {
    /// Of which field; the words are `field.<field>`.
    pub field: String,
    /// Before; none where there was nothing.
    pub old: Option<String>,
    /// After; none where there is nothing.
    pub new: Option<String>,
}

//! What only a windowed face needs.
use serde::{Deserialize, Serialize};

/// How the window looks. Kept in the vault; before one is open, the system decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the desktop says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What the user prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PreferencesView {
    /// How the window looks.
    pub theme: Theme,
}

/// One command of the registry that menu and palette share; its label is `command.<id>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CommandView {
    /// Id.
    pub id: String,
    /// Such as `CmdOrCtrl+F`.
    pub accelerator: Option<String>,
    /// Which menu it stands in; none for the palette alone.
    pub menu: Option<String>,
}

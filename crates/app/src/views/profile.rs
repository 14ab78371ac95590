//! Profiles and how they open.
use serde::{Deserialize, Serialize};

/// What the lock screen and the first start need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SessionView {
    /// Every profile on this machine, last opened first.
    pub profiles: Vec<ProfileView>,
    /// The open one.
    pub open: Option<ProfileView>,
    /// Whether this machine has a keychain that survives a reboot.
    pub keychain: KeychainView,
    /// Whether Tesseract and its data are in place.
    pub reader_ready: bool,
    /// Why the last opened profile did not open by itself at start.
    pub opening_fault: Option<fault::Fault>,
}

/// One profile: nothing about its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ProfileView {
    /// Id.
    pub id: String,
    /// What the user calls it.
    pub name: String,
    /// How it opens.
    pub mode: OpenMode,
    /// RFC 3339, when it was last opened.
    pub opened_at: Option<String>,
}

/// How a profile opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum OpenMode {
    /// With the desktop login, through the operating system's keychain.
    Keychain,
    /// With a passphrase alone.
    Passphrase,
}

/// The state of the operating system's keychain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum KeychainView {
    /// There and persistent.
    Ready,
    /// None, or one that forgets at reboot.
    Missing,
}

/// Makes a profile.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CreateProfileRequest {
    /// 1 to 60 characters.
    pub name: String,
    /// How it shall open.
    pub mode: OpenMode,
    /// Required for [`OpenMode::Passphrase`].
    pub passphrase: Option<String>,
}

/// What came of saving the recovery kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum KitSaved {
    /// The user chose no place.
    Cancelled,
    /// Nothing was written yet: the place is on the disk of the vault itself.
    BesideVault,
    /// It is there.
    Saved,
}

/// The words of the recovery kit, shown until proven.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RecoveryKitView {
    /// In order, numbered from 1 for people.
    pub words: Vec<String>,
    /// The two positions, from 1, that the user proves.
    pub prove: [u32; 2],
}

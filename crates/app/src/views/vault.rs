//! How a profile is kept: what the settings show.
use super::{BackupPlanView, BackupView, KeychainView, ProfileView};
use serde::{Deserialize, Serialize};

/// How the open profile is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct VaultView {
    /// The profile, with how it opens.
    pub profile: ProfileView,
    /// Whether this machine has a keychain that survives a reboot.
    pub keychain: KeychainView,
    /// How it stands with the recovery kit.
    pub kit: KitState,
    /// The backups that are known of, the newest first.
    pub backups: Vec<BackupView>,
    /// Backups that make themselves.
    pub plan: Option<BackupPlanView>,
    /// When it locks by itself.
    pub lock: LockView,
    /// What concerned the keys, the latest first.
    pub events: Vec<SecurityEventView>,
    /// The tool that copies its folder elsewhere, if one does: that damages it.
    pub synced_by: Option<SyncTool>,
    /// What salvaging kept of a damaged file, until it is removed.
    pub damaged: Option<KeptDamagedView>,
}

/// The damaged file that salvaging kept. Neither removing for good nor a new
/// key reaches it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct KeptDamagedView {
    /// RFC 3339, when it was salvaged, the first time where it was twice.
    pub since: String,
    /// How much room it takes.
    pub kib: u32,
}

/// How it stands with the recovery kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum KitState {
    /// Its words are kept in the vault until two of them are typed back.
    Unproven,
    /// It was proven, and its words are nowhere here.
    Proven,
    /// Another one was made and is not proven yet; the present one opens.
    Replacing,
}

/// When a profile locks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LockView {
    /// After so many minutes in which nobody touched it, 1 to 1,440.
    pub idle_minutes: Option<u16>,
    /// So many minutes after it was opened, whatever is done in it, 1 to 1,440.
    pub longest_minutes: Option<u16>,
    /// When the desktop locks its screen.
    #[serde(default)]
    pub with_screen: bool,
    /// When the machine is about to sleep.
    #[serde(default)]
    pub before_sleep: bool,
}

/// Something that concerned the keys of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SecurityEventView {
    /// RFC 3339, when it happened, or was found.
    pub at: String,
    /// What it was.
    pub kind: SecurityKind,
    /// How many times.
    pub count: u32,
}

/// What concerned the keys; the words are `security.<kind>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum SecurityKind {
    /// Wrong passphrases before this opening.
    FailedUnlock,
    /// It was opened with the words of its kit.
    OpenedWithKit,
    /// It opens another way.
    ModeChanged,
    /// It has another passphrase.
    PassphraseChanged,
    /// Another kit took the old one's place.
    KitReplaced,
    /// Everything was encrypted anew.
    Renewed,
    /// It was restored from a backup.
    Restored,
    /// Its lost header came back from a backup.
    KeyRegained,
}

impl SecurityKind {
    /// Each of them.
    pub const ALL: [Self; 8] = [
        Self::FailedUnlock,
        Self::OpenedWithKit,
        Self::ModeChanged,
        Self::PassphraseChanged,
        Self::KitReplaced,
        Self::Renewed,
        Self::Restored,
        Self::KeyRegained,
    ];
}

/// A tool that keeps folders in step with elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum SyncTool {
    /// Dropbox.
    Dropbox,
    /// OneDrive.
    Onedrive,
    /// iCloud Drive.
    Icloud,
    /// Nextcloud or ownCloud.
    Nextcloud,
    /// Syncthing.
    Syncthing,
    /// Google Drive.
    GoogleDrive,
}

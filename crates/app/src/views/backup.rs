//! Backups, and steps that take long.
use super::{OpenMode, ProofRequest};
use serde::{Deserialize, Serialize};

/// How far a step is that takes long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ProgressView {
    /// Which step; the words are `progress.<step>`.
    pub step: ProgressStep,
    /// So much of it is done.
    pub done: u32,
    /// Of so much.
    pub total: u32,
}

/// A step that takes long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ProgressStep {
    /// The database is copied.
    Copying,
    /// Every byte of a database is looked at.
    Checking,
    /// A backup is written.
    Writing,
    /// What was written is read back.
    Verifying,
    /// A backup is read.
    Reading,
    /// What is not in a backup is made anew.
    Rebuilding,
    /// What another copy has of its own becomes one with what is here.
    Merging,
    /// The new header, and after it the new database, take the old ones' place.
    Changing,
}

impl ProgressStep {
    /// Its name in the catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Copying => "copying",
            Self::Checking => "checking",
            Self::Writing => "writing",
            Self::Verifying => "verifying",
            Self::Reading => "reading",
            Self::Rebuilding => "rebuilding",
            Self::Merging => "merging",
            Self::Changing => "changing",
        }
    }
}

/// A backup that is known of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct BackupView {
    /// What it is named by to the app; it says nothing of where it is.
    pub id: String,
    /// The file's name, without its folder.
    pub name: String,
    /// The folder's name.
    pub folder: String,
    /// RFC 3339, when it was made.
    pub made_at: String,
    /// Its size in KiB, rounded up.
    pub kib: u32,
    /// Whether it is where it was put.
    pub there: bool,
    /// Whether it lies on the disk that the vault is on.
    pub beside_vault: bool,
    /// Whether a passphrase or kit opens it that opens the profile no more.
    pub opens_old_way: bool,
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct BackupContentView {
    /// The profile's name on its day.
    pub profile: String,
    /// RFC 3339, when it was made.
    pub made_at: String,
    /// Receipts, confirmed or not.
    pub receipts: u32,
    /// Pictures.
    pub pictures: u32,
}

/// A file that was chosen to be restored, before anything opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct BackupFileView {
    /// The file's name, without its folder.
    pub name: String,
    /// How the profile opened when it was made; the kit opens it in any case.
    pub mode: OpenMode,
    /// Whether the same profile is on this computer.
    pub here: bool,
    /// Whether its header there is lost, so that this one could take its place.
    pub keyless: bool,
}

/// Backups that make themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct BackupPlanView {
    /// The folder's name.
    pub folder: String,
    /// Whether the folder is there now.
    pub there: bool,
    /// Whether it is on the disk that the vault is on.
    pub beside_vault: bool,
    /// A backup after so many days, 1 to 365.
    pub every_days: u16,
    /// So many are kept, 1 to 365; older ones go.
    pub keep: u16,
}

/// What a restored profile is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RestoreAs {
    /// The profile itself: the computer it was made on has it no more.
    Move,
    /// A copy, which goes its own way and says so.
    Copy,
}

/// Restores a backup.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RestoreRequest {
    /// What opens it.
    pub proof: ProofRequest,
    /// What it is to be.
    pub restore_as: RestoreAs,
    /// Whether a profile that is here already is set aside; it is kept.
    pub set_aside: bool,
    /// How it opens here; none for the way it opened there.
    pub mode: Option<OpenMode>,
    /// The passphrase of that mode, where it has one.
    pub passphrase: Option<String>,
}

/// Encrypts a profile anew.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RenewRequest {
    /// That it is theirs.
    pub proof: ProofRequest,
    /// A new passphrase; needed where the kit is shown and the mode has one.
    pub passphrase: Option<String>,
}

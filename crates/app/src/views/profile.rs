//! Profiles and how they open.
use super::BackupView;
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
    /// Whether the user came here to restore a backup.
    pub restoring: bool,
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
    /// What it is told apart by in the list, besides its name.
    pub colour: ProfileColour,
    /// RFC 3339, when it was last opened.
    pub opened_at: Option<String>,
}

/// A profile's colour in the list; the face says which shade that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ProfileColour {
    /// Grey.
    Slate,
    /// Blue.
    Blue,
    /// Unless another was chosen.
    #[default]
    Teal,
    /// Green.
    Green,
    /// Amber.
    Amber,
    /// Rose.
    Rose,
    /// Violet.
    Violet,
}

/// How a profile opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum OpenMode {
    /// With the desktop login, through the operating system's keychain.
    Keychain,
    /// With the keychain and a passphrase together.
    TwoFactor,
    /// With a passphrase alone.
    Passphrase,
}

impl OpenMode {
    /// Whether the keychain takes part.
    pub fn asks_keychain(self) -> bool {
        matches!(self, Self::Keychain | Self::TwoFactor)
    }

    /// Whether a passphrase takes part.
    pub fn asks_passphrase(self) -> bool {
        matches!(self, Self::Passphrase | Self::TwoFactor)
    }
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
    /// Required where [`OpenMode::asks_passphrase`].
    pub passphrase: Option<String>,
}

/// What a person shows to change how a profile opens: what it opens with now,
/// or the words of its kit. Nothing where the keychain alone opens it.
#[derive(Clone, Default, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ProofRequest {
    /// The present passphrase.
    pub passphrase: Option<String>,
    /// The words of the recovery kit, in place of everything else.
    pub kit: Option<String>,
}

/// Changes how a profile opens.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ChangeModeRequest {
    /// That it is theirs to change.
    pub proof: ProofRequest,
    /// How it shall open; the present mode where only the passphrase changes.
    pub mode: OpenMode,
    /// The new passphrase; required where [`OpenMode::asks_passphrase`].
    pub passphrase: Option<String>,
}

/// How hard a passphrase is to guess. It advises and refuses nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct StrengthView {
    /// 0 (guessed at once) to 4 (very hard); the words are `strength.<score>`.
    pub score: u8,
    /// Decimal digits of the number of guesses it stands.
    pub guesses_digits: u32,
    /// What makes it easy; the words are `strength.<weakness>`.
    pub weakness: Option<String>,
    /// Why it cannot be taken at all.
    pub refused: Option<fault::Code>,
}

/// What a removal destroys, and what stays out of its reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RemovalView {
    /// Receipts, confirmed or not.
    pub receipts: u32,
    /// Pictures.
    pub pictures: u32,
    /// When earlier copies of it were set aside for a backup that was restored: they go too.
    pub set_aside: Vec<String>,
    /// Backups that are known of, also those that are not there now: they go on opening.
    pub backups: Vec<BackupView>,
    /// Until when a rule or a hold wants receipts to be kept.
    pub due: Option<RecordsDueView>,
    /// Receipts that are held.
    pub held: u32,
}

/// Until when records have to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RecordsDueView {
    /// The year of the receipt that has to be kept longest.
    pub year: i16,
    /// Its last day: `2033-12-31`.
    pub until: String,
}

/// What a removal came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RemovedView {
    /// Why the keychain keeps its entry, which opens nothing any more.
    pub keychain_left: Option<fault::Code>,
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

//! Leaving with everything, and coming back.
use super::OpenMode;
use serde::{Deserialize, Serialize};

/// An archive that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ArchiveDone {
    /// The file's name, without its folder.
    pub file_name: String,
    /// Receipts in it, confirmed or not, the bin's too.
    pub receipts: u32,
    /// Pictures in it.
    pub pictures: u32,
    /// Whether a passphrase opens it; otherwise anybody can read it.
    pub encrypted: bool,
}

/// Brings an archive back as a profile of its own.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ComeBackRequest {
    /// The passphrase of the archive, where it has one.
    pub archive_passphrase: Option<String>,
    /// What to call the profile; none for the name it had.
    pub name: Option<String>,
    /// How it is to open.
    pub mode: OpenMode,
    /// The passphrase of that mode, where it has one.
    pub passphrase: Option<String>,
}

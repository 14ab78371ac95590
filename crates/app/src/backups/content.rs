//! What a backup says of itself, sealed with it.
use crate::error::Error;
use crate::views::{BackupContentView, ProfileColour};
use envelope::EnvelopeError;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The description. Fields are only ever added, so that older ones are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Content {
    pub(crate) profile: String,
    #[serde(default)]
    pub(super) colour: ProfileColour,
    pub(super) made_at: Timestamp,
    pub(super) receipts: u32,
    pub(super) pictures: u32,
    /// The version of the app that made it.
    pub(super) app: String,
}

impl Content {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Error> {
        serde_json::from_slice(bytes)
            .map_err(|_| Error::Backup(EnvelopeError::BackupDamaged("its description")))
    }

    pub(super) fn view(&self) -> BackupContentView {
        BackupContentView {
            profile: self.profile.clone(),
            made_at: self.made_at.to_string(),
            receipts: self.receipts,
            pictures: self.pictures,
        }
    }
}

//! What can be read of a profile without opening it.
use super::{folder::Folder, mode};
use crate::views::{OpenMode, ProfileColour, ProfileView};
use envelope::write_private;
use serde::{Deserialize, Serialize};
use std::{fs, io};

/// What the lock screen shows of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Label {
    pub(super) name: String,
    pub(super) mode: OpenMode,
    #[serde(default)]
    pub(super) colour: ProfileColour,
    pub(super) opened_at: Option<jiff::Timestamp>,
}

impl Label {
    /// A folder's label. Where it is lost or damaged, one is made up: a profile
    /// must not vanish from the list with a file of no importance.
    pub(super) fn of(folder: &Folder) -> Self {
        let read = fs::read(folder.file("label"))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        read.unwrap_or_else(|| Self::made_up(folder))
    }

    pub(super) fn write(&self, folder: &Folder) -> io::Result<()> {
        write_private(&folder.file("label"), &serde_json::to_vec(self)?)
    }

    pub(super) fn view(&self, folder: &Folder) -> ProfileView {
        ProfileView {
            id: folder.id.to_string(),
            name: self.name.clone(),
            mode: self.mode,
            colour: self.colour,
            opened_at: self.opened_at.map(|moment| moment.to_string()),
        }
    }

    /// The beginning of the id for a name, and the mode that the header has.
    fn made_up(folder: &Folder) -> Self {
        let mode = folder.header().read().map_or(OpenMode::Keychain, |header| mode::of(&header));
        let name = folder.id.to_string().chars().take(8).collect();
        Self { name, mode, colour: ProfileColour::default(), opened_at: None }
    }
}

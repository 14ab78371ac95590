//! Import from another Quittance.
use super::{OpenMode, ProofRequest};
use serde::{Deserialize, Serialize};

/// A file that was chosen to be merged, before anything opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MergeFileView {
    /// The file's name, without its folder.
    pub name: String,
    /// For a backup, how its profile opened on that day; none for an archive.
    pub backup: Option<OpenMode>,
    /// Whether something has to open it.
    pub sealed: bool,
}

/// What opens the file.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MergeRequest {
    /// For a backup.
    pub proof: ProofRequest,
    /// For an archive that has one.
    pub archive_passphrase: Option<String>,
}

/// What a merge would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MergePreview {
    /// The name of the profile in the file.
    pub profile: String,
    /// Whether it is another copy of this profile, and not another profile.
    pub related: bool,
    /// Things done there that are not known here; without one there is nothing to merge.
    pub actions: u32,
    /// Receipts that are there alone.
    pub new: u32,
    /// Receipts that are here too and were changed there.
    pub changed_there: u32,
    /// Receipts that were added or changed here, and stay so.
    pub changed_here: u32,
    /// Receipts that go to the bin here too.
    pub binned_there: u32,
    /// Receipts that go for good here too.
    pub purged_there: u32,
    /// Who sold what was removed for good there and is held here; while there is
    /// one, merging is refused.
    pub held: Vec<Option<String>>,
    /// What both sides changed to different values: the first of them.
    pub conflicts: Vec<ConflictView>,
    /// How many there are in all.
    pub conflicts_in_all: u32,
}

/// A value that both sides changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ConflictView {
    /// The receipt.
    pub receipt: String,
    /// Who sold.
    pub merchant: Option<String>,
    /// Which field; the words are `field.<field>`.
    pub field: String,
    /// What it says here.
    pub ours: Option<String>,
    /// What it says there.
    pub theirs: Option<String>,
    /// Whether what it says there will stand, since it was said later.
    pub theirs_stand: bool,
}

/// What was merged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MergeDone {
    /// Things done there that were new here.
    pub actions: u32,
    /// Pictures that were new here.
    pub pictures: u32,
}

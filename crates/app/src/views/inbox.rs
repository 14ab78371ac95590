//! The inbox: what was dropped and is not confirmed yet.
use super::{MoneyView, ReviewView};
use fault::Fault;
use serde::{Deserialize, Serialize};

/// The inbox, in sections.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct InboxView {
    /// Read, with something to check; oldest first.
    pub to_review: Vec<InboxRow>,
    /// Read, nothing doubtful.
    pub ready: Vec<InboxRow>,
    /// Waiting for a reader or being read.
    pub reading: Vec<InboxRow>,
    /// Could not be read; the picture is kept.
    pub failed: Vec<InboxRow>,
    /// Pairs that may be one purchase.
    pub duplicates: Vec<DuplicateView>,
    /// How many receipts the profile holds confirmed, for first-run wording.
    pub confirmed_count: u32,
    /// Whether the bundled samples are still there.
    pub has_samples: bool,
    /// Whether the recovery kit should be offered now.
    pub offer_recovery_kit: bool,
    /// Whether to ask for a place for backups.
    pub offer_backup: bool,
}

/// One receipt in the inbox.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct InboxRow {
    /// Receipt id.
    pub id: String,
    /// The dropped file's name.
    pub file_name: String,
    /// First picture, for the thumbnail.
    pub attachment_id: Option<String>,
    /// Suggested merchant.
    pub merchant: Option<String>,
    /// Suggested date, ISO.
    pub date: Option<String>,
    /// Suggested number of the receipt's own.
    pub number: Option<String>,
    /// Suggested category id.
    pub category_id: Option<String>,
    /// Suggested total.
    pub total: Option<MoneyView>,
    /// How many fields need a look.
    pub doubts: u32,
    /// For the reading section: whether a reader has it now, or it waits.
    pub in_reader: bool,
    /// For the failed section.
    pub fault: Option<Fault>,
    /// Whether this is a bundled sample.
    pub sample: bool,
}

/// Two receipts that may be one purchase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct DuplicateView {
    /// Id of the pair.
    pub id: String,
    /// The one that was there first.
    pub first: Box<ReviewView>,
    /// The newcomer.
    pub second: Box<ReviewView>,
    /// Names of the fields that are equal.
    pub same: Vec<String>,
    /// Names of the fields that differ.
    pub different: Vec<String>,
}

/// What the user says of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum DuplicateDecision {
    /// Two purchases: both stay.
    TwoPurchases,
    /// One purchase: the first receipt gets both pictures, the second goes to the bin.
    KeepBothPictures,
    /// One purchase: the first receipt gets the second's picture instead of its own.
    ReplacePicture,
}

/// What became of the files of one drop.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct IntakeSummary {
    /// Files looked at.
    pub files: u32,
    /// Stored and queued for reading.
    pub added: u32,
    /// The same bytes were here already.
    pub already_here: u32,
    /// Not taken, each with its reason.
    pub refused: Vec<RefusedFile>,
    /// Ids of the new receipts, in the order of the files.
    pub receipts: Vec<String>,
}

/// A file that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RefusedFile {
    /// Its name, not its path.
    pub name: String,
    /// Why.
    pub fault: Fault,
}

/// What the face is told while it is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Something in the inbox or the list changed: load what is shown again.
    Changed,
    /// The queue: how many are waiting or being read, and how many are done since it was last empty.
    Queue {
        /// Waiting or being read.
        remaining: u32,
        /// Finished since the queue was last empty.
        done: u32,
    },
    /// A drop is being stored: so many files of so many.
    Storing {
        /// Files looked at so far.
        done: u32,
        /// Files in all.
        total: u32,
    },
    /// The user chose an entry of the native menu; its command id.
    Command {
        /// As in the command registry.
        id: String,
    },
    /// Files are dragged over the window (`count`), or no longer (0).
    DragOver {
        /// How many files.
        count: u32,
    },
    /// A drop or import came to its end.
    Ingested {
        /// What became of it.
        summary: IntakeSummary,
    },
    /// A drop could not be taken in at all.
    Refused {
        /// Why.
        fault: Fault,
    },
}

//! A report for whoever helps.
use super::{IntegrityView, KeychainView, KitState, LockView, OpenMode, SecurityEventView};
use fault::Code;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the program and the vault are like, and nothing of what is in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct DiagnosticsView {
    /// The version of the app.
    pub app: String,
    /// Operating system and processor.
    pub system: String,
    /// The version of what encrypts.
    pub cipher: String,
    /// The version of the database's tables.
    pub schema: u32,
    /// RFC 3339, when the report was made.
    pub made_at: String,
    /// Whether the reader is installed.
    pub reader: bool,
    /// Whether the machine has a keychain.
    pub keychain: KeychainView,
    /// How the profile opens.
    pub opens: OpenMode,
    /// How it stands with the kit.
    pub kit: KitState,
    /// When it locks by itself.
    pub lock: LockView,
    /// Whether what is here is all that there was.
    pub integrity: IntegrityView,
    /// KiB of the database.
    pub database_kib: u32,
    /// KiB of the log beside it.
    pub log_kib: u32,
    /// Rows by table.
    pub rows: BTreeMap<String, Option<u32>>,
    /// Receipts by where they stand.
    pub receipts: BTreeMap<String, u32>,
    /// Work that failed, by kind and code.
    pub faults: BTreeMap<String, u32>,
    /// Backups that are known of.
    pub backups: u32,
    /// Of these, what is not where it was put.
    pub backups_gone: u32,
    /// Of these, what opens the old way.
    pub backups_old_way: u32,
    /// Days since the last backup.
    pub backup_days: Option<u32>,
    /// Days between planned backups.
    pub plan_days: Option<u16>,
    /// Whether the plan's folder is there.
    pub plan_there: Option<bool>,
    /// Rules of keeping, by name.
    pub policies: BTreeMap<String, u32>,
    /// Whether what is due goes by itself.
    pub automatic: bool,
    /// After how many days the bin empties.
    pub bin_days: Option<u16>,
    /// Folders that are watched.
    pub watched_folders: u32,
    /// What concerned the keys, and when.
    pub events: Vec<SecurityEventView>,
}

/// Asks for a report on a profile that does not open.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UnopenedRequest {
    /// Which profile.
    pub id: String,
    /// What opening it came to.
    pub code: Code,
}

/// What a profile that does not open is like from the outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnopenedView {
    /// The version of the app.
    pub app: String,
    /// Operating system and processor.
    pub system: String,
    /// The version of what encrypts.
    pub cipher: String,
    /// The version of the tables that this app reads.
    pub schema: u32,
    /// RFC 3339, when the report was made.
    pub made_at: String,
    /// Whether the machine has a keychain.
    pub keychain: KeychainView,
    /// What opening it came to.
    pub code: Code,
    /// What its header is like.
    pub header: HeaderState,
    /// How it opens, where the header tells.
    pub opens: Option<OpenMode>,
    /// Bytes of its files, by name.
    pub files: BTreeMap<String, u64>,
    /// How many files stand beside them that are not its own.
    pub others: u32,
}

/// What a profile's header is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderState {
    /// It can be read.
    Whole,
    /// The one before it can be read in its place.
    Previous,
    /// It is another profile's.
    Another,
    /// A newer version wrote it.
    Newer,
    /// It cannot be read.
    Damaged,
    /// It is not there.
    Missing,
}

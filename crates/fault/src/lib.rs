//! What crosses to the face when something goes wrong.
//!
//! An error chain stays in the log. A person gets a [`Fault`]: a [`Code`] that
//! the face puts into words in their language (`fault.<code>` in the catalogue,
//! with a title, what was kept, and what to do), a few harmless arguments such
//! as the name of the file they chose, and an incident number to quote.
//!
//! ```
//! use fault::{Code, Coded, Fault};
//! # #[derive(Debug)] struct Empty(String);
//! # impl std::fmt::Display for Empty { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "empty") } }
//! # impl std::error::Error for Empty {}
//! impl Coded for Empty {
//!     fn code(&self) -> Code { Code::FileEmpty }
//!     fn about(&self) -> Option<String> { Some(self.0.clone()) }
//! }
//! let fault = Fault::from(&Empty("scan.jpg".into()));
//! assert_eq!(fault.code, Code::FileEmpty);
//! assert_eq!(fault.about.as_deref(), Some("scan.jpg"));
//! ```
use serde::{Deserialize, Serialize};

/// The kinds of trouble that the face or a script tells apart.
///
/// The catalogue must hold words for each; a test walks [`Code::ALL`].
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $wire:literal, exit $exit:literal;)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $name,)+ }

        impl Code {
            /// Every code, for tests that walk them.
            pub const ALL: &[Code] = &[$(Code::$name,)+];

            /// The name used on the wire and as the catalogue key.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $wire,)+ }
            }

            /// The exit status `quittance-cli` ends with.
            pub fn exit_status(self) -> u8 {
                match self { $(Code::$name => $exit,)+ }
            }
        }
    };
}

codes! {
    /// Not a picture this app can read; the bytes say so, not the name.
    NotAPicture = "not_a_picture", exit 10;
    /// A file of no bytes.
    FileEmpty = "file_empty", exit 11;
    /// Larger than the app stores in one file.
    FileTooLarge = "file_too_large", exit 12;
    /// The file could not be opened: permission.
    FileDenied = "file_denied", exit 13;
    /// The file is no longer where it was.
    FileGone = "file_gone", exit 14;
    /// A device, socket or pipe; not a file.
    FileSpecial = "file_special", exit 15;
    /// More pixels than can be read safely.
    PictureTooLarge = "picture_too_large", exit 16;
    /// The picture ends early or its content is damaged.
    PictureDamaged = "picture_damaged", exit 17;
    /// A kind of picture this build has no decoder for.
    PictureUnsupported = "picture_unsupported", exit 18;
    /// The picture was decoded and no text was found.
    NothingToRead = "nothing_to_read", exit 19;
    /// The reader process ended while it read this picture.
    ReaderCrashed = "reader_crashed", exit 20;
    /// The reader process took longer than a picture may.
    ReaderTimedOut = "reader_timed_out", exit 21;
    /// The reading was cancelled by the user.
    ReadingCancelled = "reading_cancelled", exit 22;
    /// Tesseract or its language data is not installed.
    ReaderMissing = "reader_missing", exit 23;
    /// A PDF that is locked with a password.
    PdfLocked = "pdf_locked", exit 24;
    /// A PDF of more pages than are read.
    PdfTooLong = "pdf_too_long", exit 25;
    /// No room left on the disk.
    DiskFull = "disk_full", exit 30;
    /// The vault's folder or file cannot be written.
    VaultReadOnly = "vault_read_only", exit 31;
    /// Another process has this profile open.
    ProfileInUse = "profile_in_use", exit 32;
    /// No such profile, or its folder is gone.
    ProfileMissing = "profile_missing", exit 33;
    /// The header or the database is damaged.
    ProfileDamaged = "profile_damaged", exit 34;
    /// Made by a newer version of the app.
    ProfileNewer = "profile_newer", exit 35;
    /// The name is empty, too long, or taken.
    ProfileName = "profile_name", exit 36;
    /// No profile is open: unlock first.
    Locked = "locked", exit 37;
    /// The log ends earlier than it did: the last things done are missing.
    HistoryShortened = "history_shortened", exit 38;
    /// The profile is on this computer already.
    ProfileHere = "profile_here", exit 39;
    /// No keychain on this machine.
    KeychainMissing = "keychain_missing", exit 40;
    /// The keychain is there and locked, or the user said no.
    KeychainDenied = "keychain_denied", exit 41;
    /// The keychain no longer has this profile's entry.
    KeychainEntryGone = "keychain_entry_gone", exit 42;
    /// The keychain's entry does not open this profile.
    KeychainEntryWrong = "keychain_entry_wrong", exit 43;
    /// The passphrase does not open this profile.
    WrongPassphrase = "wrong_passphrase", exit 44;
    /// The recovery words do not open this profile.
    WrongKit = "wrong_kit", exit 45;
    /// Too many wrong tries: wait.
    TryLater = "try_later", exit 46;
    /// The passphrase is too short.
    PassphraseTooShort = "passphrase_too_short", exit 47;
    /// There is a keychain, and it forgets at logout or reboot.
    KeychainVolatile = "keychain_volatile", exit 48;
    /// No such receipt, category or action.
    NotFound = "not_found", exit 50;
    /// A field's value is not valid; `about` names the field.
    InvalidValue = "invalid_value", exit 51;
    /// The record has changed since: the undo would overwrite newer work.
    Conflict = "conflict", exit 52;
    /// There is nothing to undo or redo.
    NothingToUndo = "nothing_to_undo", exit 53;
    /// The list is empty, so there is nothing to export.
    NothingToExport = "nothing_to_export", exit 54;
    /// The chosen file or folder cannot be written.
    TargetDenied = "target_denied", exit 55;
    /// No font is installed that a page could be set in.
    NoFont = "no_font", exit 56;
    /// The user stopped it.
    Cancelled = "cancelled", exit 57;
    /// It is held until a day, or until that is taken back: it cannot be purged.
    Held = "held", exit 58;
    /// It was purged, and the searches before and after do not prove it.
    PurgeUnproven = "purge_unproven", exit 59;
    /// The file is no backup.
    NotABackup = "not_a_backup", exit 60;
    /// A backup whose bytes are not as they were written.
    BackupDamaged = "backup_damaged", exit 61;
    /// A backup that ends before its end.
    BackupCut = "backup_cut", exit 62;
    /// A backup made by a newer version of the app.
    BackupNewer = "backup_newer", exit 63;
    /// The file is no archive.
    NotAnArchive = "not_an_archive", exit 64;
    /// An archive whose content is not as it was written.
    ArchiveDamaged = "archive_damaged", exit 65;
    /// An archive that ends before its end.
    ArchiveCut = "archive_cut", exit 66;
    /// An archive made by a newer version of the app.
    ArchiveNewer = "archive_newer", exit 67;
    /// The passphrase does not open the archive.
    ArchiveLocked = "archive_locked", exit 68;
    /// An archive that would cost far more to open than what this app seals.
    ArchiveCostly = "archive_costly", exit 72;
    /// A copy whose history lost steps between others: it cannot be merged.
    HistoryTorn = "history_torn", exit 69;
    /// A copy that went on as the same device: it cannot be merged.
    HistoryForked = "history_forked", exit 71;
    /// A defect of ours; the incident number finds it in the log.
    Internal = "internal", exit 70;
    /// The profile's header is gone, garbled or another profile's.
    HeaderDamaged = "header_damaged", exit 73;
    /// The header is damaged, and what was shown does not open the one before it.
    HeaderOlder = "header_older", exit 74;
    /// The profile's database is gone, or has no bytes.
    DatabaseMissing = "database_missing", exit 75;
    /// Nothing in the database was written under the profile's key.
    DatabaseForeign = "database_foreign", exit 76;
    /// What says which tables the database has is damaged: nothing of it can be read.
    DatabaseUnreadable = "database_unreadable", exit 77;
    /// The database does not open, and what can be read of it can be saved.
    DatabaseBroken = "database_broken", exit 78;
    /// A backup's key is not the one of the profile that is here.
    KeyDiffers = "key_differs", exit 79;
}

/// An error that knows which [`Code`] a person gets.
pub trait Coded: std::error::Error {
    /// The kind of trouble.
    fn code(&self) -> Code;

    /// What it is about, in the user's own terms: a file's name, a field's name.
    /// Never a path, a secret or a receipt's content.
    fn about(&self) -> Option<String> {
        None
    }
}

/// An error as it crosses to the face.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Fault {
    /// The kind of trouble; the face has the words.
    pub code: Code,
    /// See [`Coded::about`].
    pub about: Option<String>,
    /// Joins what the user saw to the line in the log; set by whoever logs it.
    pub incident: Option<String>,
}

impl Fault {
    /// A fault of this kind about nothing in particular.
    pub fn new(code: Code) -> Self {
        Self { code, about: None, incident: None }
    }
}

impl<E: Coded + ?Sized> From<&E> for Fault {
    fn from(error: &E) -> Self {
        Self { code: error.code(), about: error.about(), incident: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_name_is_the_serialised_name() {
        for code in Code::ALL {
            let json = serde_json::to_string(code).expect("a unit variant serialises");
            assert_eq!(
                json.trim_matches('"'),
                code.as_str(),
                "two names for one code would part the catalogue from the wire"
            );
        }
    }

    #[test]
    fn exit_statuses_tell_codes_apart() {
        let mut seen = std::collections::BTreeSet::new();
        for code in Code::ALL {
            assert!(
                seen.insert(code.exit_status()),
                "{code:?} shares its exit status, so a script could not tell"
            );
        }
    }
}

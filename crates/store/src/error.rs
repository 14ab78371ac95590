//! What can go wrong with the vault's file.
use fault::{Code, Coded};

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no database at the path.
    #[error("there is no database")]
    Missing,
    /// The key does not open it, or its first page is damaged: the two look
    /// alike, since nothing of the file is readable without the key.
    #[error("the key does not open the database")]
    WrongKey,
    /// The file or a value in it is not as it was written.
    #[error("the database is damaged: {0}")]
    Damaged(&'static str),
    /// The file is damaged, so that it is read and no longer written.
    #[error("the database is damaged and open for reading alone")]
    Frozen,
    /// Made by a newer version of the app.
    #[error("the database is of a newer version: {0}")]
    Newer(i64),
    /// Another process has it open.
    #[error("another process has the database open")]
    InUse,
    /// A database is there already; creating never overwrites one.
    #[error("there is a database already")]
    Exists,
    /// No room left on the disk; nothing of the transaction was kept.
    #[error("no room left on the disk")]
    DiskFull,
    /// The file or its folder cannot be written.
    #[error("the database cannot be written")]
    ReadOnly,
    /// No record with this id; the name of its table.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// A value that the column does not take; the name of the field.
    #[error("not a valid {0}")]
    Invalid(&'static str),
    /// A job's lease went to somebody else, or it was cancelled: its result is not wanted.
    #[error("the job is no longer this worker's")]
    JobLost,
    /// It is held, and so not purged.
    #[error("it is held")]
    Held,
    /// Nothing to undo or redo.
    #[error("nothing to undo or redo")]
    NothingToUndo,
    /// Actions of a device are missing before these; ask for them again from here.
    #[error("actions are missing before these")]
    Gap,
    /// Two files went on as the same device: their steps have the same numbers.
    #[error("two files went on as the same device")]
    Forked,
    /// A read was cancelled.
    #[error("the read was cancelled")]
    Cancelled,
    /// The store was closed, or its writer is gone.
    #[error("the store is closed")]
    Closed,
    /// The SQLite in this build does not encrypt: nothing is opened with it.
    #[error("this build's SQLite does not encrypt")]
    NoCipher,
    /// Any other trouble of SQLite's: a defect.
    #[error("sqlite")]
    Sqlite(#[source] rusqlite::Error),
    /// A file beside the database could not be handled.
    #[error("file")]
    File(#[source] std::io::Error),
    /// The work inside a transaction panicked; nothing of it was kept.
    #[error("the work inside a transaction panicked")]
    Panicked,
}

/// The store's result.
pub type Result<T> = std::result::Result<T, Error>;

impl Coded for Error {
    fn code(&self) -> Code {
        match self {
            Self::Missing => Code::ProfileMissing,
            Self::WrongKey | Self::Damaged(_) | Self::Frozen => Code::ProfileDamaged,
            Self::Newer(_) => Code::ProfileNewer,
            Self::InUse => Code::ProfileInUse,
            Self::DiskFull => Code::DiskFull,
            Self::ReadOnly => Code::VaultReadOnly,
            Self::NotFound(_) => Code::NotFound,
            Self::Invalid(_) => Code::InvalidValue,
            Self::JobLost => Code::ReadingCancelled,
            Self::Held => Code::Held,
            Self::Gap => Code::HistoryTorn,
            Self::Forked => Code::HistoryForked,
            Self::NothingToUndo => Code::NothingToUndo,
            Self::Closed => Code::Locked,
            Self::Cancelled => Code::Cancelled,
            Self::Exists | Self::NoCipher | Self::Sqlite(_) | Self::File(_) | Self::Panicked => {
                Code::Internal
            }
        }
    }

    fn about(&self) -> Option<String> {
        match self {
            Self::Invalid(field) => Some((*field).to_owned()),
            _ => None,
        }
    }
}

impl Error {
    /// What a table does not take is the fault of the row that was to go there.
    pub(crate) fn or_refused(self) -> Self {
        use rusqlite::ErrorCode::{ConstraintViolation, TypeMismatch};
        match self {
            Self::Sqlite(error)
                if matches!(
                    error.sqlite_error_code(),
                    Some(ConstraintViolation | TypeMismatch)
                ) =>
            {
                Self::Invalid("row")
            }
            error => error,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Sqlite;
        // The log's index wants room before anything is written: to a full disk SQLite
        // gives that its own name.
        let without_index =
            |it: &rusqlite::ffi::Error| it.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
        if error.sqlite_error().is_some_and(without_index) {
            return Self::DiskFull;
        }
        match error.sqlite_error_code() {
            Some(Sqlite::NotADatabase) => Self::WrongKey,
            Some(Sqlite::DatabaseCorrupt) => Self::Damaged(part_of(&error)),
            Some(Sqlite::DiskFull) => Self::DiskFull,
            Some(Sqlite::ReadOnly | Sqlite::PermissionDenied | Sqlite::CannotOpen) => {
                Self::ReadOnly
            }
            Some(Sqlite::DatabaseBusy | Sqlite::DatabaseLocked) => Self::InUse,
            Some(Sqlite::OperationInterrupted) => Self::Cancelled,
            _ => Self::Sqlite(error),
        }
    }
}

/// A page of the file itself, which cannot be read or is not what its neighbours say.
pub(crate) const A_PAGE: &str = "a page";

/// The search index is made of rows of ours and can be made anew.
fn part_of(error: &rusqlite::Error) -> &'static str {
    match error.sqlite_error().map(|it| it.extended_code) {
        Some(rusqlite::ffi::SQLITE_CORRUPT_VTAB) => "the search index",
        _ => A_PAGE,
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        match error.kind() {
            Kind::NotFound => Self::Missing,
            Kind::StorageFull | Kind::QuotaExceeded => Self::DiskFull,
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::File(error),
        }
    }
}

//! What can go wrong in a use case.
use fault::{Code, Coded};

/// Why a use case did not come to its end. Nothing it had begun is left half done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The vault.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The profile's key is right, and its database does not open.
    #[error("the database does not open: {0:?}")]
    Closed(store::Closed),
    /// Making or opening a profile.
    #[error(transparent)]
    Profile(#[from] crate::profiles::Error),
    /// A file that did not come in.
    #[error(transparent)]
    Intake(#[from] crate::intake::Refusal),
    /// The reader.
    #[error(transparent)]
    Reader(#[from] reader::ReadError),
    /// Making a file's content.
    #[error(transparent)]
    Export(#[from] export::ExportError),
    /// A worker of the queue could not be started.
    #[error("a thread could not be started")]
    Thread(#[source] std::io::Error),
    /// A backup, or a kit.
    #[error(transparent)]
    Backup(#[from] envelope::EnvelopeError),
    /// An archive.
    #[error(transparent)]
    Archive(#[from] archive::ArchiveError),
    /// The file that was named as a backup cannot be read.
    #[error("no backup can be read there")]
    NoBackup(Code),
    /// The user stopped it.
    #[error("stopped")]
    Stopped,
    /// Writing a file the user chose.
    #[error(transparent)]
    Target(#[from] crate::exports::TargetError),
    /// No such thing.
    #[error("no such {what}")]
    NotFound {
        /// What was asked for: a receipt, a category.
        what: &'static str,
    },
    /// A value the user gave does not fit its field.
    #[error("the value does not fit {field}")]
    InvalidValue {
        /// The field's name on the wire.
        field: &'static str,
    },
    /// The words typed back are not those of the kit.
    #[error("the words are not those of the kit")]
    WrongKit,
    /// The filter shows nothing.
    #[error("there is nothing to export")]
    NothingToExport,
    /// What was stored is not what this code writes: a defect.
    #[error("stored content is not as written: {0}")]
    Content(#[from] serde_json::Error),
}

impl Error {
    /// Trouble in writing a file is about that file.
    pub(crate) fn at(self, target: &std::path::Path) -> Self {
        match self {
            Self::Backup(envelope::EnvelopeError::File(error)) => {
                crate::exports::TargetError::of(error, target).into()
            }
            Self::Archive(archive::ArchiveError::File(error)) => {
                crate::exports::TargetError::of(error, target).into()
            }
            error => error,
        }
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        match self {
            Self::Store(error) => error.code(),
            Self::Closed(why) => closed(*why),
            Self::Profile(error) => error.code(),
            Self::Intake(error) => error.code(),
            Self::Reader(error) => error.code(),
            Self::Export(error) => error.code(),
            Self::Target(error) => error.code(),
            Self::Backup(error) => error.code(),
            Self::Archive(error) => error.code(),
            Self::NoBackup(code) => *code,
            Self::Stopped => Code::Cancelled,
            Self::NotFound { .. } => Code::NotFound,
            Self::InvalidValue { .. } => Code::InvalidValue,
            Self::WrongKit => Code::WrongKit,
            Self::NothingToExport => Code::NothingToExport,
            Self::Thread(_) | Self::Content(_) => Code::Internal,
        }
    }

    fn about(&self) -> Option<String> {
        match self {
            Self::Store(error) => error.about(),
            Self::Profile(error) => error.about(),
            Self::Intake(error) => error.about(),
            Self::Target(error) => error.about(),
            Self::Backup(error) => error.about(),
            Self::InvalidValue { field } => Some((*field).to_owned()),
            _ => None,
        }
    }
}

fn closed(why: store::Closed) -> Code {
    match why {
        store::Closed::Missing => Code::DatabaseMissing,
        store::Closed::Foreign => Code::DatabaseForeign,
        store::Closed::Unreadable => Code::DatabaseUnreadable,
        store::Closed::Broken => Code::DatabaseBroken,
    }
}

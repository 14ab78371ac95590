//! What can be wrong with an archive.
use age::DecryptError;
use fault::{Code, Coded};
use std::io::{self, ErrorKind};

/// Why an archive was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// It is something else.
    #[error("not an archive")]
    NotAnArchive,
    /// Something in it is not as it was written; the word for what.
    #[error("the archive is damaged: {0}")]
    Damaged(&'static str),
    /// It ends before its end.
    #[error("the archive is cut")]
    Cut,
    /// Made by a newer version.
    #[error("the archive is of a newer version")]
    Newer,
    /// The passphrase does not open it, or none was given and it has one.
    #[error("the passphrase does not open the archive")]
    WrongPassphrase,
    /// Opening it would cost far more than what this app seals.
    #[error("the archive asks for too much work")]
    Costly,
    /// The file could not be read or written.
    #[error("file")]
    File(#[source] io::Error),
}

impl Coded for ArchiveError {
    fn code(&self) -> Code {
        match self {
            Self::NotAnArchive => Code::NotAnArchive,
            Self::Damaged(_) => Code::ArchiveDamaged,
            Self::Cut => Code::ArchiveCut,
            Self::Newer => Code::ArchiveNewer,
            Self::WrongPassphrase => Code::ArchiveLocked,
            Self::Costly => Code::ArchiveCostly,
            Self::File(error) => match error.kind() {
                ErrorKind::NotFound => Code::FileGone,
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Code::DiskFull,
                ErrorKind::IsADirectory => Code::NotAnArchive,
                _ => Code::FileDenied,
            },
        }
    }
}

impl ArchiveError {
    /// What reading came to: age and tar tell what is wrong with the bytes as
    /// trouble of reading them.
    pub(crate) fn of_reading(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::UnexpectedEof => Self::Cut,
            ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::Other => {
                Self::Damaged("its bytes")
            }
            _ => Self::File(error),
        }
    }
}

impl From<DecryptError> for ArchiveError {
    fn from(error: DecryptError) -> Self {
        match error {
            DecryptError::Io(error) => Self::of_reading(error),
            DecryptError::UnknownFormat => Self::Newer,
            DecryptError::ExcessiveWork { .. } => Self::Costly,
            DecryptError::InvalidHeader => Self::Damaged("its header"),
            _ => Self::WrongPassphrase,
        }
    }
}

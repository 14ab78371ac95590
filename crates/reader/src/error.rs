//! Why a picture was not read.
use fault::{Code, Coded};

/// Why a picture was not read. Only that picture is concerned: the pool goes on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The reader looked at the picture and says what is wrong with it.
    #[error("the reader refused the picture: {}", .0.as_str())]
    Refused(Code),
    /// The file is larger than a reader is given.
    #[error("the file is larger than a reader takes")]
    FileTooLarge,
    /// The reader ended, or broke the protocol, while it had the picture.
    #[error("the reader ended while it read the picture: {0}")]
    Crashed(String),
    /// The reader took longer than a picture may.
    #[error("the reader took too long")]
    TimedOut,
    /// The caller cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The program, its libraries or its language data are not installed.
    #[error("the reader cannot start: {0}")]
    Missing(String),
}

impl Coded for ReadError {
    fn code(&self) -> Code {
        match self {
            Self::Refused(code) => *code,
            Self::FileTooLarge => Code::FileTooLarge,
            Self::Crashed(_) => Code::ReaderCrashed,
            Self::TimedOut => Code::ReaderTimedOut,
            Self::Cancelled => Code::ReadingCancelled,
            Self::Missing(_) => Code::ReaderMissing,
        }
    }
}

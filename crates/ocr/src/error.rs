//! Why a picture was not read.
use fault::{Code, Coded};

/// Why a picture was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OcrError {
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// The bytes begin like no picture.
    #[error("not a picture")]
    NotAPicture,
    /// A kind of picture, or a variant of it, without a decoder here.
    #[error("unsupported: {0}")]
    Unsupported(String),
    /// It ends early or contradicts itself.
    #[error("damaged: {0}")]
    Damaged(String),
    /// More pixels, or more memory, than is safe.
    #[error("too large to decode safely")]
    TooLarge,
    /// A PDF that none of the given passwords opens.
    #[error("locked with a password")]
    Locked,
    /// A PDF of more pages than are read.
    #[error("too many pages")]
    TooManyPages,
    /// No word was recognised.
    #[error("nothing to read")]
    NothingToRead,
    /// The recogniser or its language data is not installed.
    #[error("the recogniser is not installed: {0}")]
    Missing(String),
    /// The recogniser failed on a picture that was decoded.
    #[error("the recogniser failed: {0}")]
    Recogniser(String),
}

impl Coded for OcrError {
    fn code(&self) -> Code {
        match self {
            Self::Empty => Code::FileEmpty,
            Self::NotAPicture => Code::NotAPicture,
            Self::Unsupported(_) => Code::PictureUnsupported,
            Self::Damaged(_) => Code::PictureDamaged,
            Self::TooLarge => Code::PictureTooLarge,
            Self::Locked => Code::PdfLocked,
            Self::TooManyPages => Code::PdfTooLong,
            Self::NothingToRead => Code::NothingToRead,
            Self::Missing(_) => Code::ReaderMissing,
            Self::Recogniser(_) => Code::Internal,
        }
    }
}

//! Why an envelope did not open or could not be kept.
use crate::WrapKind;
use fault::{Code, Coded};
use std::io;

/// Why an envelope did not open or could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// The bytes are not a header of version 1, or not whole.
    #[error("the header is damaged: {0}")]
    Damaged(&'static str),
    /// A version that this build does not know.
    #[error("the header has the newer version {0}")]
    Newer(u16),
    /// The secret does not open the header's wrap of its kind.
    #[error("the secret does not open the {0:?} wrap")]
    Wrong(WrapKind),
    /// The header has no wrap of this kind.
    #[error("the header has no {0:?} wrap")]
    NoWrap(WrapKind),
    /// Fewer characters than [`crate::MIN_PASSPHRASE_CHARS`].
    #[error("the passphrase is too short")]
    PassphraseTooShort,
    /// More bytes than [`crate::MAX_PASSPHRASE_BYTES`].
    #[error("the passphrase is too long")]
    PassphraseTooLong,
    /// Not as many words as a kit has.
    #[error("a recovery kit does not have {0} words")]
    KitLength(usize),
    /// The word at this position, from 1, is in no kit, nor close to one.
    #[error("word {0} is not one of a recovery kit")]
    KitWord(usize),
    /// All are words of a kit, and together they are none.
    #[error("the words are not a recovery kit")]
    KitChecksum,
    /// The bytes are no backup at all.
    #[error("not a backup")]
    NotABackup,
    /// A backup whose bytes are not as they were written.
    #[error("the backup is damaged: {0}")]
    BackupDamaged(&'static str),
    /// A backup that ends before its end.
    #[error("the backup is cut")]
    BackupCut,
    /// A backup of a version that this build does not know.
    #[error("the backup has the newer version {0}")]
    BackupNewer(u16),
    /// The passphrase's derivation needs more memory than there is.
    #[error("not enough memory to derive a key")]
    OutOfMemory,
    /// The operating system gave no randomness.
    #[error(transparent)]
    NoRandomness(#[from] secret::NoRandomness),
    /// The header's file could not be read or written.
    #[error("the header's file: {0}")]
    File(#[from] io::Error),
}

impl Coded for EnvelopeError {
    fn code(&self) -> Code {
        match self {
            Self::Damaged(_) => Code::HeaderDamaged,
            Self::Newer(_) => Code::ProfileNewer,
            Self::Wrong(kind) | Self::NoWrap(kind) => wrong(*kind),
            Self::PassphraseTooShort => Code::PassphraseTooShort,
            Self::PassphraseTooLong => Code::InvalidValue,
            Self::KitLength(_) | Self::KitWord(_) | Self::KitChecksum => Code::WrongKit,
            Self::NotABackup => Code::NotABackup,
            Self::BackupDamaged(_) => Code::BackupDamaged,
            Self::BackupCut => Code::BackupCut,
            Self::BackupNewer(_) => Code::BackupNewer,
            Self::OutOfMemory | Self::NoRandomness(_) => Code::Internal,
            Self::File(error) => file_code(error.kind()),
        }
    }

    fn about(&self) -> Option<String> {
        match self {
            Self::PassphraseTooLong => Some("passphrase".into()),
            Self::KitWord(position) => Some(position.to_string()),
            _ => None,
        }
    }
}

fn wrong(kind: WrapKind) -> Code {
    match kind {
        WrapKind::Keychain => Code::KeychainEntryWrong,
        WrapKind::TwoFactor | WrapKind::Passphrase => Code::WrongPassphrase,
        WrapKind::Kit => Code::WrongKit,
    }
}

fn file_code(kind: io::ErrorKind) -> Code {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Code::DiskFull,
        io::ErrorKind::NotFound => Code::HeaderDamaged,
        _ => Code::VaultReadOnly,
    }
}

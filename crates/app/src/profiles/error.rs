//! Why a profile was not made or did not open.
use envelope::EnvelopeError;
use fault::{Code, Coded};
use secret::KeychainError;
use std::{io, time::Duration};

/// Why a profile was not made or did not open. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No profile of this id.
    #[error("no such profile")]
    Missing,
    /// A profile of this id is here already.
    #[error("the profile is here already")]
    Here,
    /// Another process has it open.
    #[error("another process has the profile open")]
    InUse,
    /// The name is empty, longer than 60 characters, or has signs that cannot be shown in a line.
    #[error("the name cannot be used")]
    Name,
    /// Another profile has this name.
    #[error("another profile has this name")]
    NameTaken,
    /// The profile opens with a passphrase and none was given.
    #[error("the profile needs its passphrase")]
    NoPassphrase,
    /// Too many wrong passphrases: wait this long.
    #[error("too many wrong passphrases: wait {} s", .0.as_secs())]
    Wait(Duration),
    /// What the keychain gave back is not what it was given.
    #[error("the keychain did not keep the key")]
    KeychainForgot,
    /// The header belongs to another profile's folder.
    #[error("the header belongs to another profile")]
    Misplaced,
    /// The header cannot be read, and what is shown does not open the one before it.
    #[error("what is shown does not open the previous header")]
    OlderHeader,
    /// The database that is here was not written under this key.
    #[error("the key is not the one of the database that is here")]
    KeyDiffers,
    /// The system names no folder for this user's data.
    #[error("this user has no data folder")]
    NoDataFolder,
    /// The header.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The keychain.
    #[error(transparent)]
    Keychain(#[from] KeychainError),
    /// Which of two databases its key opens could not be found out.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A folder or file of the profile.
    #[error("the profile's folder: {0}")]
    File(#[from] io::Error),
}

impl From<secret::NoRandomness> for Error {
    fn from(error: secret::NoRandomness) -> Self {
        EnvelopeError::from(error).into()
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        match self {
            Self::Missing => Code::ProfileMissing,
            Self::Here => Code::ProfileHere,
            Self::InUse => Code::ProfileInUse,
            Self::Name | Self::NameTaken => Code::ProfileName,
            Self::NoPassphrase => Code::WrongPassphrase,
            Self::Wait(_) => Code::TryLater,
            Self::KeychainForgot => Code::KeychainVolatile,
            Self::Misplaced => Code::HeaderDamaged,
            Self::OlderHeader => Code::HeaderOlder,
            Self::KeyDiffers => Code::KeyDiffers,
            Self::NoDataFolder => Code::VaultReadOnly,
            Self::Envelope(error) => error.code(),
            Self::Keychain(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::File(error) => file_code(error.kind()),
        }
    }

    /// For [`Error::Wait`] the whole seconds to wait.
    fn about(&self) -> Option<String> {
        match self {
            Self::Wait(wait) => Some(wait.as_secs().max(1).to_string()),
            Self::Envelope(error) => error.about(),
            _ => None,
        }
    }
}

fn file_code(kind: io::ErrorKind) -> Code {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Code::DiskFull,
        _ => Code::VaultReadOnly,
    }
}

//! The keychain: where a profile's secret rests between two logins.
mod os;
#[cfg(target_os = "linux")]
mod secret_service;
mod time_limit;

pub use os::OsKeychain;

use crate::Key;
use fault::{Code, Coded};

/// What a keychain is good for right now. Asking prompts for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeychainState {
    /// There, open, and kept over a reboot.
    Ready,
    /// There and kept over a reboot; the system will ask for its password.
    Locked,
    /// There, but what it holds is gone after a logout or a reboot.
    Volatile,
    /// None that answers.
    Missing,
}

impl KeychainState {
    /// Whether a profile may be entrusted to it.
    pub fn is_lasting(self) -> bool {
        matches!(self, Self::Ready | Self::Locked)
    }
}

/// A place that keeps one key under one name.
///
/// Every call opens the keychain anew: what [`Keychain::read`] returns is what
/// the keychain has, never what an earlier [`Keychain::store`] remembered.
/// Calls may take as long as a person needs to answer a password prompt: make
/// them away from the thread that draws.
pub trait Keychain: Send + Sync {
    /// What it is good for; never prompts.
    fn state(&self) -> KeychainState;

    /// Keeps a key under a name, in place of an older one.
    ///
    /// # Errors
    /// Any [`KeychainError`] but `EntryGone` and `EntryMalformed`.
    fn store(&self, name: &str, key: &Key) -> Result<(), KeychainError>;

    /// The key of a name.
    ///
    /// # Errors
    /// Any [`KeychainError`].
    fn read(&self, name: &str) -> Result<Key, KeychainError>;

    /// Removes a name and its key.
    ///
    /// # Errors
    /// Any [`KeychainError`]; `EntryGone` if there was none.
    fn delete(&self, name: &str) -> Result<(), KeychainError>;
}

/// Why the keychain did not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum KeychainError {
    /// No keychain answers on this machine.
    #[error("no keychain answers")]
    Missing,
    /// There is one, and it forgets at logout or reboot.
    #[error("the keychain forgets at reboot")]
    Volatile,
    /// It is locked and was not opened, or the user said no.
    #[error("the keychain is locked or access was refused")]
    Denied,
    /// Nobody answered its prompt in time. The prompt may still stand.
    #[error("the keychain did not answer in time")]
    TimedOut,
    /// It has nothing under this name.
    #[error("the keychain has no such entry")]
    EntryGone,
    /// What it has under this name is not one 256-bit key.
    #[error("the keychain's entry is not a key")]
    EntryMalformed,
    /// It failed in a way of its own.
    #[error("the keychain failed")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Coded for KeychainError {
    fn code(&self) -> Code {
        match self {
            Self::Missing => Code::KeychainMissing,
            Self::Volatile => Code::KeychainVolatile,
            Self::Denied | Self::TimedOut | Self::Failed(_) => Code::KeychainDenied,
            Self::EntryGone => Code::KeychainEntryGone,
            Self::EntryMalformed => Code::KeychainEntryWrong,
        }
    }
}

//! The operating system's keychain, through `keyring`.
use super::{Keychain, KeychainError, KeychainState, time_limit::within};
use crate::Key;
use std::time::Duration;
use zeroize::Zeroizing;

/// How long a person may take to answer the system's password prompt.
const ANSWER_LIMIT: Duration = Duration::from_secs(90);
/// How long the keychain may take to say what it is.
const STATE_LIMIT: Duration = Duration::from_secs(5);

/// The Secret Service on Linux, the keychain on macOS, the credential manager
/// on Windows.
#[derive(Debug, Clone)]
pub struct OsKeychain {
    service: &'static str,
    limit: Duration,
}

/// The app's own entries.
impl Default for OsKeychain {
    fn default() -> Self {
        Self::new("quittance")
    }
}

impl OsKeychain {
    /// The keychain, for the entries of one service. The user sees its name in
    /// the system's own list of passwords.
    pub fn new(service: &'static str) -> Self {
        Self { service, limit: ANSWER_LIMIT }
    }

    /// The same, with another limit for a call.
    pub fn with_limit(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// Runs a call on a fresh handle of an entry, once the keychain is known
    /// to be one that lasts.
    fn with_entry<T: Send + 'static>(
        &self,
        name: &str,
        call: impl FnOnce(keyring::Entry) -> keyring::Result<T> + Send + 'static,
    ) -> Result<T, KeychainError> {
        let (service, name) = (self.service, name.to_owned());
        within(self.limit, move || {
            require_lasting(state_now())?;
            connect_anew()?;
            keyring::Entry::new(service, &name).and_then(call).map_err(tell_apart)
        })
    }
}

impl Keychain for OsKeychain {
    fn state(&self) -> KeychainState {
        within(STATE_LIMIT, || Ok(state_now())).unwrap_or(KeychainState::Missing)
    }

    fn store(&self, name: &str, key: &Key) -> Result<(), KeychainError> {
        let key = Key::copy_from(key.expose());
        self.with_entry(name, move |entry| entry.set_secret(key.expose()))
    }

    fn read(&self, name: &str) -> Result<Key, KeychainError> {
        let bytes = self.with_entry(name, |entry| entry.get_secret().map(Zeroizing::new))?;
        let bytes: &[u8; 32] =
            bytes.as_slice().try_into().map_err(|_| KeychainError::EntryMalformed)?;
        Ok(Key::copy_from(bytes))
    }

    fn delete(&self, name: &str) -> Result<(), KeychainError> {
        self.with_entry(name, |entry| entry.delete_credential())
    }
}

fn require_lasting(state: KeychainState) -> Result<(), KeychainError> {
    match state {
        KeychainState::Ready | KeychainState::Locked => Ok(()),
        KeychainState::Volatile => Err(KeychainError::Volatile),
        KeychainState::Missing => Err(KeychainError::Missing),
    }
}

/// `keyring`'s errors in our words. Its variants that carry an entry's bytes
/// are dropped here, so that a secret cannot reach a log.
fn tell_apart(error: keyring::Error) -> KeychainError {
    match error {
        keyring::Error::NoEntry => KeychainError::EntryGone,
        keyring::Error::NoStorageAccess(_) => KeychainError::Denied,
        keyring::Error::NoDefaultStore => KeychainError::Missing,
        keyring::Error::BadEncoding(_)
        | keyring::Error::BadDataFormat(..)
        | keyring::Error::Ambiguous(_) => KeychainError::EntryMalformed,
        keyring::Error::PlatformFailure(source) => KeychainError::Failed(source),
        _ => KeychainError::Failed("the keychain refused the request".into()),
    }
}

#[cfg(target_os = "linux")]
use super::secret_service::{connect_anew, state_now};

/// The keychains of macOS and Windows are always there and always last.
#[cfg(not(target_os = "linux"))]
fn state_now() -> KeychainState {
    KeychainState::Ready
}

/// The keychains of macOS and Windows hold no connection.
#[cfg(not(target_os = "linux"))]
fn connect_anew() -> Result<(), KeychainError> {
    Ok(())
}

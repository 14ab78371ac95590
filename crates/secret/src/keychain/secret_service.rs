//! What only the Secret Service on Linux needs: whether it lasts, and a
//! connection that is not older than the service.
use super::{KeychainError, KeychainState};
use secret_service::{EncryptionType, Error, blocking::SecretService};
use zbus_secret_service_keyring_store::Store;

/// The collection that lives in the service's memory alone (Secret Service
/// API, part "Collections"). A default that points there forgets at logout.
const IN_MEMORY: &str = "/org/freedesktop/secrets/collection/session";

/// Looks at the default collection, where entries go. Nothing is unlocked, so
/// nobody is asked for a password.
pub(super) fn state_now() -> KeychainState {
    look().unwrap_or(KeychainState::Missing)
}

fn look() -> Result<KeychainState, Error> {
    let service = SecretService::connect(EncryptionType::Plain)?;
    let default = service.get_collection_by_alias("default")?;
    if default.collection_path.as_str() == IN_MEMORY {
        return Ok(KeychainState::Volatile);
    }
    Ok(if default.is_locked()? { KeychainState::Locked } else { KeychainState::Ready })
}

/// Gives `keyring` a new connection. Its own is made once for a process: it
/// would fail for good after the service restarted, and a call that waits for
/// a prompt would hold up all that follow.
pub(super) fn connect_anew() -> Result<(), KeychainError> {
    // keyring sets its own store on first use; let that happen before ours.
    keyring::Entry::store_status().as_ref().map_err(|_| KeychainError::Missing)?;
    let store = Store::new().map_err(|_| KeychainError::Missing)?;
    keyring_core::set_default_store(store);
    Ok(())
}

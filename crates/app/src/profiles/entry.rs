//! A profile's entry in the keychain.
//!
//! While the way a profile opens is being changed there are two: the one that
//! the present header needs, and the next one. So a kill between keychain and
//! header leaves one that opens, whichever header it meets.
use super::{Error, ProfileId};
use fault::{Code, Coded};
use secret::{Key, Keychain, KeychainError, KeychainState};

/// The entry of one profile.
pub(super) struct Entry<'k> {
    keychain: &'k dyn Keychain,
    name: String,
    next: String,
}

impl<'k> Entry<'k> {
    pub(super) fn of(id: ProfileId, keychain: &'k dyn Keychain) -> Self {
        Self { keychain, name: id.to_string(), next: format!("{id}.next") }
    }

    /// A new secret for a profile that has none that opens it.
    ///
    /// # Errors
    /// A keychain that is missing, denied or forgets.
    pub(super) fn make(&self) -> Result<Key, Error> {
        entrust(self.keychain, &self.name)
    }

    /// A new secret beside the present one; [`Entry::settle`] puts it in its place.
    ///
    /// # Errors
    /// As [`Entry::make`].
    pub(super) fn make_next(&self) -> Result<Key, Error> {
        entrust(self.keychain, &self.next)
    }

    /// The next secret becomes the present one. Where the keychain does not do
    /// it now, the next opening does.
    pub(super) fn settle(&self, secret: &Key) {
        let settled =
            self.keychain.store(&self.name, secret).and_then(|()| self.keychain.delete(&self.next));
        if let Err(error) = settled {
            tracing::warn!(%error, "the keychain keeps the new secret under its passing name");
        }
    }

    /// Opens with the present secret, and where that is gone or does not fit
    /// with the next one.
    ///
    /// # Errors
    /// What the keychain or `open` says of the present secret.
    pub(super) fn open<T>(&self, open: impl Fn(&Key) -> Result<T, Error>) -> Result<T, Error> {
        let present = self.keychain.read(&self.name).map_err(Error::from);
        present.and_then(|secret| open(&secret)).or_else(|error| {
            let next = may_be_next(&error).then(|| self.keychain.read(&self.next).ok()).flatten();
            let Some(next) = next else { return Err(error) };
            let opened = open(&next).map_err(|_| error)?;
            self.settle(&next);
            Ok(opened)
        })
    }

    /// Removes both.
    ///
    /// # Errors
    /// Why one of them stays; one that is not there is none.
    pub(super) fn remove(&self) -> Result<(), KeychainError> {
        for name in [&self.name, &self.next] {
            match self.keychain.delete(name) {
                Ok(())
                | Err(
                    KeychainError::EntryGone | KeychainError::Missing | KeychainError::Volatile,
                ) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Best effort: an entry that opens nothing harms nobody.
    pub(super) fn forget(&self) {
        if let Err(error) = self.remove() {
            tracing::warn!(%error, "the keychain keeps an entry that opens nothing");
        }
    }
}

/// Whether a change of mode that was killed could be why it did not open. Of
/// keychain and passphrase together nobody can say which was wrong.
fn may_be_next(error: &Error) -> bool {
    matches!(
        error.code(),
        Code::KeychainEntryGone | Code::KeychainEntryWrong | Code::WrongPassphrase
    )
}

/// Gives the keychain a new secret, and takes it only if the keychain gives it
/// back through a fresh handle.
fn entrust(keychain: &dyn Keychain, name: &str) -> Result<Key, Error> {
    match keychain.state() {
        KeychainState::Ready | KeychainState::Locked => {}
        KeychainState::Volatile => return Err(KeychainError::Volatile.into()),
        KeychainState::Missing => return Err(KeychainError::Missing.into()),
    }
    let secret = Key::make_random()?;
    keychain.store(name, &secret)?;
    let kept = keychain.read(name)?;
    if kept.matches(&secret) { Ok(kept) } else { Err(Error::KeychainForgot) }
}

//! From what a person shows to the data key.
use super::{Error, entry::Entry, folder::Folder, mode, tries::Tries};
use crate::views::{OpenMode, ProofRequest};
use envelope::{DataKey, EnvelopeError, Header, Kit, Opener, Passphrase};
use money::Clock;
use secret::Keychain;
use zeroize::Zeroizing;

/// What a person shows: the words of the kit, or what the profile opens with.
#[derive(Default)]
pub struct Proof {
    passphrase: Option<Zeroizing<String>>,
    kit: Option<Zeroizing<String>>,
}

impl Proof {
    /// The passphrase, where the mode has one.
    pub fn passphrase(typed: Option<String>) -> Self {
        Self { passphrase: typed.map(Zeroizing::new), kit: None }
    }

    /// The words of the kit.
    pub fn kit(words: String) -> Self {
        Self { passphrase: None, kit: Some(Zeroizing::new(words)) }
    }

    /// The passphrase that is shown.
    pub(super) fn shown(&self) -> Option<&str> {
        self.passphrase.as_deref().map(String::as_str)
    }

    /// The words that are shown.
    pub(super) fn words(&self) -> Option<&str> {
        self.kit.as_deref().map(String::as_str)
    }

    /// Whether it is the kit that is shown.
    pub fn is_kit(&self) -> bool {
        self.kit.is_some()
    }
}

impl From<ProofRequest> for Proof {
    fn from(request: ProofRequest) -> Self {
        Self {
            passphrase: request.passphrase.map(Zeroizing::new),
            kit: request.kit.map(Zeroizing::new),
        }
    }
}

/// Opens a folder's header.
///
/// # Errors
/// What the header, the keychain or the wait for another try says.
pub(super) fn unlock(
    folder: &Folder,
    proof: &Proof,
    clock: &dyn Clock,
    keychain: &dyn Keychain,
) -> Result<(Header, DataKey), Error> {
    unlock_by(folder, proof, clock, keychain).map_err(|error| match error {
        Error::Envelope(EnvelopeError::Wrong(_) | EnvelopeError::NoWrap(_))
            if folder.header().is_previous() =>
        {
            Error::OlderHeader
        }
        error => error,
    })
}

fn unlock_by(
    folder: &Folder,
    proof: &Proof,
    clock: &dyn Clock,
    keychain: &dyn Keychain,
) -> Result<(Header, DataKey), Error> {
    if let Some(words) = &proof.kit {
        return open(folder, &Opener::Kit(&Kit::parse(words)?));
    }
    let entry = Entry::of(folder.id, keychain);
    match mode::of(&folder.header().read()?) {
        OpenMode::Keychain => entry.open(|secret| open(folder, &Opener::Keychain(secret))),
        OpenMode::Passphrase => {
            counted(folder, proof, clock, |typed| open(folder, &Opener::Passphrase(typed)))
        }
        OpenMode::TwoFactor => counted(folder, proof, clock, |typed| {
            entry.open(|secret| open(folder, &Opener::TwoFactor(typed, secret)))
        }),
    }
}

fn open(folder: &Folder, opener: &Opener<'_>) -> Result<(Header, DataKey), Error> {
    Ok(folder.header().open(opener)?)
}

/// The try is counted before it is made, so that ending the process does not
/// make it free.
fn counted<T>(
    folder: &Folder,
    proof: &Proof,
    clock: &dyn Clock,
    open: impl FnOnce(&Passphrase) -> Result<T, Error>,
) -> Result<T, Error> {
    let typed = proof.passphrase.as_ref().ok_or(Error::NoPassphrase)?;
    let passphrase = Passphrase::typed(typed)?;
    let tries = Tries::of(folder);
    tries.require_patience(clock.now())?;
    tries.one_more(clock.now());
    let opened = open(&passphrase);
    match &opened {
        Ok(_) => tries.forget(),
        Err(Error::Envelope(EnvelopeError::Wrong(_))) => {}
        Err(_) => tries.put_back(),
    }
    opened
}

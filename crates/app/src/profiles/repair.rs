//! A keychain that lost a profile's entry gets a new one.
use super::{Error, entry::Entry, folder::Folder};
use envelope::{DataKey, Header, Opener, WrapKind};
use fault::{Code, Coded};
use secret::{Key, Keychain};

/// What became of the keychain's entry when a profile was opened with its kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// The keychain opens the profile as before, or has no part in it.
    NotNeeded,
    /// The keychain has a new secret, which opens the profile from now on.
    Done,
    /// The keychain could not be used, for this reason: the kit is needed next time.
    NotNow(Code),
}

/// Gives the keychain a new secret where its entry is gone or wrong. A keychain
/// that is only locked may well have the right one, and is left alone.
pub(super) fn repair(
    folder: &Folder,
    header: &Header,
    data: &DataKey,
    keychain: &dyn Keychain,
) -> Repair {
    let Err(lost) = check_entry(folder, header, keychain) else { return Repair::NotNeeded };
    if !matches!(lost.code(), Code::KeychainEntryGone | Code::KeychainEntryWrong) {
        return Repair::NotNow(lost.code());
    }
    match renew(folder, header, data, keychain) {
        Ok(()) => Repair::Done,
        Err(error) => {
            tracing::warn!(%error, "the keychain could not be given a new entry");
            Repair::NotNow(error.code())
        }
    }
}

fn check_entry(folder: &Folder, header: &Header, keychain: &dyn Keychain) -> Result<(), Error> {
    let opens = |secret: &Key| Ok(header.open(&Opener::Keychain(secret)).map(drop)?);
    Entry::of(folder.id, keychain).open(opens)
}

/// The keychain first: a header must never wait for a secret that nobody has.
fn renew(
    folder: &Folder,
    header: &Header,
    data: &DataKey,
    keychain: &dyn Keychain,
) -> Result<(), Error> {
    let secret = Entry::of(folder.id, keychain).make()?;
    let renewed = header.rewrap(data, &[WrapKind::Kit], &Opener::Keychain(&secret))?;
    folder.header().replace(&renewed)?;
    folder.header().open(&Opener::Keychain(&secret))?;
    Ok(())
}

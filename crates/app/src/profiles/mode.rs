//! How a profile opens: what its header says, not its label.
use super::Error;
use crate::views::OpenMode;
use envelope::{Header, Opener, Passphrase, WrapKind};
use secret::Key;
use zeroize::Zeroizing;

/// The mode that a header's wraps make.
pub(crate) fn of(header: &Header) -> OpenMode {
    let has = |wanted| header.kinds().any(|kind| kind == wanted);
    if has(WrapKind::Passphrase) {
        OpenMode::Passphrase
    } else if has(WrapKind::TwoFactor) {
        OpenMode::TwoFactor
    } else {
        OpenMode::Keychain
    }
}

/// The passphrase that is being chosen, where the mode has one.
///
/// # Errors
/// One that is too short or too long.
pub(super) fn chosen(
    mode: OpenMode,
    typed: Option<Zeroizing<String>>,
) -> Result<Option<Passphrase>, Error> {
    let typed = typed.unwrap_or_default();
    Ok(mode.asks_passphrase().then(|| Passphrase::choose(&typed)).transpose()?)
}

/// What opens a profile of a mode; it has what [`OpenMode`] says it asks for.
pub(super) fn opener<'o>(
    passphrase: Option<&'o Passphrase>,
    secret: Option<&'o Key>,
) -> Result<Opener<'o>, Error> {
    match (passphrase, secret) {
        (Some(passphrase), Some(secret)) => Ok(Opener::TwoFactor(passphrase, secret)),
        (Some(passphrase), None) => Ok(Opener::Passphrase(passphrase)),
        (None, Some(secret)) => Ok(Opener::Keychain(secret)),
        (None, None) => Err(Error::NoPassphrase),
    }
}

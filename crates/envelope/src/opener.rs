//! The ways in.
use crate::{EnvelopeError, KdfCost, Kit, Passphrase, ProfileBytes, WrapKind, data_key::expand};
use secret::Key;
use zeroize::Zeroizing;

/// What opens a header, or shall open it from now on.
#[derive(Debug, Clone, Copy)]
pub enum Opener<'a> {
    /// The secret that the operating system's keychain keeps.
    Keychain(&'a Key),
    /// Both: something the person has and something they know.
    TwoFactor(&'a Passphrase, &'a Key),
    /// A passphrase alone.
    Passphrase(&'a Passphrase),
    /// The recovery kit.
    Kit(&'a Kit),
}

impl Opener<'_> {
    /// The kind of wrap it opens.
    pub fn kind(&self) -> WrapKind {
        match self {
            Self::Keychain(_) => WrapKind::Keychain,
            Self::TwoFactor(..) => WrapKind::TwoFactor,
            Self::Passphrase(_) => WrapKind::Passphrase,
            Self::Kit(_) => WrapKind::Kit,
        }
    }

    /// The key that the wrap is encrypted under; the crate's docs have the
    /// formula. `stretch` is the cost and salt where a passphrase takes part.
    pub(crate) fn wrapping_key(
        &self,
        stretch: Option<(KdfCost, [u8; 16])>,
        profile: &ProfileBytes,
    ) -> Result<Key, EnvelopeError> {
        let mut material = Zeroizing::new(Vec::with_capacity(64));
        if let Some(passphrase) = self.passphrase() {
            let (cost, salt) = stretch.ok_or(EnvelopeError::Damaged("no derivation cost"))?;
            material.extend_from_slice(cost.derive(passphrase.bytes(), &salt)?.expose());
        }
        match self {
            Self::Keychain(key) | Self::TwoFactor(_, key) => {
                material.extend_from_slice(key.expose())
            }
            Self::Kit(kit) => material.extend_from_slice(kit.entropy()),
            Self::Passphrase(_) => {}
        }
        Ok(expand(&material, &[b"quittance/1/wrap", &[self.kind().code()], profile]))
    }

    fn passphrase(&self) -> Option<&Passphrase> {
        match self {
            Self::TwoFactor(passphrase, _) | Self::Passphrase(passphrase) => Some(passphrase),
            Self::Keychain(_) | Self::Kit(_) => None,
        }
    }
}

//! One wrap of the data key: its bytes, sealing and opening.
use crate::{DataKey, EnvelopeError, KdfCost, Opener, ProfileBytes};
use chacha20poly1305::{
    Tag, XChaCha20Poly1305, XNonce,
    aead::{AeadInOut, KeyInit},
};
use secret::{Key, fill_random};

/// The kind of a wrap; the crate's docs say what each is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WrapKind {
    /// Opened by the keychain's secret.
    Keychain,
    /// Opened by passphrase and keychain together.
    TwoFactor,
    /// Opened by a passphrase.
    Passphrase,
    /// Opened by the recovery kit.
    Kit,
}

impl WrapKind {
    /// Its byte in the header.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Keychain => 1,
            Self::TwoFactor => 2,
            Self::Passphrase => 3,
            Self::Kit => 4,
        }
    }

    fn from_code(code: u8) -> Option<Self> {
        [Self::Keychain, Self::TwoFactor, Self::Passphrase, Self::Kit]
            .into_iter()
            .find(|kind| kind.code() == code)
    }

    fn takes_passphrase(self) -> bool {
        matches!(self, Self::TwoFactor | Self::Passphrase)
    }
}

/// The bytes of a wrap, and of what stands before its sealed key.
pub(crate) const WRAP_LEN: usize = 98;
const HEAD_LEN: usize = 50;

/// The random part of a wrap.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Salts {
    pub(crate) salt: [u8; 16],
    pub(crate) nonce: [u8; 24],
}

impl Salts {
    pub(crate) fn make_random() -> Result<Self, EnvelopeError> {
        let mut salts = Self { salt: [0; 16], nonce: [0; 24] };
        fill_random(&mut salts.salt)?;
        fill_random(&mut salts.nonce)?;
        Ok(salts)
    }
}

/// The data key, wrapped for one way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrap {
    pub(crate) kind: WrapKind,
    stretch: Option<(KdfCost, [u8; 16])>,
    nonce: [u8; 24],
    sealed: [u8; 48],
}

impl Wrap {
    /// Wraps the data key. `prelude` is the start of the header it will stand in.
    pub(crate) fn seal(
        data: &DataKey,
        opener: &Opener<'_>,
        salts: Salts,
        profile: &ProfileBytes,
        prelude: &[u8],
    ) -> Result<Self, EnvelopeError> {
        let kind = opener.kind();
        let stretch = kind.takes_passphrase().then_some((KdfCost::STANDARD, salts.salt));
        let mut wrap = Self { kind, stretch, nonce: salts.nonce, sealed: [0; 48] };
        let bound = wrap.bound(prelude);
        let (key, tag) = wrap.sealed.split_at_mut(32);
        key.copy_from_slice(data.key().expose());
        let sealing = cipher(&opener.wrapping_key(stretch, profile)?)
            .encrypt_inout_detached(&XNonce::from(salts.nonce), &bound, key.into())
            .map_err(|_| EnvelopeError::Wrong(kind));
        if sealing.is_err() {
            key.fill(0);
        }
        tag.copy_from_slice(&sealing?);
        Ok(wrap)
    }

    /// The data key, if the opener is the right one.
    pub(crate) fn open(
        &self,
        opener: &Opener<'_>,
        profile: &ProfileBytes,
        prelude: &[u8],
    ) -> Result<DataKey, EnvelopeError> {
        let wrong = EnvelopeError::Wrong(self.kind);
        let cipher = cipher(&opener.wrapping_key(self.stretch, profile)?);
        let (sealed, tag) = self.sealed.split_at(32);
        let tag = Tag::try_from(tag).map_err(|_| EnvelopeError::Damaged("tag"))?;
        let opened = Key::fill(|key| {
            key.copy_from_slice(sealed);
            let inout = key.as_mut_slice().into();
            cipher.decrypt_inout_detached(
                &XNonce::from(self.nonce),
                &self.bound(prelude),
                inout,
                &tag,
            )
        });
        opened.map(DataKey::from_key).map_err(|_| wrong)
    }

    pub(crate) fn to_bytes(&self) -> [u8; WRAP_LEN] {
        let mut bytes = [0; WRAP_LEN];
        bytes[0] = self.kind.code();
        if let Some((cost, salt)) = self.stretch {
            bytes[1..5].copy_from_slice(&cost.memory_kib.to_le_bytes());
            bytes[5..9].copy_from_slice(&cost.passes.to_le_bytes());
            bytes[9] = cost.lanes;
            bytes[10..26].copy_from_slice(&salt);
        }
        bytes[26..HEAD_LEN].copy_from_slice(&self.nonce);
        bytes[HEAD_LEN..].copy_from_slice(&self.sealed);
        bytes
    }

    pub(crate) fn parse(bytes: &[u8; WRAP_LEN]) -> Result<Self, EnvelopeError> {
        let kind = WrapKind::from_code(bytes[0]).ok_or(EnvelopeError::Damaged("unknown wrap"))?;
        let stretch = parse_stretch(kind, bytes)?;
        let (mut nonce, mut sealed) = ([0; 24], [0; 48]);
        nonce.copy_from_slice(&bytes[26..HEAD_LEN]);
        sealed.copy_from_slice(&bytes[HEAD_LEN..]);
        Ok(Self { kind, stretch, nonce, sealed })
    }

    /// The associated data: what this wrap means, and which header it is in.
    fn bound(&self, prelude: &[u8]) -> Vec<u8> {
        [prelude, &self.to_bytes()[..HEAD_LEN]].concat()
    }
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose().into())
}

fn parse_stretch(
    kind: WrapKind,
    bytes: &[u8; WRAP_LEN],
) -> Result<Option<(KdfCost, [u8; 16])>, EnvelopeError> {
    if !kind.takes_passphrase() {
        let empty = bytes[1..26].iter().all(|byte| *byte == 0);
        return if empty {
            Ok(None)
        } else {
            Err(EnvelopeError::Damaged("a cost without a passphrase"))
        };
    }
    let number =
        |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    let cost = KdfCost { memory_kib: number(1), passes: number(5), lanes: bytes[9] }.check()?;
    let mut salt = [0; 16];
    salt.copy_from_slice(&bytes[10..26]);
    Ok(Some((cost, salt)))
}

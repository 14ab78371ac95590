//! The one random key of a profile and what is derived from it.
use crate::EnvelopeError;
use hkdf::Hkdf;
use secret::Key;
use sha2::Sha256;

/// A profile's random 256-bit key. It is made once, and everything else is
/// derived from it.
#[derive(Debug)]
pub struct DataKey(Key);

/// What a derived key is for. A label is never given a second meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// SQLCipher's raw key.
    Database,
    /// Seals the header's list of wraps.
    Header,
    /// What the key of each backup is derived from.
    Backup,
    /// Seals the counter of what was done last.
    Counter,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Database => b"quittance/1/db",
            Self::Header => b"quittance/1/header",
            Self::Backup => b"quittance/1/backup",
            Self::Counter => b"quittance/1/counter",
        }
    }
}

impl DataKey {
    /// A new data key, for a profile that has none yet.
    ///
    /// # Errors
    /// [`EnvelopeError::NoRandomness`].
    pub fn make_random() -> Result<Self, EnvelopeError> {
        Ok(Self(Key::make_random()?))
    }

    pub(crate) fn from_key(key: Key) -> Self {
        Self(key)
    }

    pub(crate) fn key(&self) -> &Key {
        &self.0
    }

    /// The key for one purpose: `HKDF-SHA256(data key, info = label)`.
    pub fn derive(&self, purpose: Purpose) -> Key {
        expand(self.0.expose(), &[purpose.label()])
    }
}

/// `HKDF-SHA256` without salt, 256 bits.
pub(crate) fn expand(material: &[u8], info: &[&[u8]]) -> Key {
    let hkdf = Hkdf::<Sha256>::new(None, material);
    let Ok(key) = Key::fill(|key| hkdf.expand_multi_info(info, key)) else {
        unreachable!("HKDF-SHA256 gives up to 8160 bytes and 32 are asked for")
    };
    key
}

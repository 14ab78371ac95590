//! 256-bit keys.
use crate::Secret;
use subtle::ConstantTimeEq;

/// A 256-bit key.
pub type Key = Secret<[u8; 32]>;

/// The operating system gave no randomness; nothing can be made safely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gave no randomness")]
pub struct NoRandomness;

/// Fills a buffer from the operating system's generator.
///
/// # Errors
/// [`NoRandomness`], and then the buffer must not be used.
pub fn fill_random(bytes: &mut [u8]) -> Result<(), NoRandomness> {
    getrandom::fill(bytes).map_err(|_| NoRandomness)
}

impl Key {
    /// A new key from the operating system's generator.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn make_random() -> Result<Self, NoRandomness> {
        Self::fill(|bytes| fill_random(bytes))
    }

    /// A key from bytes that stand elsewhere.
    pub fn copy_from(bytes: &[u8; 32]) -> Self {
        let mut key = Self::new([0; 32]);
        key.0.copy_from_slice(bytes);
        key
    }

    /// Whether both are the same key, in a time that tells nothing.
    pub fn matches(&self, other: &Self) -> bool {
        self.expose().ct_eq(other.expose()).into()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn two_random_keys_differ() {
        let (a, b) = (Key::make_random().unwrap(), Key::make_random().unwrap());
        assert!(!a.matches(&b), "a generator that repeats makes every vault open with one key");
        assert_ne!(a.expose(), &[0; 32], "an unfilled key is no key");
    }

    #[test]
    fn matching_looks_at_every_byte() {
        for at in 0..32 {
            let mut bytes = [9; 32];
            bytes[at] ^= 1;
            assert!(
                !Key::copy_from(&[9; 32]).matches(&Key::copy_from(&bytes)),
                "byte {at} was not compared"
            );
        }
    }
}

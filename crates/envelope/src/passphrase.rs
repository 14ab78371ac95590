//! What a person types to open a profile.
use crate::EnvelopeError;
use secret::Secret;
use unicode_normalization::UnicodeNormalization;

/// The fewest characters of a new passphrase.
pub const MIN_PASSPHRASE_CHARS: usize = 8;
/// The most bytes of a passphrase, in UTF-8.
pub const MAX_PASSPHRASE_BYTES: usize = 4096;

/// A passphrase in Unicode's form NFC, so that the same letters typed on
/// another system are the same passphrase. Spaces and case count.
#[derive(Debug)]
pub struct Passphrase(Secret<String>);

impl Passphrase {
    /// One that is being chosen.
    ///
    /// # Errors
    /// [`EnvelopeError::PassphraseTooShort`], [`EnvelopeError::PassphraseTooLong`].
    pub fn choose(text: &str) -> Result<Self, EnvelopeError> {
        let passphrase = Self::typed(text)?;
        let long_enough = passphrase.0.expose().chars().count() >= MIN_PASSPHRASE_CHARS;
        if long_enough { Ok(passphrase) } else { Err(EnvelopeError::PassphraseTooShort) }
    }

    /// One that shall open something.
    ///
    /// # Errors
    /// [`EnvelopeError::PassphraseTooLong`].
    pub fn typed(text: &str) -> Result<Self, EnvelopeError> {
        if text.len() > MAX_PASSPHRASE_BYTES {
            return Err(EnvelopeError::PassphraseTooLong);
        }
        // NFC is at most three times as long; growing would leave a copy behind.
        let mut composed = String::with_capacity(text.len() * 3);
        composed.extend(text.nfc());
        Ok(Self(Secret::new(composed)))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.expose().as_bytes()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_same_letters_are_the_same_passphrase() {
        let composed = Passphrase::choose("caf\u{e9} au lait").unwrap();
        let decomposed = Passphrase::choose("cafe\u{301} au lait").unwrap();
        assert_eq!(
            composed.bytes(),
            decomposed.bytes(),
            "a Mac and a PC type the same accent differently"
        );
    }

    #[test]
    fn length_is_counted_in_characters_and_bounded_in_bytes() {
        assert!(
            matches!(Passphrase::choose("1234567"), Err(EnvelopeError::PassphraseTooShort)),
            "seven"
        );
        assert!(
            Passphrase::choose("收据收据收据收据").is_ok(),
            "eight Chinese characters are eight"
        );
        assert!(Passphrase::choose(&"x".repeat(1024)).is_ok(), "a thousand characters must do");
        assert!(Passphrase::typed("x").is_ok(), "what opens is not judged by its length");
        let endless = Passphrase::typed(&"x".repeat(MAX_PASSPHRASE_BYTES + 1));
        assert!(
            matches!(endless, Err(EnvelopeError::PassphraseTooLong)),
            "an endless one is refused, not cut"
        );
    }
}

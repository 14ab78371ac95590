//! The recovery kit: a secret as words that can be written down and typed back.
//!
//! Thirteen words of the English BIP 39 list, which was made for this: 2,048
//! common words, told apart by their first four letters. 13 × 11 = 143 bits:
//! 128 bits of secret and a checksum of 15, enough to mend a mistyped word with
//! certainty. A wallet has 12 or 24 words, so no wallet takes a kit, and
//! nothing that looks for wallets finds one.
use crate::EnvelopeError;
use bip39::Language;
use secret::{Secret, fill_random};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The words of a kit.
pub const KIT_WORDS: usize = 13;
const SECRET_LEN: usize = 16;
const WORD_BITS: usize = 11;
const CHECKSUM_BITS: usize = KIT_WORDS * WORD_BITS - SECRET_LEN * 8;
/// The most readings of mistyped words that are tried; with 15 bits of
/// checksum a wrong one passes once in 32,768.
const MAX_READINGS: usize = 512;

/// The secret of a recovery kit: 128 random bits.
#[derive(Debug)]
pub struct Kit(Secret<[u8; SECRET_LEN]>);

impl Kit {
    /// A new kit.
    ///
    /// # Errors
    /// [`EnvelopeError::NoRandomness`].
    pub fn make_random() -> Result<Self, EnvelopeError> {
        Ok(Self(Secret::fill(|bytes: &mut [u8; SECRET_LEN]| fill_random(bytes))?))
    }

    /// The words, in order, with a space between them.
    pub fn to_words(&self) -> Secret<String> {
        // The longest word has eight letters: growing would leave a copy behind.
        let mut words = String::with_capacity(KIT_WORDS * 9);
        for position in 1..=KIT_WORDS {
            words.push_str(if position == 1 { "" } else { " " });
            words.push_str(self.word(position).unwrap_or_default());
        }
        Secret::new(words)
    }

    /// The word at a position, from 1.
    pub fn word(&self, position: usize) -> Option<&'static str> {
        let indices = indices(self.entropy());
        let index = indices.get(position.checked_sub(1)?)?;
        Language::English.word_list().get(usize::from(*index)).copied()
    }

    /// Whether this is the word at a position, from 1; case, spaces and
    /// punctuation do not matter.
    pub fn proves(&self, position: usize, typed: &str) -> bool {
        self.word(position).is_some_and(|word| *letters(typed) == word)
    }

    /// Reads typed words: in any case, with numbers, commas or line breaks
    /// between them, shortened to four letters, or with one slip in a word as
    /// long as the checksum leaves one reading.
    ///
    /// # Errors
    /// `KitLength`, `KitWord`, `KitChecksum`.
    pub fn parse(typed: &str) -> Result<Self, EnvelopeError> {
        let parts = typed.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty());
        let words: Vec<Zeroizing<String>> = parts.map(letters).collect();
        if words.len() != KIT_WORDS {
            return Err(EnvelopeError::KitLength(words.len()));
        }
        let strict = choices(&words, alike).and_then(|choices| only_valid(&choices));
        strict.or_else(|_| only_valid(&choices(&words, near)?))
    }

    pub(crate) fn entropy(&self) -> &[u8; SECRET_LEN] {
        self.0.expose()
    }

    fn from_indices(indices: &[u16]) -> Option<Self> {
        let mut bytes = Zeroizing::new([0_u8; 18]);
        for at in 0..KIT_WORDS * WORD_BITS {
            let bit = indices[at / WORD_BITS] >> (WORD_BITS - 1 - at % WORD_BITS) & 1;
            bytes[at / 8] |= (bit as u8) << (7 - at % 8);
        }
        let (entropy, _) = bytes.split_first_chunk::<SECRET_LEN>()?;
        let secret = Secret::new(*entropy);
        (checksummed(secret.expose())[..] == bytes[..]).then_some(Self(secret))
    }
}

/// The secret, followed by its checksum and one bit that is always zero.
fn checksummed(secret: &[u8; SECRET_LEN]) -> Zeroizing<[u8; 18]> {
    let digest = Sha256::new().chain_update(b"quittance/1/kit").chain_update(secret).finalize();
    let mut bytes = Zeroizing::new([0; 18]);
    bytes[..SECRET_LEN].copy_from_slice(secret);
    bytes[SECRET_LEN..].copy_from_slice(&digest[..2]);
    bytes[17] &= 0xFF << (16 - CHECKSUM_BITS);
    bytes
}

fn indices(secret: &[u8; SECRET_LEN]) -> Zeroizing<[u16; KIT_WORDS]> {
    let bytes = checksummed(secret);
    let mut indices = Zeroizing::new([0_u16; KIT_WORDS]);
    for at in 0..KIT_WORDS * WORD_BITS {
        let bit = bytes[at / 8] >> (7 - at % 8) & 1;
        indices[at / WORD_BITS] = indices[at / WORD_BITS] << 1 | u16::from(bit);
    }
    indices
}

fn letters(typed: &str) -> Zeroizing<String> {
    let mut letters = Zeroizing::new(String::with_capacity(typed.len() * 2));
    letters.extend(typed.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase));
    letters
}

/// The readings of every typed word; there is at least one of each.
fn choices(
    words: &[Zeroizing<String>],
    fits: fn(&str, &str) -> bool,
) -> Result<Vec<Vec<u16>>, EnvelopeError> {
    let read = |(at, word): (usize, &Zeroizing<String>)| match readings(word, fits) {
        readings if readings.is_empty() => Err(EnvelopeError::KitWord(at + 1)),
        readings => Ok(readings),
    };
    words.iter().enumerate().map(read).collect()
}

/// The word itself if it is in the list, or else those that it may stand for.
fn readings(typed: &str, fits: fn(&str, &str) -> bool) -> Vec<u16> {
    if let Some(exact) = Language::English.find_word(typed) {
        return vec![exact];
    }
    let fitting = (0..).zip(Language::English.word_list()).filter(|(_, word)| fits(word, typed));
    fitting.map(|(index, _)| index).collect()
}

/// Begins with the same four letters: that is one word at most.
fn alike(word: &str, typed: &str) -> bool {
    typed.get(..4).is_some_and(|beginning| word.starts_with(beginning))
}

/// The same but for one slip: a letter too many, too few, wrong, or two swapped.
fn near(word: &str, typed: &str) -> bool {
    alike(word, typed) || strsim::osa_distance(word, typed) == 1
}

/// The one kit among all readings; none where there are two or too many.
fn only_valid(choices: &[Vec<u16>]) -> Result<Kit, EnvelopeError> {
    let readings =
        choices.iter().fold(1_usize, |product, words| product.saturating_mul(words.len()));
    if readings > MAX_READINGS {
        return Err(EnvelopeError::KitChecksum);
    }
    let mut valid = (0..readings).filter_map(|reading| Kit::from_indices(&pick(choices, reading)));
    let kit = valid.next().ok_or(EnvelopeError::KitChecksum)?;
    if valid.next().is_none() { Ok(kit) } else { Err(EnvelopeError::KitChecksum) }
}

/// One word of each position: `reading` counts through them all.
fn pick(choices: &[Vec<u16>], mut reading: usize) -> Zeroizing<Vec<u16>> {
    let take = |words: &Vec<u16>| {
        let word = words[reading % words.len()];
        reading /= words.len();
        word
    };
    Zeroizing::new(choices.iter().map(take).collect())
}

#[cfg(test)]
impl Kit {
    pub(crate) fn from_secret(secret: [u8; SECRET_LEN]) -> Self {
        Self(Secret::new(secret))
    }
}

//! The vault's key hierarchy and its header file.
//!
//! A profile has one random [`DataKey`]. It never rests anywhere in the clear:
//! the header file beside the database holds it wrapped, once for each way in.
//! What encrypts the database and other things is derived from it by purpose.
//!
//! ```
//! use envelope::{DataKey, Header, Kit, Opener, Purpose};
//! use secret::Key;
//! # fn main() -> Result<(), envelope::EnvelopeError> {
//! let (data, keychain, kit) = (DataKey::make_random()?, Key::make_random()?, Kit::make_random()?);
//! let profile = [7; 16];
//! let header = Header::make(profile, &data, &[Opener::Keychain(&keychain), Opener::Kit(&kit)])?;
//!
//! let read_back = Header::parse(&header.to_bytes())?;
//! let words = kit.to_words();
//! let typed = Kit::parse(words.expose())?;
//! let opened = read_back.open(&Opener::Kit(&typed))?;
//! assert!(opened.derive(Purpose::Database).matches(&data.derive(Purpose::Database)));
//! assert!(read_back.open(&Opener::Keychain(&Key::make_random()?)).is_err());
//! # Ok(()) }
//! ```
//!
//! # The header, version 1
//!
//! Numbers are little-endian. The last 32 bytes are a digest of all before
//! them, in this and every later version, so that damage is told from a wrong
//! secret before any secret is tried.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `QUITTNCE` |
//! | 2 | version, 1 |
//! | 16 | profile id |
//! | 1 | number of wraps, 1 to 4 |
//! | 98 each | wraps, in ascending kind, each kind at most once |
//! | 32 | seal: HMAC-SHA256 of all before it, under a key derived from the data key |
//! | 32 | digest: SHA-256 of all before it |
//!
//! A wrap:
//!
//! | bytes | what |
//! |---|---|
//! | 1 | kind: 1 keychain, 2 two-factor, 3 passphrase, 4 recovery kit |
//! | 4, 4, 1 | Argon2id memory in KiB, passes, lanes; zero for kinds 1 and 4 |
//! | 16 | Argon2id salt; zero for kinds 1 and 4 |
//! | 24 | nonce |
//! | 48 | the data key under XChaCha20-Poly1305, associated data: the first 26 bytes of the header and the 50 of this wrap before this field |
//!
//! Its key is `HKDF-SHA256(material, info = "quittance/1/wrap" ‖ kind ‖ profile)`
//! with the material
//! keychain: the keychain's secret;
//! passphrase: `Argon2id(passphrase)`;
//! two-factor: `Argon2id(passphrase) ‖ keychain's secret`;
//! kit: the kit's 128 bits.
//! A passphrase is its UTF-8 bytes in Unicode's form NFC.
//!
//! # A backup, version 1
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `QTNCBACK` |
//! | 2 | version, 1 |
//! | 2 | length of the header |
//! | 4 | length of the sealed description |
//! | 8 | length of the content |
//! | 32 | salt |
//! | | the header of its day: what opens it, opens the backup |
//! | 32 | digest: SHA-256 of all before it; it stands there in every version |
//! | | the description, sealed |
//! | | the content in pieces of 65,536 bytes, the last one shorter, each sealed |
//!
//! Sealed is XChaCha20-Poly1305 under `HKDF-SHA256(backup key, info =
//! "quittance/1/backup-file" ‖ salt)`, associated data: the digest. The nonce is
//! 15 zeros, the piece's number in 8 bytes, big-endian, and 0, or 1 for the last
//! piece, or 2 for the description. So no piece can be changed, moved, left out
//! or taken over from another backup, and a cut is told from damage.
//!
//! **Invariant:** nothing here makes a data key where a header exists.
mod backup;
mod cost;
mod counter;
mod data_key;
mod durable;
mod error;
mod file;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod frozen;
mod header;
mod kit;
mod opener;
mod passphrase;
mod wrap;

pub use backup::{BackupReader, BackupWriter};
pub use cost::KdfCost;
pub use counter::{Counted, Counter};
pub use data_key::{DataKey, Purpose};
pub use durable::{make_private_folder, sync_folder, write_private};
pub use error::EnvelopeError;
pub use file::HeaderFile;
pub use header::{Header, ProfileBytes};
pub use kit::{KIT_WORDS, Kit};
pub use opener::Opener;
pub use passphrase::{MAX_PASSPHRASE_BYTES, MIN_PASSPHRASE_CHARS, Passphrase};
pub use wrap::WrapKind;

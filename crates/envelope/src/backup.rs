//! A backup: one sealed file that its own header opens. The crate's docs have
//! its bytes.
mod reader;
mod writer;

pub use reader::BackupReader;
pub use writer::BackupWriter;

use crate::{EnvelopeError, data_key::expand};
use chacha20poly1305::{
    Tag, XChaCha20Poly1305, XNonce,
    aead::{AeadInOut, KeyInit},
};
use secret::Key;

const MAGIC: &[u8; 8] = b"QTNCBACK";
const VERSION: u16 = 1;
/// Everything before the header.
const FIXED_LEN: usize = 56;
const DIGEST_LEN: usize = 32;
const TAG_LEN: usize = 16;
/// The content of every piece but the last.
const PIECE: usize = 64 * 1024;
/// No description is longer; what says it is, is not read.
const MAX_DESCRIPTION: usize = 64 * 1024;

/// What a sealed part is; the nonce says so.
#[derive(Clone, Copy)]
enum Part {
    Middle(u64),
    Last(u64),
    Description,
}

impl Part {
    /// The piece of this number, where `left` bytes are left with it.
    fn piece(number: u64, left: u64) -> Self {
        if left <= PIECE as u64 { Self::Last(number) } else { Self::Middle(number) }
    }

    fn nonce(self) -> XNonce {
        let (number, kind) = match self {
            Self::Middle(number) => (number, 0),
            Self::Last(number) => (number, 1),
            Self::Description => (0, 2),
        };
        let mut nonce = [0; 24];
        nonce[15..23].copy_from_slice(&number.to_be_bytes());
        nonce[23] = kind;
        nonce.into()
    }
}

/// Seals and opens the parts of one file.
struct Seal {
    cipher: XChaCha20Poly1305,
    digest: [u8; DIGEST_LEN],
}

impl Seal {
    fn new(key: &Key, salt: &[u8; 32], digest: [u8; DIGEST_LEN]) -> Self {
        let key = expand(key.expose(), &[b"quittance/1/backup-file", salt]);
        Self { cipher: XChaCha20Poly1305::new(key.expose().into()), digest }
    }

    /// Seals in place; the tag is put behind.
    fn seal(&self, part: Part, bytes: &mut Vec<u8>) -> Result<(), EnvelopeError> {
        let content = bytes.as_mut_slice().into();
        let tag = self.cipher.encrypt_inout_detached(&part.nonce(), &self.digest, content);
        // Only a piece of 256 GiB could not be sealed.
        bytes.extend_from_slice(&tag.map_err(|_| EnvelopeError::BackupDamaged("length"))?);
        Ok(())
    }

    /// Opens in place; the tag goes.
    fn open(&self, part: Part, bytes: &mut Vec<u8>) -> Result<(), EnvelopeError> {
        const DAMAGED: EnvelopeError = EnvelopeError::BackupDamaged("a piece");
        let length = bytes.len().checked_sub(TAG_LEN).ok_or(DAMAGED)?;
        let tag = Tag::try_from(&bytes[length..]).map_err(|_| DAMAGED)?;
        bytes.truncate(length);
        let content = bytes.as_mut_slice().into();
        self.cipher
            .decrypt_inout_detached(&part.nonce(), &self.digest, content, &tag)
            .map_err(|_| DAMAGED)
    }
}

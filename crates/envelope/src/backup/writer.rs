//! Writing a backup, a piece at a time.
use super::{DIGEST_LEN, FIXED_LEN, MAGIC, MAX_DESCRIPTION, PIECE, Part, Seal, TAG_LEN, VERSION};
use crate::{EnvelopeError, Header};
use secret::{Key, fill_random};
use sha2::{Digest, Sha256};
use std::io::Write;

/// A backup that is being written.
pub struct BackupWriter<W: Write> {
    out: W,
    seal: Seal,
    piece: Vec<u8>,
    number: u64,
    left: u64,
}

impl<W: Write> BackupWriter<W> {
    /// Begins a backup of so many bytes. `key` is the profile's
    /// [`crate::Purpose::Backup`], and `header` opens it.
    ///
    /// # Errors
    /// `NoRandomness`, `File`; `BackupDamaged` for a description or header of
    /// more than 64 KiB.
    pub fn begin(
        mut out: W,
        header: &Header,
        key: &Key,
        description: &[u8],
        length: u64,
    ) -> Result<Self, EnvelopeError> {
        let mut salt = [0; 32];
        fill_random(&mut salt)?;
        let mut start = start(&header.to_bytes(), description.len(), length, &salt)?;
        let digest: [u8; DIGEST_LEN] = Sha256::digest(&start).into();
        start.extend_from_slice(&digest);
        let seal = Seal::new(key, &salt, digest);
        let mut sealed = description.to_vec();
        seal.seal(Part::Description, &mut sealed)?;
        out.write_all(&start)?;
        out.write_all(&sealed)?;
        Ok(Self { out, seal, piece: Vec::with_capacity(PIECE + TAG_LEN), number: 0, left: length })
    }

    /// Takes content.
    ///
    /// # Errors
    /// `File`.
    pub fn write(&mut self, mut bytes: &[u8]) -> Result<(), EnvelopeError> {
        while !bytes.is_empty() {
            let room = PIECE - self.piece.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.piece.extend_from_slice(now);
            bytes = later;
            if self.piece.len() == PIECE {
                self.put_piece()?;
            }
        }
        Ok(())
    }

    /// Ends it, once all of its content was taken.
    ///
    /// # Errors
    /// `File`; `BackupCut` if it was less or more than was said.
    pub fn finish(mut self) -> Result<W, EnvelopeError> {
        if !self.piece.is_empty() || self.number == 0 {
            self.put_piece()?;
        }
        if self.left > 0 {
            return Err(EnvelopeError::BackupCut);
        }
        self.out.flush()?;
        Ok(self.out)
    }

    fn put_piece(&mut self) -> Result<(), EnvelopeError> {
        let part = Part::piece(self.number, self.left);
        let length = self.piece.len() as u64;
        self.left = self.left.checked_sub(length).ok_or(EnvelopeError::BackupCut)?;
        self.seal.seal(part, &mut self.piece)?;
        self.out.write_all(&self.piece)?;
        self.piece.clear();
        self.number += 1;
        Ok(())
    }
}

/// Everything that the digest covers.
fn start(
    header: &[u8],
    description: usize,
    length: u64,
    salt: &[u8; 32],
) -> Result<Vec<u8>, EnvelopeError> {
    const TOO_LONG: EnvelopeError = EnvelopeError::BackupDamaged("too long to be described");
    let header_len = u16::try_from(header.len()).map_err(|_| TOO_LONG)?;
    if description > MAX_DESCRIPTION {
        return Err(TOO_LONG);
    }
    let description = u32::try_from(description + TAG_LEN).map_err(|_| TOO_LONG)?;
    let mut start = Vec::with_capacity(FIXED_LEN + header.len());
    start.extend_from_slice(MAGIC);
    start.extend_from_slice(&VERSION.to_le_bytes());
    start.extend_from_slice(&header_len.to_le_bytes());
    start.extend_from_slice(&description.to_le_bytes());
    start.extend_from_slice(&length.to_le_bytes());
    start.extend_from_slice(salt);
    start.extend_from_slice(header);
    Ok(start)
}

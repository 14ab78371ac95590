//! Reading a backup. Nothing that was not authenticated is given out.
use super::{DIGEST_LEN, FIXED_LEN, MAGIC, MAX_DESCRIPTION, PIECE, Part, Seal, TAG_LEN, VERSION};
use crate::{EnvelopeError, Header};
use secret::Key;
use sha2::{Digest, Sha256};
use std::io::Read;

/// A backup that is being read: first its header, which says what opens it.
pub struct BackupReader<R: Read> {
    input: R,
    header: Header,
    salt: [u8; 32],
    digest: [u8; DIGEST_LEN],
    description: usize,
    left: u64,
    number: u64,
    seal: Option<Seal>,
    piece: Vec<u8>,
}

impl<R: Read> BackupReader<R> {
    /// Reads up to what needs a key.
    ///
    /// # Errors
    /// `NotABackup`, `BackupCut`, `BackupDamaged`, `BackupNewer`, `File`; those
    /// of the header in it.
    pub fn begin(mut input: R) -> Result<Self, EnvelopeError> {
        let mut start = read_up_to(&mut input, FIXED_LEN)?;
        let known = start.len().min(MAGIC.len());
        if start.is_empty() || start[..known] != MAGIC[..known] {
            return Err(EnvelopeError::NotABackup);
        }
        let fixed: [u8; FIXED_LEN] =
            start.as_slice().try_into().map_err(|_| EnvelopeError::BackupCut)?;
        let header = read_exact(&mut input, usize::from(number::<2>(&fixed, 10) as u16))?;
        let digest: [u8; DIGEST_LEN] =
            read_exact(&mut input, DIGEST_LEN)?.try_into().map_err(|_| EnvelopeError::BackupCut)?;
        start.extend_from_slice(&header);
        require(Sha256::digest(&start).as_slice() == digest, "its beginning")?;
        Self::described(input, &fixed, &header, digest)
    }

    /// What the beginning says, once it is known to be as it was written.
    fn described(
        input: R,
        fixed: &[u8; FIXED_LEN],
        header: &[u8],
        digest: [u8; DIGEST_LEN],
    ) -> Result<Self, EnvelopeError> {
        let version = number::<2>(fixed, 8) as u16;
        if version > VERSION {
            return Err(EnvelopeError::BackupNewer(version));
        }
        let description = number::<4>(fixed, 12) as usize;
        let bounds = TAG_LEN..=MAX_DESCRIPTION + TAG_LEN;
        require(version == VERSION && bounds.contains(&description), "its description")?;
        let mut salt = [0; 32];
        salt.copy_from_slice(&fixed[24..]);
        let header = Header::parse(header).map_err(|error| match error {
            EnvelopeError::Newer(version) => EnvelopeError::BackupNewer(version),
            _ => EnvelopeError::BackupDamaged("its header"),
        })?;
        let (left, number, seal, piece) = (number::<8>(fixed, 16), 0, None, Vec::new());
        Ok(Self { input, header, salt, digest, description, left, number, seal, piece })
    }

    /// The header of the backup's day.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// How many bytes of content are still to come.
    pub fn left(&self) -> u64 {
        self.left
    }

    /// Goes on with the key, which the header's data key gives for
    /// [`crate::Purpose::Backup`]; the description.
    ///
    /// # Errors
    /// `BackupCut`, `BackupDamaged`, `File`.
    pub fn open(&mut self, key: &Key) -> Result<Vec<u8>, EnvelopeError> {
        let seal = Seal::new(key, &self.salt, self.digest);
        let mut description = read_exact(&mut self.input, self.description)?;
        seal.open(Part::Description, &mut description)?;
        self.seal = Some(seal);
        Ok(description)
    }

    /// The next piece of the content; none behind the last, once nothing
    /// follows it.
    ///
    /// # Errors
    /// `BackupCut`, `BackupDamaged`, `File`.
    pub fn next_piece(&mut self) -> Result<Option<&[u8]>, EnvelopeError> {
        let seal = self.seal.as_ref().ok_or(EnvelopeError::BackupDamaged("not opened"))?;
        if self.left == 0 && self.number > 0 {
            let more = read_up_to(&mut self.input, 1)?;
            require(more.is_empty(), "more follows than belongs to it")?;
            return Ok(None);
        }
        let part = Part::piece(self.number, self.left);
        let length = usize::try_from(self.left).unwrap_or(usize::MAX).min(PIECE);
        self.piece = read_exact(&mut self.input, length + TAG_LEN)?;
        seal.open(part, &mut self.piece)?;
        self.left -= length as u64;
        self.number += 1;
        Ok(Some(&self.piece))
    }
}

/// A little-endian number of `N` bytes at most 8.
fn number<const N: usize>(bytes: &[u8; FIXED_LEN], at: usize) -> u64 {
    let mut number = [0; 8];
    number[..N].copy_from_slice(&bytes[at..at + N]);
    u64::from_le_bytes(number)
}

fn require(holds: bool, what: &'static str) -> Result<(), EnvelopeError> {
    if holds { Ok(()) } else { Err(EnvelopeError::BackupDamaged(what)) }
}

fn read_exact(input: &mut impl Read, length: usize) -> Result<Vec<u8>, EnvelopeError> {
    let bytes = read_up_to(input, length)?;
    if bytes.len() == length { Ok(bytes) } else { Err(EnvelopeError::BackupCut) }
}

fn read_up_to(input: &mut impl Read, length: usize) -> Result<Vec<u8>, EnvelopeError> {
    let mut bytes = Vec::with_capacity(length.min(PIECE + TAG_LEN));
    input.take(length as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

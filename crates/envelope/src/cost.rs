//! What deriving a key from a passphrase costs.
use crate::EnvelopeError;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use secret::Key;
use zeroize::Zeroizing;

/// Argon2id's parameters. They stand in the header, so that they can rise
/// later without re-encrypting anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes; computed one after another.
    pub lanes: u8,
}

impl KdfCost {
    /// What new wraps use: 64 MiB, 3 passes.
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    /// A header may ask for less than nobody made (an attacker's) or for more
    /// than a machine has (a bomb): both are refused before any work is done.
    pub(crate) fn check(self) -> Result<Self, EnvelopeError> {
        let memory = Self::STANDARD.memory_kib..=1024 * 1024;
        let passes = Self::STANDARD.passes..=10;
        let sane = memory.contains(&self.memory_kib)
            && passes.contains(&self.passes)
            && (1..=4).contains(&self.lanes);
        if sane { Ok(self) } else { Err(EnvelopeError::Damaged("derivation cost out of bounds")) }
    }

    /// Argon2id version 1.3, 256 bits. The memory it filled is wiped.
    pub(crate) fn derive(self, passphrase: &[u8], salt: &[u8; 16]) -> Result<Key, EnvelopeError> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes.into(), Some(32));
        let params = params.map_err(|_| EnvelopeError::Damaged("derivation cost"))?;
        let mut memory = blocks(params.block_count())?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        Key::fill(|key| {
            argon.hash_password_into_with_memory(passphrase, salt, key, memory.as_mut_slice())
        })
        .map_err(|_| EnvelopeError::Damaged("derivation cost"))
    }
}

fn blocks(count: usize) -> Result<Zeroizing<Vec<Block>>, EnvelopeError> {
    let mut memory = Vec::new();
    memory.try_reserve_exact(count).map_err(|_| EnvelopeError::OutOfMemory)?;
    memory.resize(count, Block::new());
    Ok(Zeroizing::new(memory))
}

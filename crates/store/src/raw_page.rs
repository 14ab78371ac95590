//! A page as it lies on the disk, decrypted beside SQLite.
use crate::{Error, Result, error::A_PAGE};
use aes::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::NoPadding};

/// SQLCipher 4: pages of 4096 bytes, the last 80 of them a vector of 16 and an
/// authentication code; the file's first 16 bytes are its salt.
pub(crate) const PAGE: usize = 4096;
const RESERVED: usize = 80;
const VECTOR: usize = 16;
const SALT: usize = 16;

/// The content of a page, whoever wrote it: under another key it is noise.
pub(crate) fn decrypt<'p>(
    page: &'p mut [u8; PAGE],
    key: &[u8; 32],
    first: bool,
) -> Result<&'p [u8]> {
    let (content, reserved) = page.split_at_mut(PAGE - RESERVED);
    let mut vector = [0; VECTOR];
    vector.copy_from_slice(&reserved[..VECTOR]);
    let content = &mut content[if first { SALT } else { 0 }..];
    cbc::Decryptor::<aes::Aes256>::new(key.into(), &vector.into())
        .decrypt_padded::<NoPadding>(content)
        .map_err(|_| Error::Damaged(A_PAGE))
}

/// Whether content begins as a page of rows or of an index does. Noise does so
/// once in some ten million times.
pub(crate) fn is_of_a_tree(content: &[u8]) -> bool {
    let Some((&[kind, rest @ ..], _)) = content.split_first_chunk::<8>() else { return false };
    let number = |at: usize| usize::from(u16::from_be_bytes([rest[at], rest[at + 1]]));
    let (free, cells, start, fragments) = (number(0), number(2), number(4), rest[6]);
    let usable = PAGE - RESERVED;
    matches!(kind, 2 | 5 | 10 | 13)
        && free < usable
        && cells * 2 < usable
        && (1..=usable).contains(&start)
        && fragments <= 60
}

//! Backups as files that anything may have happened to.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use envelope::{
    BackupReader, BackupWriter, DataKey, EnvelopeError, Header, Kit, Opener, Purpose, WrapKind,
};
use proptest::prelude::*;
use proptest::sample::Index;
use secret::Key;
use std::sync::LazyLock;

const PIECE: usize = 65_536;
const DESCRIPTION: &[u8] = b"a description";

struct Vault {
    kit: Kit,
    key: Key,
    header: Header,
}

static VAULT: LazyLock<Vault> = LazyLock::new(|| {
    let (data, kit) = (DataKey::make_random().unwrap(), Kit::make_random().unwrap());
    let header = Header::make([7; 16], &data, &[Opener::Kit(&kit)]).unwrap();
    Vault { kit, key: data.derive(Purpose::Backup), header }
});

fn content(length: usize) -> Vec<u8> {
    (0..length as u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

fn backup(content: &[u8]) -> Vec<u8> {
    let Vault { key, header, .. } = &*VAULT;
    let length = content.len() as u64;
    let mut writer = BackupWriter::begin(Vec::new(), header, key, DESCRIPTION, length).unwrap();
    content.chunks(10_007).for_each(|bytes| writer.write(bytes).unwrap());
    writer.finish().unwrap()
}

/// Reads it as on an empty machine: with the file and the kit alone.
fn read(file: &[u8]) -> Result<Vec<u8>, EnvelopeError> {
    let mut reader = BackupReader::begin(file)?;
    let data = reader.header().open(&Opener::Kit(&VAULT.kit))?;
    assert_eq!(reader.open(&data.derive(Purpose::Backup))?, DESCRIPTION);
    let mut content = Vec::new();
    while let Some(piece) = reader.next_piece()? {
        content.extend_from_slice(piece);
    }
    Ok(content)
}

#[test]
fn what_was_written_is_read_by_file_and_kit_alone() {
    for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 200_000] {
        assert_eq!(read(&backup(&content(length))).unwrap(), content(length), "{length} bytes");
    }
    assert_ne!(backup(b"the same"), backup(b"the same"), "each file has its own key");
    let (file, content) = (backup(&content(200_000)), content(200_000));
    let shows = file.windows(32).any(|window| window == &content[..32]);
    assert!(!shows, "nothing of it can be read");
}

#[test]
fn each_trouble_is_told_from_the_others() {
    let file = backup(&content(3 * PIECE));
    assert!(matches!(read(b""), Err(EnvelopeError::NotABackup)));
    assert!(matches!(read(b"SQLite format 3\0"), Err(EnvelopeError::NotABackup)));
    assert!(matches!(read(&VAULT.header.to_bytes()), Err(EnvelopeError::NotABackup)));
    let mut appended = file.clone();
    appended.push(0);
    assert!(matches!(read(&appended), Err(EnvelopeError::BackupDamaged(_))), "something follows");
    let stranger = Kit::make_random().unwrap();
    let opened = BackupReader::begin(&file[..]).unwrap().header().open(&Opener::Kit(&stranger));
    assert!(matches!(opened, Err(EnvelopeError::Wrong(WrapKind::Kit))), "another profile's kit");
}

/// A newer version has its digest in the same place, so that it is told from damage.
#[test]
fn a_newer_version_is_named() {
    use sha2::{Digest, Sha256};
    let mut file = backup(b"content");
    file[8] = 2;
    let end = 56 + VAULT.header.to_bytes().len();
    let digest = Sha256::digest(&file[..end]);
    file[end..end + 32].copy_from_slice(&digest);
    assert!(matches!(read(&file), Err(EnvelopeError::BackupNewer(2))));
}

#[test]
fn pieces_of_two_backups_do_not_mix() {
    let (first, second) = (backup(&content(2 * PIECE)), backup(&content(2 * PIECE)));
    let start = first.len() - 2 * (PIECE + 16);
    let mut mixed = first.clone();
    mixed[start..].copy_from_slice(&second[start..]);
    assert!(matches!(read(&mixed), Err(EnvelopeError::BackupDamaged(_))), "another file's pieces");
    let mut swapped = first.clone();
    swapped[start..].rotate_left(PIECE + 16);
    assert!(matches!(read(&swapped), Err(EnvelopeError::BackupDamaged(_))), "another order");
}

#[test]
fn content_that_is_not_as_long_as_was_said_is_no_backup() {
    let Vault { key, header, .. } = &*VAULT;
    for (said, given) in [(10, 9), (10, 11), (0, 1), (PIECE as u64 + 1, PIECE)] {
        let mut writer = BackupWriter::begin(Vec::new(), header, key, b"", said).unwrap();
        let ended = writer.write(&content(given)).and_then(|()| writer.finish());
        assert!(matches!(ended, Err(EnvelopeError::BackupCut)), "{said} said, {given} given");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_flipped_bit_is_found(at in any::<Index>(), bit in 0_u8..8, length in 0_usize..150_000) {
        let mut file = backup(&content(length));
        let at = at.index(file.len());
        file[at] ^= 1 << bit;
        prop_assert!(read(&file).is_err(), "byte {} of {}", at, file.len());
    }

    #[test]
    fn a_cut_is_said_to_be_one(at in any::<Index>(), length in 0_usize..150_000) {
        let file = backup(&content(length));
        let cut = read(&file[..at.index(file.len() - 1) + 1]);
        prop_assert!(matches!(cut, Err(EnvelopeError::BackupCut)), "{:?}", cut.map(drop));
    }

    #[test]
    fn wild_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000), real in any::<bool>()) {
        let file = if real { [&b"QTNCBACK"[..], &bytes].concat() } else { bytes };
        prop_assert!(read(&file).is_err());
    }
}

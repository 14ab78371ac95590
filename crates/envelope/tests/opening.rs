//! What opens a header, what does not, and what a hostile header costs.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use envelope::{
    DataKey, EnvelopeError, Header, HeaderFile, Kit, Opener, Passphrase, Purpose, WrapKind,
};
use fault::{Code, Coded};
use proptest::prelude::*;
use secret::Key;
use sha2::{Digest, Sha256};
use std::{sync::LazyLock, time::Instant};

const PROFILE: [u8; 16] = [0x42; 16];

/// One of every way in, made once: a passphrase costs 64 MiB each time.
struct Fixture {
    data: DataKey,
    keychain: Key,
    passphrase: Passphrase,
    kit: Kit,
    header: Header,
}

static ALL: LazyLock<Fixture> = LazyLock::new(|| {
    let (data, keychain) = (DataKey::make_random().unwrap(), Key::make_random().unwrap());
    let (passphrase, kit) =
        (Passphrase::choose("correct horse").unwrap(), Kit::make_random().unwrap());
    let ways = [
        Opener::Kit(&kit),
        Opener::Passphrase(&passphrase),
        Opener::TwoFactor(&passphrase, &keychain),
        Opener::Keychain(&keychain),
    ];
    let header = Header::make(PROFILE, &data, &ways).unwrap();
    Fixture { data, keychain, passphrase, kit, header }
});

fn same(a: &DataKey, b: &DataKey) -> bool {
    a.derive(Purpose::Database).matches(&b.derive(Purpose::Database))
}

/// Makes changed bytes pass the digest, as an attacker would.
fn redigest(bytes: &mut [u8]) {
    let (before, digest) = bytes.split_last_chunk_mut::<32>().unwrap();
    digest.copy_from_slice(&Sha256::digest(before));
}

#[test]
fn each_way_in_opens_the_same_data_key() {
    let read = Header::parse(&ALL.header.to_bytes()).unwrap();
    assert_eq!(read, ALL.header, "what is written is what is read");
    for opener in [
        Opener::Keychain(&ALL.keychain),
        Opener::TwoFactor(&ALL.passphrase, &ALL.keychain),
        Opener::Passphrase(&ALL.passphrase),
        Opener::Kit(&ALL.kit),
    ] {
        assert!(
            same(&read.open(&opener).unwrap(), &ALL.data),
            "{:?} opens another key",
            opener.kind()
        );
    }
}

#[test]
fn a_wrong_secret_is_named_by_its_kind() {
    let (key, kit) = (Key::make_random().unwrap(), Kit::make_random().unwrap());
    let wrong = Passphrase::typed("Correct horse").unwrap();
    for (opener, code) in [
        (Opener::Keychain(&key), Code::KeychainEntryWrong),
        (Opener::Passphrase(&wrong), Code::WrongPassphrase),
        (Opener::TwoFactor(&wrong, &ALL.keychain), Code::WrongPassphrase),
        (Opener::TwoFactor(&ALL.passphrase, &key), Code::WrongPassphrase),
        (Opener::Kit(&kit), Code::WrongKit),
    ] {
        let error = ALL.header.open(&opener).unwrap_err();
        assert_eq!(error.code(), code, "{:?}: {error}", opener.kind());
    }
}

#[test]
fn the_purposes_have_keys_of_their_own() {
    let data = &ALL.data;
    assert!(
        !data.derive(Purpose::Database).matches(&data.derive(Purpose::Header)),
        "one key for two purposes lets one be misused for the other"
    );
}

#[test]
fn every_flipped_bit_is_damage_before_a_secret_is_asked_for() {
    let whole = ALL.header.to_bytes();
    for bit in 0..whole.len() * 8 {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let error = Header::parse(&bytes).expect_err("a flipped bit was not noticed");
        assert_eq!(
            error.code(),
            Code::HeaderDamaged,
            "bit {bit}: {error}: would be called a wrong passphrase"
        );
    }
}

#[test]
fn every_bit_an_attacker_flips_is_refused() {
    let whole =
        Header::make(PROFILE, &ALL.data, &[Opener::Keychain(&ALL.keychain), Opener::Kit(&ALL.kit)])
            .unwrap();
    let whole = whole.to_bytes();
    for bit in 0..(whole.len() - 32) * 8 {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        redigest(&mut bytes);
        let opened = Header::parse(&bytes).and_then(|header| header.open(&Opener::Kit(&ALL.kit)));
        assert!(opened.is_err(), "bit {bit} of the header is not authenticated");
    }
}

#[test]
fn wraps_cannot_be_taken_out_or_carried_over() {
    let other = Header::make(PROFILE, &ALL.data, &[Opener::Kit(&ALL.kit)]).unwrap().to_bytes();
    // The kit's wrap of one header put into another of the same data key.
    let mut mixed = Header::make(PROFILE, &ALL.data, &[Opener::Kit(&ALL.kit)]).unwrap().to_bytes();
    mixed[27..125].copy_from_slice(&other[27..125]);
    redigest(&mut mixed);
    let error = Header::parse(&mixed).unwrap().open(&Opener::Kit(&ALL.kit)).unwrap_err();
    assert_eq!(error.code(), Code::HeaderDamaged, "{error}: an old wrap must not come back");
    // The same wraps under another profile's id.
    let mut moved = other.clone();
    moved[10..26].fill(0x43);
    redigest(&mut moved);
    assert!(
        Header::parse(&moved).unwrap().open(&Opener::Kit(&ALL.kit)).is_err(),
        "a wrap belongs to one profile"
    );
}

#[test]
fn rewrapping_removes_what_is_not_kept() {
    let fresh = Key::make_random().unwrap();
    let header = ALL.header.rewrap(&ALL.data, &[WrapKind::Kit], &Opener::Keychain(&fresh)).unwrap();
    assert_eq!(
        header.kinds().collect::<Vec<_>>(),
        [WrapKind::Keychain, WrapKind::Kit],
        "only the kit's is kept"
    );
    assert!(
        same(&header.open(&Opener::Keychain(&fresh)).unwrap(), &ALL.data),
        "the data key never changes"
    );
    assert!(same(&header.open(&Opener::Kit(&ALL.kit)).unwrap(), &ALL.data), "the kit still opens");
    assert!(header.open(&Opener::Keychain(&ALL.keychain)).is_err(), "the old entry is dead");
    let stranger = DataKey::make_random().unwrap();
    assert!(
        ALL.header.rewrap(&stranger, &[WrapKind::Kit], &Opener::Keychain(&fresh)).is_err(),
        "another data key over this data would lose it"
    );
}

#[test]
fn a_newer_version_is_not_called_damage() {
    let mut bytes = ALL.header.to_bytes();
    bytes[8] = 2;
    redigest(&mut bytes);
    assert_eq!(
        Header::parse(&bytes).unwrap_err().code(),
        Code::ProfileNewer,
        "the user needs an update, not a repair"
    );
}

#[test]
fn absurd_costs_are_refused_before_any_work() {
    let header = Header::make(PROFILE, &ALL.data, &[Opener::Passphrase(&ALL.passphrase)])
        .unwrap()
        .to_bytes();
    let costs: [(u32, u32, u8); 8] = [
        (u32::MAX, 3, 1),
        (2 * 1024 * 1024, 3, 1),
        (65536, u32::MAX, 1),
        (65536, 11, 1),
        (65536, 3, 255),
        (8, 3, 1),
        (65536, 1, 1),
        (0, 0, 0),
    ];
    for (memory, passes, lanes) in costs {
        let mut bytes = header.clone();
        bytes[28..32].copy_from_slice(&memory.to_le_bytes());
        bytes[32..36].copy_from_slice(&passes.to_le_bytes());
        bytes[36] = lanes;
        redigest(&mut bytes);
        let started = Instant::now();
        let error = Header::parse(&bytes).unwrap_err();
        assert_eq!(
            error.code(),
            Code::HeaderDamaged,
            "{memory} KiB, {passes} passes, {lanes} lanes"
        );
        assert!(
            started.elapsed().as_millis() < 100,
            "{memory} KiB, {passes} passes were worked on"
        );
    }
}

#[test]
fn the_previous_header_stays_until_the_new_one_opened() {
    let folder = tempfile::tempdir().unwrap();
    let file = HeaderFile::in_folder(folder.path());
    let previous = folder.path().join("header.previous");
    let (old, new) = (Key::make_random().unwrap(), Key::make_random().unwrap());
    let first =
        Header::make(PROFILE, &ALL.data, &[Opener::Keychain(&old), Opener::Kit(&ALL.kit)]).unwrap();
    file.create(&first).unwrap();
    let again = file.create(&first).unwrap_err();
    assert!(
        matches!(again, EnvelopeError::File(_)),
        "{again}: a second header would bury the first"
    );

    file.replace(&first.rewrap(&ALL.data, &[WrapKind::Kit], &Opener::Keychain(&new)).unwrap())
        .unwrap();
    assert!(previous.exists(), "the way back is kept until the new way is proven");
    assert!(file.open(&Opener::Keychain(&old)).is_err(), "what opens is the new header");
    assert!(previous.exists(), "a failed try proves nothing");
    file.open(&Opener::Keychain(&new)).unwrap();
    assert!(!previous.exists(), "an old secret must not open for ever");
}

#[test]
fn a_damaged_header_is_replaced_by_the_previous_one() {
    for damage in [&b""[..], b"QUITTNCE", &[0; 300]] {
        let folder = tempfile::tempdir().unwrap();
        let file = HeaderFile::in_folder(folder.path());
        let header = Header::make(PROFILE, &ALL.data, &[Opener::Kit(&ALL.kit)]).unwrap();
        file.create(&header).unwrap();
        let newer =
            header.rewrap(&ALL.data, &[WrapKind::Kit], &Opener::Keychain(&ALL.keychain)).unwrap();
        file.replace(&newer).unwrap();
        std::fs::write(folder.path().join("header"), damage).unwrap();
        assert!(
            same(&file.open(&Opener::Kit(&ALL.kit)).unwrap().1, &ALL.data),
            "the previous header opens"
        );
        assert_eq!(
            std::fs::read(folder.path().join("header")).unwrap(),
            header.to_bytes(),
            "and becomes current"
        );
    }
}

#[test]
fn a_header_that_is_gone_is_told_from_one_that_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let gone = HeaderFile::in_folder(folder.path()).read().unwrap_err();
    assert_eq!(gone.code(), Code::HeaderDamaged, "{gone}");
}

#[cfg(unix)]
#[test]
fn the_header_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    HeaderFile::in_folder(folder.path()).create(&ALL.header).unwrap();
    let mode = std::fs::metadata(folder.path().join("header")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "other users on the machine must not copy it");
    assert!(!folder.path().join("header.new").exists(), "nothing is left beside it");
}

proptest! {
    #[test]
    fn parsing_never_panics(mut bytes in proptest::collection::vec(any::<u8>(), 0..600), framed in any::<bool>()) {
        if framed && bytes.len() > 60 {
            bytes[..8].copy_from_slice(b"QUITTNCE");
            bytes[8..10].copy_from_slice(&[1, 0]);
            bytes[26] %= 6;
            redigest(&mut bytes);
        }
        if let Ok(header) = Header::parse(&bytes) {
            prop_assert_eq!(header.to_bytes(), bytes, "one content has one form");
        }
    }

    #[test]
    fn a_spoilt_header_never_opens(at in 0_usize..287, value in any::<u8>(), cut in 0_usize..287) {
        let header = Header::make(PROFILE, &ALL.data, &[Opener::Keychain(&ALL.keychain), Opener::Kit(&ALL.kit)]).unwrap();
        let whole = header.to_bytes();
        prop_assert_eq!(whole.len(), 287, "the length is part of the format");
        prop_assert!(Header::parse(&whole[..cut]).is_err(), "a header cut at {} was taken", cut);
        let mut bytes = whole.clone();
        bytes[at] = value;
        redigest(&mut bytes);
        let opened = Header::parse(&bytes).and_then(|header| header.open(&Opener::Keychain(&ALL.keychain)));
        prop_assert!(bytes == whole || opened.is_err(), "byte {} = {} was taken", at, value);
    }
}

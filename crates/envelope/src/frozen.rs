//! The bytes of version 1, frozen: whoever changes a formula or a layout locks
//! people out of what they have. They were computed once by another program,
//! written from the crate's docs alone.
use crate::{
    DataKey, Header, Kit, Opener, Passphrase, Purpose,
    wrap::{Salts, Wrap},
};
use secret::Key;

const PROFILE: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
const DATABASE_KEY: &str = "949982fdf1283e3d93c9e67b41a8387bf35a64542e949f85284f4ce286b60b0d";
const WORDS: &str =
    "creek office smoke grid creek office smoke grid creek office smoke gravity main";
const HEADER: &str = "\
    51554954544e43450100000102030405060708090a0b0c0d0e0f040100000000000000000000000000000000\
    00000000000000000055555555555555555555555555555555555555555555555530ade47b26d8d26a06badd\
    9178c3da23905a02922a967f6543b51d3ba2b48f8133aa78c345e9ef82b4b86b58b74d83e002000001000300\
    00000144444444444444444444444444444444555555555555555555555555555555555555555555555555d7\
    5660129d39466f8549bb0beee849e88a0c87f7ee8946a7a0dd04a59ee3cd10a5c275fa8549539210745aaae3\
    24b0950300000100030000000144444444444444444444444444444444555555555555555555555555555555\
    555555555555555555919e29a17c0afab717408d392134b1bbc50d0c8cc93cf0b907a217dfaf2ae776a86546\
    2927d471d9cd9f51cae8a915fc04000000000000000000000000000000000000000000000000005555555555\
    555555555555555555555555555555555555551e7fee10de1d4ad18d23b6a8daa9a2df11c1a6dd08e6adc295\
    9430c429c932be7b00c736bf488a670097b25bff07f8760a0e865a46d74b656ef3a512226f5903ca740a1210\
    39a98e025306bbd21c93afe94c039fe3881421eabf4f11337d343ddbb938318ed70cb385c6e28cd97da2ff\
    ";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

#[test]
fn the_header_is_written_as_it_always_was() {
    let data = DataKey::from_key(Key::copy_from(&[0x11; 32]));
    let keychain = Key::copy_from(&[0x22; 32]);
    let kit = Kit::from_secret([0x33; 16]);
    let passphrase = Passphrase::choose("pa\u{308}ssphrase 1").unwrap();
    let ways = [
        Opener::Keychain(&keychain),
        Opener::TwoFactor(&passphrase, &keychain),
        Opener::Passphrase(&passphrase),
        Opener::Kit(&kit),
    ];
    let salts = Salts { salt: [0x44; 16], nonce: [0x55; 24] };
    let header = Header::frozen(PROFILE, &data, &ways, salts);
    assert_eq!(hex(&header.to_bytes()), HEADER.trim(), "the format of version 1 has changed");
    assert_eq!(
        hex(data.derive(Purpose::Database).expose()),
        DATABASE_KEY,
        "no database would open any more"
    );

    let read = Header::parse(&bytes(HEADER.trim())).unwrap();
    for way in &ways {
        let opened = read.open(way).unwrap();
        assert!(
            opened.key().matches(data.key()),
            "{:?} of an old header does not open",
            way.kind()
        );
    }
}

#[test]
fn the_words_of_a_kit_are_what_they_always_were() {
    let kit = Kit::from_secret([0x33; 16]);
    assert_eq!(kit.to_words().expose(), WORDS, "kits on paper would no longer open");
    assert_eq!(
        Kit::parse(WORDS).unwrap().entropy(),
        &[0x33; 16],
        "a kit on paper must be read as it was made"
    );
}

impl Header {
    fn frozen(profile: [u8; 16], data: &DataKey, ways: &[Opener<'_>], salts: Salts) -> Self {
        let prelude = crate::header::prelude(&profile);
        let seal = |way| Wrap::seal(data, way, salts, &profile, &prelude).unwrap();
        Self::seal(profile, data, ways.iter().map(seal).collect()).unwrap()
    }
}

//! Single bits that turn, in every file of a profile and in a backup: found, or
//! of no weight. Never is a wrong figure shown as right, and never is a history
//! shorter without a word.
//!
//! `QUITTANCE_FLIPS` says how many of each file (40 unless told otherwise) and
//! `QUITTANCE_SEED` which.
use crate::desk::{
    Desk, add_settled, as_it_was, by_kit, by_passphrase, copy_folder, desk, in_memory, merchant,
    rename,
};
use app::views::{ProofRequest, RestoreAs};
use app::{Machine, Session, integrity, unwatched};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the receipt's seller is called, one after the other.
const NAMES: [&str; 4] = ["Kedai Satu", "Kedai Dua", "Kedai Tiga", "Kedai Empat"];

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Which bits: the same for the same seed.
struct Flips(u64);

impl Flips {
    fn new(of: u64) -> Self {
        Self(number("QUITTANCE_SEED", 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ of | 1)
    }

    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % below
    }

    fn spoil(&mut self, file: &Path, whole: &[u8]) {
        let mut bytes = whole.to_vec();
        let at = self.next(bytes.len());
        bytes[at] ^= 1 << self.next(8);
        fs::write(file, bytes).unwrap();
    }
}

/// A profile's folder, closed or as a kill leaves it, with the last names in the log alone.
fn left(killed: bool) -> (Desk, String, tempfile::TempDir) {
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    rename(&session, &id, NAMES[0]);
    drop(session);
    let session = desk.open();
    NAMES[1..].iter().for_each(|name| rename(&session, &id, name));
    let left = tempfile::tempdir().unwrap();
    if !killed {
        session.close();
        drop(session);
    }
    copy_folder(&desk.folder.path().join("data"), &left.path().join("data"));
    (desk, id, left)
}

/// Flips bits of one file of a profile; how many cost anything.
fn flip(killed: bool, name: &str) -> usize {
    let (desk, id, left) = left(killed);
    let file: PathBuf = left.path().join("data/profiles").join(&desk.id).join(name);
    let whole = fs::read(&file).unwrap();
    let mut flips = Flips::new(name.len() as u64);
    let mut cost = 0;
    for _ in 0..number("QUITTANCE_FLIPS", 40) {
        let folder = in_memory();
        copy_folder(left.path(), folder.path());
        let spoilt = folder.path().join("data/profiles").join(&desk.id).join(name);
        flips.spoil(&spoilt, &whole);
        let machine = Machine::at(&folder.path().join("data")).unwrap();
        match machine.open_with(&desk.id, proof(&desk, name), Arc::new(|_| {})) {
            Err(_) => cost += 1,
            Ok(session) => cost += usize::from(!is_whole(&session, &id, name)),
        }
    }
    cost
}

/// The kit opens without a slow derivation; a header is opened as people do.
fn proof(desk: &Desk, file: &str) -> ProofRequest {
    if file == "header" { by_passphrase() } else { by_kit(&desk.kit) }
}

/// What is shown is true; whether nothing is missing or damaged, and if not, that it is said.
fn is_whole(session: &Session, id: &str, file: &str) -> bool {
    let said = !integrity::view(session).unwrap().shortened.is_empty();
    let shown = app::receipts::review(session, id).ok().and_then(|_| merchant(session, id));
    let checked = integrity::check(session);
    match &shown {
        Some(shown) if shown == NAMES[3] => {}
        Some(shown) => {
            assert!(NAMES.contains(&shown.as_str()), "{file}: {shown:?} was never written");
            assert!(said, "{file}: {shown:?} is an earlier name, and nothing is said");
        }
        None => assert!(said || checked.is_err(), "{file}: the receipt is gone unsaid"),
    }
    checked.is_ok() && !said
}

#[test]
fn of_the_header() {
    assert!(flip(false, "header") > 0, "a header that anything may stand in protects nothing");
}

#[test]
fn of_the_database() {
    let (cost, tries) = (flip(false, "vault.db") as u64, number("QUITTANCE_FLIPS", 40));
    // A free page that is taken into use again is not read before.
    assert!(cost * 10 >= tries * 9, "of {tries} bits {cost} were missed: pages answer for theirs");
}

#[test]
fn of_the_log() {
    assert!(flip(true, "vault.db-wal") > 0, "a log that nothing is read from is no test");
}

#[test]
fn of_a_backup() {
    let (desk, id, _left) = left(false);
    let session = desk.open();
    let file = desk.backup(&session);
    let whole = fs::read(&file).unwrap();
    let mut flips = Flips::new(0);
    for _ in 0..number("QUITTANCE_FLIPS", 40) {
        flips.spoil(&file, &whole);
        let checked = desk.machine.check_backup(&file, by_kit(&desk.kit), &unwatched);
        let folder = in_memory();
        let machine = Machine::at(&folder.path().join("data")).unwrap();
        let request = as_it_was(by_kit(&desk.kit), RestoreAs::Move);
        match machine.restore(&file, request, &unwatched, Arc::new(|_| {})) {
            Err(_) => assert!(machine.view().unwrap().profiles.is_empty(), "half a profile"),
            Ok(restored) => {
                assert!(checked.is_ok(), "it was said to be damaged and restored all the same");
                assert_eq!(merchant(&restored, &id).as_deref(), Some(NAMES[3]));
            }
        }
    }
}

//! A profile's folder and a backup as this release leaves them: every later version opens
//! them, by the passphrase and by the kit, finds what is in them, and goes on from there.
use crate::desk::{
    Desk, PASSPHRASE, add_settled, as_it_was, by_kit, by_passphrase, code, copy_folder, desk,
    empty_machine, merchant, rename,
};
use app::views::{ChangeModeRequest, OpenMode, ProofRequest, RestoreAs};
use app::{Machine, Session, integrity, list, retention, undo, unwatched};
use fault::Code;
use std::fs;
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::Arc;

/// Where files are written that are to become the released ones.
const MADE: &str = "QUITTANCE_FIXTURE";
/// The folder of the profile, as it is called in the data folder.
const PROFILES: &str = "profiles";
const BACKUP: &str = "kenari.quittance-backup";
const KIT: &str = "kit.txt";

fn released() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema-4")
}

fn words() -> String {
    fs::read_to_string(released().join(KIT)).unwrap()
}

/// A machine that has the released profile.
fn machine() -> (tempfile::TempDir, Machine, String) {
    let (folder, machine) = empty_machine();
    copy_folder(&released().join(PROFILES), &folder.path().join("data").join(PROFILES));
    let id = machine.view().unwrap().profiles.remove(0).id;
    (folder, machine, id)
}

fn open(machine: &Machine, id: &str, proof: ProofRequest) -> Session {
    machine.open_with(id, proof, Arc::new(|_| {})).unwrap()
}

fn filled() -> (Desk, Session) {
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    retention::add_hold(&session, slice::from_ref(&id), Some("2033-12-31"), "a claim").unwrap();
    rename(&session, &id, "Kedai Satu");
    rename(&session, &id, "Kedai Kenari");
    (desk, session)
}

/// Whatever it was opened with.
fn holds_all(session: &Session) -> String {
    assert_eq!(list::totals(session, "kenari").unwrap().count, 1, "found by its words");
    let held = retention::holds(session).unwrap().remove(0);
    assert_eq!((held.until.as_deref(), held.reason.as_str()), (Some("2033-12-31"), "a claim"));
    assert_eq!(merchant(session, &held.receipt).as_deref(), Some("Kedai Kenari"));
    assert!(integrity::view(session).unwrap().shortened.is_empty());
    integrity::check(session).unwrap();
    held.receipt
}

#[test]
fn a_released_profile_opens_by_its_passphrase_and_by_its_kit() {
    for proof in [by_passphrase(), by_kit(&words())] {
        let (_folder, machine, id) = machine();
        let session = open(&machine, &id, proof);
        let receipt = holds_all(&session);
        undo::undo(&session).unwrap();
        assert_eq!(merchant(&session, &receipt).as_deref(), Some("Kedai Satu"), "history too");
    }
    let (_folder, machine, id) = machine();
    let wrong = Some("wrong horse battery".to_owned());
    assert_eq!(code(machine.open(&id, wrong, Arc::new(|_| {}))), Code::WrongPassphrase);
}

#[test]
fn the_header_of_a_released_profile_is_wrapped_anew() {
    let (_folder, machine, id) = machine();
    let session = open(&machine, &id, by_kit(&words()));
    let (mode, passphrase) = (OpenMode::Passphrase, Some("another horse battery".to_owned()));
    let request =
        ChangeModeRequest { proof: by_passphrase(), mode, passphrase: passphrase.clone() };
    machine.change_mode(&session, request).unwrap();
    drop(session);
    assert!(machine.open(&id, Some(PASSPHRASE.into()), Arc::new(|_| {})).is_err());
    holds_all(&machine.open(&id, passphrase, Arc::new(|_| {})).unwrap());
    holds_all(&open(&machine, &id, by_kit(&words())));
}

#[test]
fn a_released_backup_is_restored_by_its_passphrase_and_by_its_kit() {
    for proof in [by_passphrase(), by_kit(&words())] {
        let (_folder, machine) = empty_machine();
        let request = as_it_was(proof, RestoreAs::Move);
        let file = released().join(BACKUP);
        holds_all(&machine.restore(&file, request, &unwatched, Arc::new(|_| {})).unwrap());
    }
}

#[test]
fn what_is_made_now_holds_the_same() {
    let (desk, session) = filled();
    holds_all(&session);
    let backup = desk.backup(&session);
    session.close();
    drop(session);
    let Some(made) = std::env::var_os(MADE).map(PathBuf::from) else { return };
    copy_folder(&desk.folder.path().join("data").join(PROFILES), &made.join(PROFILES));
    fs::copy(backup, made.join(BACKUP)).unwrap();
    fs::write(made.join(KIT), &desk.kit).unwrap();
}

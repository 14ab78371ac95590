//! A history that lost its end, and a file that is damaged.
use crate::desk::{
    Desk, PASSPHRASE, add_settled, by_passphrase, code, copy_folder, desk, holds, merchant, rename,
};
use app::pictures::Size;
use app::views::IntegrityView;
use app::{Machine, Session, integrity, receipts};
use fault::{Code, Coded};
use std::fs;
use std::path::Path;
use std::sync::Arc;

const EDITS: u32 = 6;

/// A folder as a killed process leaves it: the last edits stand in the log alone.
fn left(desk: &Desk) -> (String, tempfile::TempDir) {
    let session = desk.open();
    let id = add_settled(&session);
    drop(session);
    let session = desk.open();
    for edit in 0..EDITS {
        rename(&session, &id, &format!("edit {edit}"));
    }
    let left = tempfile::tempdir().unwrap();
    copy_folder(&desk.folder.path().join("data"), &left.path().join("data"));
    (id, left)
}

fn open(data: &Path, id: &str) -> Result<Session, app::Error> {
    Machine::at(&data.join("data")).unwrap().open(id, Some(PASSPHRASE.into()), Arc::new(|_| {}))
}

fn file(data: &Path, id: &str, name: &str) -> std::path::PathBuf {
    data.join("data/profiles").join(id).join(name)
}

#[test]
fn a_kill_is_no_loss_and_says_nothing() {
    let desk = desk();
    let (id, left) = left(&desk);
    let session = open(left.path(), &desk.id).unwrap();
    assert_eq!(merchant(&session, &id).as_deref(), Some("edit 5"));
    assert_eq!(integrity::view(&session).unwrap(), IntegrityView::default());
}

#[test]
fn a_log_that_is_gone_is_said_until_it_is_acknowledged() {
    let desk = desk();
    let (id, left) = left(&desk);
    let log = file(left.path(), &desk.id, "vault.db-wal");
    assert!(fs::metadata(&log).unwrap().len() > 10_000, "the edits are in the log");
    fs::remove_file(&log).unwrap();
    let session = open(left.path(), &desk.id).unwrap();
    let found = integrity::view(&session).unwrap().shortened;
    assert_eq!(found.iter().map(|it| it.missing).collect::<Vec<_>>(), [Some(EDITS)]);
    for edit in 0..2 * EDITS {
        rename(&session, &id, &format!("after {edit}"));
    }
    drop(session);
    let session = open(left.path(), &desk.id).unwrap();
    assert_eq!(integrity::view(&session).unwrap().shortened, found, "working on does not hide it");
    integrity::acknowledge(&session).unwrap();
    drop(session);
    let session = open(left.path(), &desk.id).unwrap();
    assert_eq!(integrity::view(&session).unwrap(), IntegrityView::default());
}

#[test]
fn an_older_database_put_back_is_said_and_so_is_a_lost_count() {
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    drop(session);
    let database = file(desk.folder.path(), &desk.id, "vault.db");
    let (older, counter) = (fs::read(&database).unwrap(), desk.profile().join("counter"));
    let session = desk.open();
    rename(&session, &id, "newer");
    drop(session);
    fs::write(&database, older).unwrap();
    let session = desk.open();
    assert_eq!(integrity::view(&session).unwrap().shortened[0].missing, Some(1));
    integrity::acknowledge(&session).unwrap();
    drop(session);
    for damage in [None, Some(&b"not a counter"[..])] {
        fs::remove_file(&counter).unwrap();
        damage.iter().for_each(|bytes| fs::write(&counter, bytes).unwrap());
        let session = desk.open();
        let found = integrity::view(&session).unwrap().shortened;
        assert_eq!(found.iter().map(|it| it.missing).collect::<Vec<_>>(), [None], "{damage:?}");
        integrity::acknowledge(&session).unwrap();
    }
}

/// Wherever a bit of the log is flipped: all of it is there, or it is said that
/// it is not. A fixed walk over the file, since each opening costs half a second.
#[test]
fn no_flipped_bit_of_the_log_shortens_the_history_in_silence() {
    let desk = desk();
    let (id, left) = left(&desk);
    let log = fs::read(file(left.path(), &desk.id, "vault.db-wal")).unwrap();
    let (mut said, tries) = (0, 24);
    for turn in 0..tries {
        let flipped = tempfile::tempdir().unwrap();
        copy_folder(left.path(), flipped.path());
        let mut bytes = log.clone();
        let at = turn * (log.len() - 1) / (tries - 1);
        bytes[at] ^= 1 << (turn % 8);
        fs::write(file(flipped.path(), &desk.id, "vault.db-wal"), bytes).unwrap();
        let Ok(session) = open(flipped.path(), &desk.id) else { continue };
        let state = integrity::view(&session).unwrap();
        if merchant(&session, &id).as_deref() != Some("edit 5") {
            assert!(!state.shortened.is_empty() || state.read_only, "byte {at}: in silence");
            said += 1;
        }
    }
    assert!(said > tries / 2, "only {said} of {tries} flips cost anything: that is no test");
}

#[test]
fn a_damaged_file_is_read_and_no_longer_written() {
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    drop(session);
    let database = desk.profile().join("vault.db");
    let whole = fs::read(&database).unwrap();
    let mut bytes = whole.clone();
    let late = bytes.len() - 2000;
    bytes[late] ^= 1;
    fs::write(&database, bytes).unwrap();

    let session = desk.open();
    assert_eq!(code(integrity::check(&session)), Code::ProfileDamaged);
    assert!(integrity::view(&session).unwrap().read_only);
    let edit = receipts::edit(&session, &id, &app::views::ReceiptEdits::default());
    let note = app::preferences::set(&session, app::views::PreferencesView::default());
    assert!(edit.is_err() || note.is_err(), "nothing is written into it");
    assert_eq!(code(note), Code::ProfileDamaged);
    assert!(holds(&session, &id), "what can be read can be read");
    drop(session);
    let session = desk.open();
    assert!(integrity::view(&session).unwrap().read_only, "nor after the next start");
    drop(session);

    fs::write(&database, whole).unwrap();
    desk.machine.check(&desk.id, by_passphrase(), false).unwrap();
    assert!(!integrity::view(&desk.open()).unwrap().read_only, "a file that is whole again");
}

#[test]
fn whoever_comes_upon_damage_ends_the_writing() {
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    session.close();
    drop(session);
    let database = desk.profile().join("vault.db");
    let whole = fs::read(&database).unwrap();
    let mut bytes = whole.clone();
    // The pictures came in last.
    for page in bytes.len() / 4096 * 4 / 5..bytes.len() / 4096 {
        bytes[page * 4096 + 100] ^= 1;
    }
    fs::write(&database, bytes).unwrap();
    let session = desk.open();
    assert!(!integrity::view(&session).unwrap().read_only, "nobody has come upon it");
    let review = receipts::review(&session, &id).unwrap();
    let picture = &review.pages[0].attachment_id;
    let sizes = [Size::Full, Size::View, Size::Thumb];
    let shown = sizes.map(|size| app::pictures::picture(&session, picture, size).map(drop));
    let failed = shown.into_iter().find_map(Result::err).expect("one of them is spoilt");
    assert_eq!(failed.code(), Code::ProfileDamaged);
    assert!(integrity::view(&session).unwrap().read_only, "said, and no longer written");
    drop(session);
    let session = desk.open();
    assert!(integrity::view(&session).unwrap().read_only, "nor after the next start");

    fs::write(&database, whole).unwrap();
    integrity::check(&session).unwrap();
    assert!(integrity::view(&session).unwrap().read_only, "an open one stays as it is");
    drop(session);
    assert!(!integrity::view(&desk.open()).unwrap().read_only, "one that was checked is written");
}

#[test]
fn every_byte_is_looked_at_once_a_day_when_nothing_is_read() {
    let desk = desk();
    let session = desk.open();
    add_settled(&session);
    assert!(!integrity::run_when_idle(&session).unwrap(), "it is whole");
    session.close();
    drop(session);
    let path = desk.profile().join("vault.db");
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() - 100;
    bytes[last] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let session = desk.open();
    assert!(!integrity::run_when_idle(&session).unwrap(), "not twice a day");
    desk.clock.forward(1);
    assert!(integrity::run_when_idle(&session).unwrap(), "the next day it is found");
    assert!(integrity::view(&session).unwrap().read_only, "and shown from then on");
    assert!(!integrity::run_when_idle(&session).unwrap(), "once is enough");
}

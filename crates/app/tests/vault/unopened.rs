//! A profile that does not open at all: why is told, nothing of it is written,
//! and the way out that is offered brings back what there is.
use crate::desk::{
    Desk, PASSPHRASE, add_settled, as_it_was, by_kit, by_passphrase, code, desk, holds, names,
    rename, take,
};
use app::views::{
    ChangeModeRequest, HeaderState, OpenMode, ProofRequest, RestoreAs, RestoreRequest, SecurityKind,
};
use app::{Session, diagnostics, integrity, security, unwatched};
use fault::Code;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

const PAGE: usize = 4096;

/// A closed profile with two receipts and a backup that holds them.
struct Closed {
    desk: Desk,
    ids: Vec<String>,
    backup: PathBuf,
}

impl Closed {
    fn new() -> Self {
        let desk = desk();
        let session = desk.open();
        let ids = vec![add_settled(&session), take(&session, "petrol.jpg")];
        let backup = desk.backup(&session);
        session.close();
        drop(session);
        Self { desk, ids, backup }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.desk.profile().join(name)
    }

    fn database(&self) -> Vec<u8> {
        fs::read(self.file("vault.db")).unwrap()
    }

    fn open(&self, proof: ProofRequest) -> Result<Session, app::Error> {
        self.desk.machine.open_with(&self.desk.id, proof, Arc::new(|_| {}))
    }

    /// All that it consists of: not the tries, and not what SQLite and the lock
    /// coordinate by.
    fn content(&self) -> BTreeMap<String, Vec<u8>> {
        let passing = |name: &String| {
            ["tries", "lock", "vault.db-lock", "vault.db-shm"].contains(&name.as_str())
        };
        let names = names(&self.desk.profile()).into_iter().filter(|name| !passing(name));
        let read = |name: String| (name.clone(), fs::read(self.file(&name)).unwrap());
        names
            .map(read)
            .filter(|(name, bytes)| name != "vault.db-wal" || !bytes.is_empty())
            .collect()
    }

    /// Opening ends at `wanted`, however it is tried, and so does saving where
    /// nothing can be saved; all is left as it was.
    fn ends_at(&self, wanted: Code) {
        let before = self.content();
        for proof in [by_passphrase(), by_kit(&self.desk.kit)] {
            assert_eq!(code(self.open(proof)), wanted);
        }
        let machine = &self.desk.machine;
        assert_eq!(code(machine.check(&self.desk.id, by_passphrase(), false)), wanted);
        if wanted != Code::DatabaseBroken {
            let saved = machine.salvage(&self.desk.id, by_passphrase(), &unwatched);
            assert_eq!(code(saved), wanted, "there is nothing to be saved");
        }
        let report = machine.diagnostics_unopened(&self.desk.id, wanted).unwrap();
        assert_eq!(report.code, wanted);
        assert_eq!(self.content(), before, "{wanted:?}: nothing is written");
    }

    /// The backup takes its place, and what was there is kept beside it.
    fn comes_back_from_the_backup(&self) {
        let restore = |set_aside| {
            let request =
                RestoreRequest { set_aside, ..as_it_was(by_passphrase(), RestoreAs::Move) };
            self.desk.machine.restore(&self.backup, request, &unwatched, Arc::new(|_| {}))
        };
        assert_eq!(code(restore(false)), Code::ProfileHere, "not without a word");
        let session = restore(true).unwrap();
        self.is_all_there(&session);
        let profiles = self.desk.folder.path().join("data/profiles");
        let kept = names(&profiles).into_iter().filter(|name| name.contains(".set-aside-"));
        assert_eq!(kept.count(), 1, "what was there is kept");
    }

    fn is_all_there(&self, session: &Session) {
        assert!(self.ids.iter().all(|id| holds(session, id)), "every receipt");
        assert_eq!(integrity::check(session).unwrap().pictures, 2, "every picture");
        assert!(!integrity::view(session).unwrap().read_only, "and it is written again");
    }
}

#[test]
fn a_destroyed_beginning_is_told_and_a_backup_brings_all_back() {
    let closed = Closed::new();
    let mut bytes = closed.database();
    bytes[..PAGE].fill(0xa5);
    fs::write(closed.file("vault.db"), bytes).unwrap();
    closed.ends_at(Code::DatabaseUnreadable);
    closed.comes_back_from_the_backup();
}

/// The page is looked for by what its loss does: it says which tables there are.
#[test]
fn a_lost_page_of_the_schema_is_told_the_same_way() {
    let closed = Closed::new();
    let whole = closed.database();
    let ends_it = |page: &usize| {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0xa5);
        fs::write(closed.file("vault.db"), bytes).unwrap();
        let opened = closed.open(by_kit(&closed.desk.kit)).map(drop);
        opened.is_err_and(|error| fault::Coded::code(&error) == Code::DatabaseUnreadable)
    };
    let lost = (1..whole.len() / PAGE).rev().find(ends_it);
    assert!(lost.is_some(), "there is such a page");
    closed.ends_at(Code::DatabaseUnreadable);
    closed.comes_back_from_the_backup();
}

#[test]
fn a_cut_file_is_told_and_saved_as_far_as_it_goes() {
    let closed = Closed::new();
    let whole = closed.database();
    let cut = &whole[..whole.len() - 3 * PAGE - 100];
    fs::write(closed.file("vault.db"), cut).unwrap();
    closed.ends_at(Code::DatabaseBroken);
    let saved = closed.desk.machine.salvage(&closed.desk.id, by_passphrase(), &unwatched).unwrap();
    assert!(saved.tables.iter().any(|it| it.lost != Some(0)), "{:?}", saved.tables);
    assert_eq!(fs::read(closed.file(&saved.kept_as)).unwrap(), cut, "the damaged one is kept");
    let session = closed.desk.open();
    integrity::check(&session).unwrap();
    assert!(holds(&session, &closed.ids[0]), "what stands before the cut");
}

/// Where only a page at the end is gone SQLite may not see it: it is come upon.
#[test]
fn a_lost_last_page_is_told_or_come_upon() {
    let closed = Closed::new();
    let whole = closed.database();
    for pages in 1..4 {
        fs::write(closed.file("vault.db"), &whole[..whole.len() - pages * PAGE]).unwrap();
        match closed.open(by_kit(&closed.desk.kit)) {
            Err(error) => assert_eq!(fault::Coded::code(&error), Code::DatabaseBroken),
            Ok(session) => {
                assert_eq!(code(integrity::check(&session)), Code::ProfileDamaged, "{pages}");
                assert!(integrity::view(&session).unwrap().read_only, "{pages}: its banner");
            }
        }
    }
}

#[test]
fn a_file_that_is_gone_or_empty_is_not_made_anew() {
    let closed = Closed::new();
    fs::write(closed.file("vault.db"), b"").unwrap();
    closed.ends_at(Code::DatabaseMissing);
    fs::remove_file(closed.file("vault.db")).unwrap();
    closed.ends_at(Code::DatabaseMissing);
    assert!(!closed.file("vault.db").exists());
    closed.comes_back_from_the_backup();
}

#[test]
fn another_profiles_file_is_told_apart_and_not_touched() {
    let closed = Closed::new();
    let other = desk();
    let session = other.open();
    add_settled(&session);
    session.close();
    drop(session);
    let right = closed.database();
    fs::copy(other.profile().join("vault.db"), closed.file("vault.db")).unwrap();
    closed.ends_at(Code::DatabaseForeign);
    fs::write(closed.file("vault.db"), right).unwrap();
    closed.is_all_there(&closed.open(by_passphrase()).unwrap());
}

/// A log beside it must not be moved into what is not its database.
#[test]
fn what_a_kill_left_in_the_log_is_not_moved_into_a_file_that_does_not_open() {
    let closed = Closed::new();
    let session = closed.desk.open();
    rename(&session, &closed.ids[0], "Kedai Kenari");
    let log = fs::read(closed.file("vault.db-wal")).unwrap();
    let right = closed.database();
    assert!(!log.is_empty());
    session.close();
    drop(session);
    let other = desk();
    drop(other.open());
    fs::copy(other.profile().join("vault.db"), closed.file("vault.db")).unwrap();
    fs::write(closed.file("vault.db-wal"), &log).unwrap();
    let before = closed.content();
    assert!(closed.open(by_passphrase()).is_err());
    assert_eq!(closed.content(), before, "neither the stranger's file nor the log");
    fs::write(closed.file("vault.db"), right).unwrap();
    let session = closed.open(by_passphrase()).unwrap();
    assert_eq!(crate::desk::merchant(&session, &closed.ids[0]).as_deref(), Some("Kedai Kenari"));
}

#[test]
fn what_a_newer_version_wrote_is_not_touched() {
    let closed = Closed::new();
    let mut header = fs::read(closed.file("header")).unwrap();
    header[8] = 2;
    let end = header.len() - 32;
    let digest = Sha256::digest(&header[..end]);
    header[end..].copy_from_slice(&digest);
    fs::write(closed.file("header"), header).unwrap();
    closed.ends_at(Code::ProfileNewer);
    let view = closed.desk.machine.look_at_backup(&closed.backup).unwrap();
    assert!(!view.keyless, "no older key file is put over it");
    let report = closed.desk.machine.diagnostics_unopened(&closed.desk.id, Code::ProfileNewer);
    assert_eq!(report.unwrap().header, HeaderState::Newer);
}

#[test]
fn a_lost_key_file_comes_back_from_a_backup_with_all_that_is_here() {
    for spoilt in [None, Some(&b"no header"[..])] {
        let closed = Closed::new();
        let session = closed.desk.open();
        let later = take(&session, "kopitiam.jpg");
        session.close();
        drop(session);
        match spoilt {
            None => fs::remove_file(closed.file("header")).unwrap(),
            Some(bytes) => fs::write(closed.file("header"), bytes).unwrap(),
        }
        closed.ends_at(Code::HeaderDamaged);
        let machine = &closed.desk.machine;
        assert!(machine.look_at_backup(&closed.backup).unwrap().keyless);
        let regain = |proof| machine.regain(&closed.backup, proof, Arc::new(|_| {}));
        let wrong = ProofRequest { passphrase: Some("not this one".into()), kit: None };
        assert_eq!(code(regain(wrong)), Code::WrongPassphrase);
        let session = regain(by_kit(&closed.desk.kit)).unwrap();
        assert!(holds(&session, &later), "what came after the backup too");
        let state = integrity::view(&session).unwrap();
        assert_eq!(state, app::views::IntegrityView::default(), "nothing is missing");
        let events = security::list(&session).unwrap();
        assert_eq!(events[0].kind, SecurityKind::KeyRegained, "and it is told");
        session.close();
        drop(session);
        assert!(!machine.look_at_backup(&closed.backup).unwrap().keyless);
        assert_eq!(code(regain(by_passphrase())), Code::ProfileHere, "nothing is lost any more");
        drop(closed.open(by_passphrase()).unwrap());
    }
}

#[test]
fn the_key_of_another_day_or_profile_is_not_put_there() {
    let closed = Closed::new();
    let request = app::views::RenewRequest { proof: by_passphrase(), passphrase: None };
    closed.desk.machine.renew(&closed.desk.id, request, &unwatched).unwrap();
    fs::remove_file(closed.file("header")).unwrap();
    let before = closed.content();
    let regained = closed.desk.machine.regain(&closed.backup, by_passphrase(), Arc::new(|_| {}));
    assert_eq!(code(regained), Code::KeyDiffers, "everything was encrypted anew since");
    let other = Closed::new();
    let regained = closed.desk.machine.regain(&other.backup, by_passphrase(), Arc::new(|_| {}));
    assert_eq!(code(regained), Code::ProfileMissing, "of a profile that is not here");
    assert_eq!(closed.content(), before);
}

#[test]
fn with_the_earlier_key_file_alone_it_opens_as_before_and_says_so() {
    let closed = Closed::new();
    let old = fs::read(closed.file("header")).unwrap();
    let session = closed.desk.open();
    let request = ChangeModeRequest {
        proof: by_passphrase(),
        mode: OpenMode::Passphrase,
        passphrase: Some("walnut anchor meadow".into()),
    };
    closed.desk.machine.change_mode(&session, request).unwrap();
    session.close();
    drop(session);
    // As a kill leaves it before the new one has opened, and a disk that spoils that.
    fs::write(closed.file("header.previous"), old).unwrap();
    fs::write(closed.file("header"), b"garbled").unwrap();
    let before = closed.content();
    let new = ProofRequest { passphrase: Some("walnut anchor meadow".into()), kit: None };
    assert_eq!(code(closed.open(new)), Code::HeaderOlder);
    assert_eq!(closed.content(), before);
    let report = closed.desk.machine.diagnostics_unopened(&closed.desk.id, Code::HeaderOlder);
    assert_eq!(report.unwrap().header, HeaderState::Previous);
    closed.is_all_there(&closed.open(by_passphrase()).unwrap());
    closed.is_all_there(&closed.open(by_passphrase()).unwrap());
}

#[test]
fn the_report_tells_what_is_there_and_no_name() {
    let closed = Closed::new();
    let canary = closed.file("canary receipt of Aina.pdf");
    fs::write(&canary, b"not its own").unwrap();
    let length = fs::metadata(closed.file("vault.db")).unwrap().len();
    let report =
        closed.desk.machine.diagnostics_unopened(&closed.desk.id, Code::DatabaseBroken).unwrap();
    assert_eq!(report.files.get("vault.db"), Some(&length));
    assert_eq!((report.header, report.opens), (HeaderState::Whole, Some(OpenMode::Passphrase)));
    assert_eq!(report.others, 1, "counted and not named");
    assert!(report.schema > 0 && !report.cipher.is_empty());
    let text = diagnostics::text(&report).unwrap();
    let secret = ["canary", "Aina", &closed.desk.id, PASSPHRASE, "profiles"];
    assert!(secret.iter().all(|secret| !text.contains(secret)), "{text}");
}

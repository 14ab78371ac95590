//! What comes in from elsewhere when the power goes: a backup, an archive, another
//! copy, and what a damaged file still has.
use super::{Stage, done, play};
use crate::desk::{
    Desk, PASSPHRASE, add_settled, another_copy, as_it_was, by_passphrase, copy_folder, desk,
    holds, names,
};
use app::views::{ComeBackRequest, MergeRequest, OpenMode, RestoreAs};
use app::{Error, Session, archives, integrity, unwatched};
use fault::{Code, Coded};
use std::fs;
use std::path::Path;
use std::sync::Arc;

const PAGE: usize = 4096;

#[test]
fn while_restoring() {
    if let Some(stage) = Stage::handed_over() {
        fs::create_dir_all(stage.folder.join("data")).unwrap();
        drop(restore(&stage).unwrap());
        return done("restored");
    }
    let desk = desk();
    let session = desk.open();
    let (id, file) = (add_settled(&session), desk.backup(&session));
    let (_empty, stage) = empty(&desk.id, &file);
    play("power::arrivals::while_restoring", &stage, |stage, said| {
        fs::create_dir_all(stage.folder.join("data")).unwrap();
        let profiles = stage.machine().view().unwrap().profiles.len();
        assert!(profiles >= said.len(), "what was said to be restored is there");
        let again = if profiles > 0 { Err(Code::ProfileHere) } else { told(restore(stage)) };
        let session = match again {
            Ok(session) => session,
            // One that had come whole takes its place before the second try.
            Err(code) => {
                assert_eq!(code, Code::ProfileHere);
                stage.open()
            }
        };
        assert!(holds(&session, &id), "half a profile is not listed, and a second try brings it");
    });
}

fn told<T>(result: Result<T, Error>) -> Result<T, Code> {
    result.map_err(|error| error.code())
}

fn restore(stage: &Stage) -> Result<Session, Error> {
    let request = as_it_was(by_passphrase(), RestoreAs::Move);
    stage.machine().restore(Path::new(&stage.given), request, &unwatched, Arc::new(|_| {}))
}

/// A machine that has nothing, where what lies in a file is to arrive.
fn empty(profile: &str, file: &Path) -> (tempfile::TempDir, Stage) {
    let folder = tempfile::tempdir().unwrap();
    let (profile, given) = (profile.to_owned(), file.display().to_string());
    let stage = Stage { folder: folder.path().to_owned(), profile, given };
    (folder, stage)
}

#[test]
fn while_an_archive_comes_back() {
    if let Some(stage) = Stage::handed_over() {
        fs::create_dir_all(stage.folder.join("data")).unwrap();
        drop(come_back(&stage).unwrap());
        return done("came back");
    }
    let desk = desk();
    let session = desk.open();
    let (id, file) = (add_settled(&session), desk.place().join("everything.tar"));
    archives::write(&session, &file, None, &unwatched).unwrap();
    let (_empty, stage) = empty("", &file);
    play("power::arrivals::while_an_archive_comes_back", &stage, |stage, said| {
        fs::create_dir_all(stage.folder.join("data")).unwrap();
        let listed = stage.machine().view().unwrap().profiles;
        assert!(listed.len() >= said.len(), "what was said to have come back is there");
        let session = match listed.first() {
            Some(profile) => {
                Stage { profile: profile.id.clone(), ..stage.after(&stage.folder) }.open()
            }
            None => come_back(stage).unwrap(),
        };
        assert!(holds(&session, &id), "half a profile is not listed, and a second try brings it");
    });
}

fn come_back(stage: &Stage) -> Result<Session, Error> {
    let (mode, passphrase) = (OpenMode::Passphrase, Some(PASSPHRASE.into()));
    let request = ComeBackRequest { archive_passphrase: None, name: None, mode, passphrase };
    stage.machine().come_back(Path::new(&stage.given), request, &unwatched, Arc::new(|_| {}))
}

#[test]
fn while_merging() {
    if let Some(stage) = Stage::handed_over() {
        let session = stage.open();
        merge(&stage, &session);
        done("merged");
        return session.close();
    }
    let desk = desk();
    let session = desk.open();
    let own = add_settled(&session);
    let (_there, file, theirs) = another_copy(&desk, &session);
    drop(session);
    let stage = Stage::of(&desk, &file.display().to_string());
    play("power::arrivals::while_merging", &stage, |stage, said| {
        let session = stage.open();
        assert!(holds(&session, &own), "what was here stays");
        let merged = holds(&session, &theirs);
        assert!(merged || said.is_empty(), "what was said to be merged is there");
        let whole = if merged { (2, 2) } else { (1, 1) };
        let found = integrity::check(&session).unwrap();
        assert_eq!((found.receipts, found.pictures), whole, "with its picture, or not at all");
        assert_eq!(merge(stage, &session) == 0, merged, "a second time merges what is missing");
        assert!(holds(&session, &theirs));
    });
}

/// How many actions were new.
fn merge(stage: &Stage, session: &Session) -> u32 {
    let request = MergeRequest { proof: by_passphrase(), archive_passphrase: None };
    let file = Path::new(&stage.given);
    stage.machine().merge(session, file, &request, &unwatched).unwrap().actions
}

#[test]
fn while_salvaging() {
    if let Some(stage) = Stage::handed_over() {
        return done(&salvage(&stage).unwrap());
    }
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    session.close();
    drop(session);
    let spoilt = spoil(&desk, &id);
    play("power::arrivals::while_salvaging", &Stage::of(&desk, &id), |stage, said| {
        let profile = stage.folder.join("data/profiles").join(&stage.profile);
        let is_it = |name: &String| fs::read(profile.join(name)).unwrap() == spoilt;
        assert!(names(&profile).iter().any(is_it), "the damaged one is there as it was");
        let saved = is_saved(stage);
        assert!(saved || said.is_empty(), "what was said to be saved is in its place");
        if !saved {
            salvage(stage).unwrap();
        }
        assert!(holds(&stage.open(), &id), "and by then what can be saved is");
    });
}

/// What the damaged one is called now.
fn salvage(stage: &Stage) -> Result<String, Error> {
    let saved = stage.machine().salvage(&stage.profile, by_passphrase(), &unwatched);
    saved.map(|saved| saved.kept_as)
}

/// Whether the profile opens with a whole file; it opens in any case.
fn is_saved(stage: &Stage) -> bool {
    let opened = stage.machine().open(&stage.profile, Some(PASSPHRASE.into()), Arc::new(|_| {}));
    integrity::check(&opened.unwrap()).is_ok()
}

/// Spoils one page of the closed database, of which something is lost, and not
/// the receipt; the bytes of what is left.
fn spoil(desk: &Desk, id: &str) -> Vec<u8> {
    let path = desk.profile().join("vault.db");
    let whole = fs::read(&path).unwrap();
    let spoilt = (1..whole.len() / PAGE).rev().map(|page| {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0xa5);
        bytes
    });
    for bytes in spoilt {
        fs::write(&path, &bytes).unwrap();
        let tried = tempfile::tempdir().unwrap();
        copy_folder(&desk.folder.path().join("data"), &tried.path().join("data"));
        let stage = Stage::of(desk, id).after(tried.path());
        let is_damaged = !is_saved(&stage);
        if is_damaged && salvage(&stage).is_ok() && holds(&stage.open(), id) {
            return bytes;
        }
    }
    panic!("some page is of something else than the receipt");
}

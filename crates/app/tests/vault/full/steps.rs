//! What is done when the disk is full, and what must stand afterwards.
use super::{SmallDisk, Step, failed_midway, report};
use crate::desk::{
    Desk, PASSPHRASE, add_settled, another_copy, by_kit, by_passphrase, copy_folder, desk, holds,
    names, sample_at, take,
};
use app::views::{
    ChangeModeRequest, ConfirmRequest, MergeRequest, OpenMode, ProgressStep, ProgressView,
    ReceiptEdits, RenewRequest,
};
use app::{Error, Machine, Session, backups, intake, integrity, receipts, retention, unwatched};
use money::{SystemClock, UuidSource};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::slice;
use std::sync::Arc;
use store::{Context, Store, table::merchant_clue};

const ANOTHER: &str = "another horse battery";

/// A desk with a confirmed receipt, closed.
fn with_one() -> (Desk, String) {
    let desk = desk();
    let id = add_settled(&desk.open());
    (desk, id)
}

fn confirmed(session: &Session) -> u32 {
    app::list::totals(session, "").unwrap().count
}

#[test]
fn while_opening() {
    const TEST: &str = "full::steps::while_opening";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let step = Step::of(&disk, &desk);
    let open = |pages| {
        disk.leave(pages);
        let words = desk.kit.clone();
        disk.machine().open_with_kit(&desk.id, words, Arc::new(|_| {})).map(drop)
    };
    failed_midway(TEST, &step.tried(open, |_| assert!(holds(&step.open(), &id))));
}

#[test]
fn while_confirming() {
    const TEST: &str = "full::steps::while_confirming";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let waiting = take(&desk.open(), "petrol.jpg");
    let step = Step::of(&disk, &desk);
    let confirm = |pages| {
        let session = step.open();
        disk.leave(pages);
        let (id, edits) = (waiting.clone(), ReceiptEdits::default());
        receipts::confirm(&session, &ConfirmRequest { id, edits, as_it_stands: true }).map(drop)
    };
    let failed = step.tried(confirm, |done| {
        let session = step.open();
        assert!(holds(&session, &id) && holds(&session, &waiting));
        assert_eq!(confirmed(&session), 1 + u32::from(done), "confirmed, or as it was");
    });
    failed_midway(TEST, &failed);
}

#[test]
fn while_taking_in() {
    const TEST: &str = "full::steps::while_taking_in";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let step = Step::of(&disk, &desk);
    let take_in = |pages| {
        let session = step.open();
        disk.leave(pages);
        let summary = intake::ingest_paths(&session, &[sample_at("petrol.jpg")])?;
        assert!(summary.refused.is_empty(), "a file is not at fault when the disk is full");
        Ok(())
    };
    let failed = step.tried(take_in, |done| {
        let session = step.open();
        assert!(holds(&session, &id));
        let found = integrity::check(&session).unwrap();
        assert_eq!(found.receipts, found.pictures, "each with its picture");
        assert!(found.receipts == 2 || !done, "what was taken in is there");
    });
    failed_midway(TEST, &failed);
}

/// A place for backups on the ordinary disk.
fn place() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Each backup that has the name of a whole one is whole.
fn are_whole(machine: &Machine, place: &Path, kit: &str) -> usize {
    let is_finished = |name: &String| name.ends_with(".quittance-backup");
    let finished: Vec<String> = names(place).into_iter().filter(is_finished).collect();
    for name in &finished {
        machine.check_backup(&place.join(name), by_kit(kit), &unwatched).unwrap();
    }
    finished.len()
}

#[test]
fn while_backing_up_from_it() {
    const TEST: &str = "full::steps::while_backing_up_from_it";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let (step, place) = (Step::of(&disk, &desk), place());
    let back_up = |pages| {
        let session = step.open();
        disk.leave(pages);
        backups::make(&session, place.path(), &unwatched).map(drop)
    };
    let failed = step.tried(back_up, |done| {
        assert!(holds(&step.open(), &id));
        let made = are_whole(&disk.machine(), place.path(), &desk.kit);
        assert!(made > 0 || !done, "what was said to be made is there");
        names(place.path()).iter().for_each(|it| fs::remove_file(place.path().join(it)).unwrap());
    });
    failed_midway(TEST, &failed);
}

#[test]
fn while_backing_up_onto_it() {
    const TEST: &str = "full::steps::while_backing_up_onto_it";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let step = Step::of(&disk, &desk);
    let open = || desk.machine.open_with_kit(&desk.id, desk.kit.clone(), Arc::new(|_| {})).unwrap();
    let back_up = |pages| {
        let session = open();
        disk.leave(pages);
        backups::make(&session, &disk.0, &unwatched).map(drop)
    };
    let failed = step.tried(back_up, |done| {
        assert!(holds(&open(), &id));
        let left = names(&disk.0);
        let made = are_whole(&desk.machine, &disk.0, &desk.kit);
        assert_eq!(made, usize::from(done), "whole, or not there: {left:?}");
        assert_eq!(left.len(), made + 1, "and nothing beside what lay there before: {left:?}");
    });
    failed_midway(TEST, &failed);
}

#[test]
fn while_the_passphrase_changes() {
    const TEST: &str = "full::steps::while_the_passphrase_changes";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let step = Step::of(&disk, &desk);
    let change = |pages| {
        let session = step.open();
        disk.leave(pages);
        let (mode, passphrase) = (OpenMode::Passphrase, Some(ANOTHER.into()));
        let request = ChangeModeRequest { proof: by_passphrase(), mode, passphrase };
        disk.machine().change_mode(&session, request)
    };
    let failed = step.tried(change, |done| {
        let [old, new] = [PASSPHRASE, ANOTHER].map(|typed| step.opens_by(typed));
        assert_eq!((old, new), (!done, done), "one of the two opens it");
        assert!(holds(&step.open(), &id), "and the kit does");
    });
    report(TEST, &failed);
    assert!(!failed.is_empty(), "a header needs room");
}

#[test]
fn while_all_is_encrypted_anew() {
    const TEST: &str = "full::steps::while_all_is_encrypted_anew";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let step = Step::of(&disk, &desk);
    let renew = |pages| {
        disk.leave(pages);
        let request = RenewRequest { proof: by_kit(&desk.kit), passphrase: Some(ANOTHER.into()) };
        disk.machine().renew(&desk.id, request, &unwatched).map(drop)
    };
    let failed = step.tried(renew, |done| {
        let passphrase = if done { ANOTHER } else { PASSPHRASE };
        let session = disk.machine().open(&desk.id, Some(passphrase.into()), Arc::new(|_| {}));
        let session = super::is_good(session.unwrap());
        assert!(holds(&session, &id));
    });
    failed_midway(TEST, &failed);
}

/// A kill came between the new header and the new database's taking its place.
#[test]
fn while_what_was_begun_is_finished() {
    const TEST: &str = "full::steps::while_what_was_begun_is_finished";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let left = tempfile::tempdir().unwrap();
    let kill = |word: ProgressView| {
        if word.step == ProgressStep::Changing && word.done == 1 {
            copy_folder(&desk.folder.path().join("data"), &left.path().join("data"));
        }
        ControlFlow::Continue(())
    };
    let request = RenewRequest { proof: by_kit(&desk.kit), passphrase: Some(ANOTHER.into()) };
    desk.machine.renew(&desk.id, request, &kill).unwrap();
    let step = Step { before: left, ..Step::of(&disk, &desk) };
    let open = |pages| {
        disk.leave(pages);
        disk.machine().open(&desk.id, Some(ANOTHER.into()), Arc::new(|_| {})).map(drop)
    };
    let failed = step.tried(open, |_| {
        let session = disk.machine().open(&desk.id, Some(ANOTHER.into()), Arc::new(|_| {}));
        assert!(holds(&super::is_good(session.unwrap()), &id));
    });
    failed_midway(TEST, &failed);
}

#[test]
fn while_purging() {
    const TEST: &str = "full::steps::while_purging";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let session = desk.open();
    let gone = take(&session, "petrol.jpg");
    receipts::bin(&session, slice::from_ref(&gone)).unwrap();
    drop(session);
    let step = Step::of(&disk, &desk);
    let purge = |pages| {
        let session = step.open();
        disk.leave(pages);
        match holds(&session, &gone) {
            true => retention::purge(&session, slice::from_ref(&gone)).map(drop),
            // It went before the proof of it failed; opening has finished that.
            false => Ok(()),
        }
    };
    let failed = step.tried(purge, |done| {
        let session = step.open();
        assert!(holds(&session, &id), "the other one stays");
        assert!(!holds(&session, &gone) || !done, "what was said to be gone is");
    });
    failed_midway(TEST, &failed);
}

#[test]
fn while_merging() {
    const TEST: &str = "full::steps::while_merging";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let (_there, file, theirs) = another_copy(&desk, &desk.open());
    let step = Step::of(&disk, &desk);
    let merge = |pages| {
        let session = step.open();
        disk.leave(pages);
        let request = MergeRequest { proof: by_kit(&desk.kit), archive_passphrase: None };
        disk.machine().merge(&session, &file, &request, &unwatched).map(drop)
    };
    let failed = step.tried(merge, |done| {
        let session = step.open();
        assert!(holds(&session, &id));
        assert_eq!(holds(&session, &theirs), done, "merged, or nothing was");
        let left = names(&disk.0.join("data/profiles").join(&desk.id));
        assert!(!left.iter().any(|name| name.starts_with("snapshot")), "{left:?}");
    });
    failed_midway(TEST, &failed);
}

/// A file of the first release gets this one's tables.
#[test]
fn while_an_old_file_becomes_a_new_one() {
    const TEST: &str = "full::steps::while_an_old_file_becomes_a_new_one";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, old) = (desk(), tempfile::tempdir().unwrap());
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store/tests/fixtures");
    fs::copy(fixtures.join("schema-1.db"), old.path().join("vault.db")).unwrap();
    let step = Step { before: old, ..Step::of(&disk, &desk) };
    let open = || -> Result<Store, Error> {
        let context = Context { clock: Arc::new(SystemClock), ids: Arc::new(UuidSource) };
        Ok(Store::open(&disk.0.join("vault.db"), &[7; 32], context)?)
    };
    let migrate = |pages| {
        disk.leave(pages);
        open().map(drop)
    };
    let failed = step.tried(migrate, |_| {
        let store = open().unwrap();
        let known = store.read(merchant_clue::merchants).unwrap();
        assert_eq!(known, [("kedai ujian".to_owned(), 1)], "what was confirmed is there");
        store.check().unwrap();
    });
    failed_midway(TEST, &failed);
}

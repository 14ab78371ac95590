//! What is written into the vault when the disk is full, and what must stand afterwards.
use super::{SmallDisk, Step, confirmed, failed_midway, with_one};
use crate::desk::{another_copy, by_kit, desk, holds, names, sample_at, take};
use app::views::{ConfirmRequest, MergeRequest, ReceiptEdits};
use app::{Error, intake, integrity, receipts, retention, unwatched};
use money::{SystemClock, UuidSource};
use std::fs;
use std::path::Path;
use std::slice;
use std::sync::Arc;
use store::{Context, Store, table::merchant_clue};

#[test]
fn while_opening() {
    const TEST: &str = "full::records::while_opening";
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
    const TEST: &str = "full::records::while_confirming";
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
    const TEST: &str = "full::records::while_taking_in";
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

#[test]
fn while_purging() {
    const TEST: &str = "full::records::while_purging";
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
    const TEST: &str = "full::records::while_merging";
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
    const TEST: &str = "full::records::while_an_old_file_becomes_a_new_one";
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

//! Another passphrase and another key when the disk is full: the profile opens by the
//! old way or by the new one, and the kit opens it whatever happened.
use super::{SmallDisk, Step, failed_midway, with_one};
use crate::desk::{PASSPHRASE, by_kit, by_passphrase, copy_folder, holds};
use app::unwatched;
use app::views::{ChangeModeRequest, OpenMode, ProgressStep, ProgressView, RenewRequest};
use std::ops::ControlFlow;
use std::sync::Arc;

const ANOTHER: &str = "another horse battery";

#[test]
fn while_the_passphrase_changes() {
    const TEST: &str = "full::keys::while_the_passphrase_changes";
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
    failed_midway(TEST, &failed);
}

#[test]
fn while_all_is_encrypted_anew() {
    const TEST: &str = "full::keys::while_all_is_encrypted_anew";
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
    const TEST: &str = "full::keys::while_what_was_begun_is_finished";
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

//! Making backups: whole, or not there; by themselves, and as many as are kept.
use crate::desk::{add, by_kit, by_passphrase, code, desk, names, rename, stop};
use app::backups::{self, Plan};
use app::views::{ConfirmRequest, ProgressStep, ProofRequest, ReceiptEdits};
use app::{Session, kit, unwatched};
use fault::Code;
use std::cell::RefCell;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

#[test]
fn a_backup_is_made_checked_and_known() {
    let desk = desk();
    let session = desk.open();
    add(&session);
    let steps = RefCell::new(Vec::new());
    let watch = |progress: app::views::ProgressView| {
        assert!(progress.done <= progress.total, "{progress:?}");
        let mut steps = steps.borrow_mut();
        if steps.last() != Some(&progress.step) {
            steps.push(progress.step);
        }
        ControlFlow::Continue(())
    };
    let made = backups::make(&session, &desk.place(), &watch).unwrap();
    use ProgressStep::{Checking, Copying, Verifying, Writing};
    assert_eq!(steps.into_inner(), [Copying, Checking, Writing, Verifying]);
    assert!(made.name.starts_with("Aina ") && made.name.ends_with(".quittance-backup"));
    assert!(made.there && made.beside_vault && !made.opens_old_way, "{made:?}");
    assert_eq!(names(&desk.place()), [made.name.as_str()], "and nothing beside it");
    assert_eq!(backups::list(&session).unwrap(), std::slice::from_ref(&made));

    let file = desk.place().join(&made.name);
    let bytes = fs::read(&file).unwrap();
    assert!(bytes.len() > 100_000 && made.kib as usize >= bytes.len() / 1024);
    for plain in [&b"SQLite format 3"[..], b"parking", b"Aina"] {
        assert!(!bytes.windows(plain.len()).any(|window| window == plain), "it can be read");
    }
    for proof in [by_passphrase(), by_kit(&desk.kit)] {
        let content = desk.machine.check_backup(&file, proof, &unwatched).unwrap();
        assert_eq!((content.profile.as_str(), content.receipts, content.pictures), ("Aina", 1, 1));
    }
    let beside = names(desk.profile().parent().unwrap());
    assert_eq!(beside, [".lock", desk.id.as_str()], "what it was read into is gone");
    fs::remove_file(&file).unwrap();
    assert!(!backups::list(&session).unwrap()[0].there, "one that was taken away is said to be");
}

#[test]
fn what_is_no_backup_of_this_profile_says_what_it_is() {
    let desk = desk();
    let file = desk.backup(&desk.open());
    let whole = fs::read(&file).unwrap();
    let check = |proof: ProofRequest| code(desk.machine.check_backup(&file, proof, &unwatched));
    let wrong = ProofRequest { passphrase: Some("wrong horse".into()), kit: None };
    assert_eq!(check(wrong), Code::WrongPassphrase);
    assert_eq!(check(ProofRequest::default()), Code::WrongPassphrase);
    assert_eq!(check(by_kit(&crate::desk::desk().kit)), Code::WrongKit, "another profile's kit");
    for (bytes, expected) in [
        (whole[..whole.len() - 1].to_vec(), Code::BackupCut),
        (whole[..100].to_vec(), Code::BackupCut),
        ([whole.as_slice(), b"x"].concat(), Code::BackupDamaged),
        (fs::read(desk.profile().join("vault.db")).unwrap(), Code::NotABackup),
        (Vec::new(), Code::NotABackup),
    ] {
        fs::write(&file, bytes).unwrap();
        assert_eq!(check(by_passphrase()), expected);
    }
    let mut flipped = whole.clone();
    let late = flipped.len() - 50_000;
    flipped[late] ^= 1;
    fs::write(&file, flipped).unwrap();
    assert_eq!(check(by_passphrase()), Code::BackupDamaged);
    fs::remove_file(&file).unwrap();
    assert_eq!(check(by_passphrase()), Code::FileGone);
    fs::create_dir(&file).unwrap();
    assert_eq!(check(by_passphrase()), Code::NotABackup);
}

#[test]
fn one_that_is_stopped_or_refused_leaves_what_was_there() {
    let desk = desk();
    let session = desk.open();
    let file = desk.place().join("mine.quittance-backup");
    fs::write(&file, b"an older backup").unwrap();
    for step in [ProgressStep::Copying, ProgressStep::Writing, ProgressStep::Verifying] {
        let at = |progress: app::views::ProgressView| {
            if progress.step == step { stop(progress) } else { ControlFlow::Continue(()) }
        };
        assert_eq!(code(backups::make(&session, &file, &at)), Code::Cancelled, "{step:?}");
        assert_eq!(names(&desk.place()), ["mine.quittance-backup"], "{step:?} left something");
        assert_eq!(fs::read(&file).unwrap(), b"an older backup");
    }
    assert!(!desk.profile().join("snapshot.db").exists());
    let nowhere = desk.place().join("gone/mine.quittance-backup");
    assert_eq!(code(backups::make(&session, &nowhere, &unwatched)), Code::TargetDenied);
    assert!(backups::list(&session).unwrap().is_empty(), "none of them is known as a backup");
    backups::make(&session, &file, &unwatched).unwrap();
    assert!(desk.machine.check_backup(&file, by_passphrase(), &unwatched).is_ok(), "now it is one");
}

#[test]
fn what_a_kill_left_goes_with_the_next() {
    let desk = desk();
    let left = desk.place().join(".quittance-Ab12.part");
    fs::write(&left, b"half a backup").unwrap();
    fs::write(desk.profile().join("snapshot.db"), b"half a copy").unwrap();
    let session = desk.open();
    assert!(!desk.profile().join("snapshot.db").exists(), "at the next opening");
    desk.backup(&session);
    assert!(!left.exists(), "at the next backup to that place");
}

#[test]
fn a_full_disk_leaves_nothing_and_loses_nothing() {
    let desk = desk();
    let session = desk.open();
    add(&session);
    let small = desk.folder.path().join("small");
    fs::create_dir(&small).unwrap();
    let mount = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
        .arg(&small)
        .output();
    if !mount.is_ok_and(|mount| mount.status.success()) {
        return;
    }
    let refused = code(backups::make(&session, &small, &unwatched));
    let left = names(&small);
    assert!(std::process::Command::new("umount").arg(&small).status().unwrap().success());
    assert_eq!(refused, Code::DiskFull);
    assert!(left.is_empty(), "{left:?}");
    assert!(app::integrity::check(&session).is_ok(), "the vault is as it was");
}

#[test]
fn backups_make_themselves_and_as_many_are_kept_as_was_said() {
    let desk = desk();
    let session = desk.open();
    assert_eq!(backups::run_if_due(&session, &unwatched).unwrap(), None, "nobody asked for any");
    let plan = |every_days, keep| Plan { folder: desk.place(), every_days, keep };
    for refused in
        [plan(0, 1), plan(1, 0), plan(366, 1), Plan { folder: "/gone".into(), ..plan(1, 1) }]
    {
        assert_eq!(code(backups::set_plan(&session, Some(refused))), Code::InvalidValue);
    }
    backups::set_plan(&session, Some(plan(1, 2))).unwrap();
    assert_eq!(backups::plan(&session).unwrap().unwrap().folder, "backups", "no path for a face");
    fs::write(desk.place().join("Somebody's.quittance-backup"), b"not ours").unwrap();
    let mut made = Vec::new();
    for day in 0..5 {
        let backup = backups::run_if_due(&session, &unwatched).unwrap();
        made.push(backup.expect("a day has passed").name);
        assert_eq!(backups::run_if_due(&session, &unwatched).unwrap(), None, "day {day}, twice");
        desk.clock.forward(1);
    }
    let here = names(&desk.place());
    assert_eq!(here.len(), 3, "two of ours and nobody else's was removed: {here:?}");
    assert!(made[3..].iter().all(|name| here.contains(name)), "the newest two: {here:?}");
    assert_eq!(backups::list(&session).unwrap().len(), 2);
    backups::set_plan(&session, None).unwrap();
    assert_eq!(backups::run_if_due(&session, &unwatched).unwrap(), None);
    assert_eq!(names(&desk.place()).len(), 3, "what was made stays");
}

#[test]
fn one_that_is_due_waits_for_the_queue_and_ends_with_the_session() {
    let desk = desk();
    let session = desk.open();
    let plan = Plan { folder: desk.place(), every_days: 1, keep: 2 };
    backups::set_plan(&session, Some(plan)).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples/parking.jpg");
    app::intake::ingest_paths(&session, &[sample]).unwrap();
    let made = backups::run_when_idle(&session).unwrap().expect("the first is due");
    let file = desk.place().join(made.name);
    let content = desk.machine.check_backup(&file, by_passphrase(), &unwatched).unwrap();
    assert_eq!(content.receipts, 1);
    assert!(app::inbox::view(&session).unwrap().reading.is_empty(), "it was read before");
    desk.clock.forward(2);
    session.close();
    assert_eq!(code(backups::run_when_idle(&session)), Code::Cancelled, "nobody waits for it");
    assert_eq!(names(&desk.place()).len(), 1);
}

#[test]
fn a_new_passphrase_names_the_backups_that_open_with_the_old() {
    let desk = desk();
    let session = desk.open();
    desk.backup(&session);
    assert!(backups::of_an_older_key(&session).unwrap().is_empty());
    let request = app::views::ChangeModeRequest {
        proof: by_passphrase(),
        mode: app::views::OpenMode::Passphrase,
        passphrase: Some("another horse battery".into()),
    };
    desk.machine.change_mode(&session, request).unwrap();
    assert_eq!(backups::of_an_older_key(&session).unwrap().len(), 1);
    fs::remove_dir_all(desk.place()).unwrap();
    let away = backups::of_an_older_key(&session).unwrap();
    assert!(
        away.len() == 1 && !away[0].there,
        "a stick that is out opens the old way too: {away:?}"
    );
    assert!(kit::view(&session).is_ok(), "the session goes on");
    rename(&session, &add(&session), "after it");
}

/// Receipts without a picture of their own, confirmed.
fn confirmed(session: &Session, many: usize) {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples");
    let mut files: Vec<_> = fs::read_dir(samples).unwrap().map(|it| it.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == "jpg"));
    files.sort();
    files.truncate(many);
    let summary = app::intake::ingest_paths(session, &files).unwrap();
    app::intake::wait(session, &summary.receipts).unwrap();
    for id in summary.receipts {
        let request = ConfirmRequest { id, edits: ReceiptEdits::default(), as_it_stands: true };
        app::receipts::confirm(session, &request).unwrap();
    }
}

#[test]
fn a_place_is_asked_for_after_ten_receipts_until_there_is_one_or_never() {
    let desk = desk();
    let session = desk.open();
    confirmed(&session, 9);
    let asked = || app::inbox::view(&session).unwrap().offer_backup;
    assert!(!asked(), "there is little to lose");
    confirmed(&session, 10);
    assert!(asked());
    let plan = Plan { folder: desk.place(), every_days: 7, keep: 4 };
    backups::set_plan(&session, Some(plan)).unwrap();
    assert!(!asked(), "there is a plan");
    fs::remove_dir(desk.place()).unwrap();
    assert_eq!(
        backups::run_when_idle(&session).unwrap(),
        None,
        "a disk that is out once is no fault"
    );
    assert!(backups::run_when_idle(&session).is_err(), "out again, it is");
    backups::set_plan(&session, None).unwrap();
    assert!(asked());
    backups::decline_offer(&session).unwrap();
    assert!(!asked(), "never is an answer");
}

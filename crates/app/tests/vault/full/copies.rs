//! Whole files that leave and come back when the disk is full: they are there whole
//! under their name, or not at all.
use super::{SmallDisk, Step, confirmed, failed_midway, with_one};
use crate::desk::{PASSPHRASE, as_it_was, by_kit, empty_machine, holds, names};
use app::views::{ComeBackRequest, OpenMode, RestoreAs};
use app::{Error, Machine, archives, backups, integrity, unwatched};
use std::fs;
use std::path::Path;
use std::sync::Arc;

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
    const TEST: &str = "full::copies::while_backing_up_from_it";
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
    const TEST: &str = "full::copies::while_backing_up_onto_it";
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
fn while_an_archive_is_written_onto_it() {
    const TEST: &str = "full::copies::while_an_archive_is_written_onto_it";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let step = Step::onto(&disk, &desk);
    let open = || desk.machine.open_with_kit(&desk.id, desk.kit.clone(), Arc::new(|_| {})).unwrap();
    let target = disk.0.join("everything.tar");
    let leave = |pages| {
        let session = open();
        disk.leave(pages);
        archives::write(&session, &target, None, &unwatched).map(drop)
    };
    let failed = step.tried(leave, |done| {
        assert!(holds(&open(), &id));
        let left = names(&disk.0);
        assert_eq!(target.exists(), done, "whole, or not there: {left:?}");
        assert_eq!(left.len(), usize::from(done), "and nothing beside it: {left:?}");
        if done {
            let (_folder, machine) = empty_machine();
            assert!(holds(&come_back(&machine, &target).unwrap(), &id), "what is there comes back");
        }
    });
    failed_midway(TEST, &failed);
}

fn come_back(machine: &Machine, file: &Path) -> Result<app::Session, Error> {
    let request = ComeBackRequest {
        archive_passphrase: None,
        name: None,
        mode: OpenMode::Passphrase,
        passphrase: Some(PASSPHRASE.into()),
    };
    machine.come_back(file, request, &unwatched, Arc::new(|_| {}))
}

/// The one profile that there is, or none: nothing that was begun is left.
fn only_profile(disk: &SmallDisk) -> Option<String> {
    let profiles = disk.machine().view().unwrap().profiles;
    let folders = names(&disk.0.join("data/profiles"));
    let folders: Vec<&String> = folders.iter().filter(|name| !name.starts_with('.')).collect();
    assert_eq!(profiles.len(), folders.len(), "{folders:?}");
    assert!(profiles.len() <= 1, "{folders:?}");
    profiles.into_iter().next().map(|profile| profile.id)
}

#[test]
fn while_an_archive_comes_back() {
    const TEST: &str = "full::copies::while_an_archive_comes_back";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let file = desk.place().join("everything.tar");
    archives::write(&desk.open(), &file, None, &unwatched).unwrap();
    let step = Step::onto(&disk, &desk);
    let back = |pages| {
        let machine = disk.machine();
        disk.leave(pages);
        come_back(&machine, &file).map(drop)
    };
    let failed = step.tried(back, |done| {
        let profile = only_profile(&disk);
        assert_eq!(profile.is_some(), done, "a profile, or nothing of it");
        let Some(profile) = profile else { return };
        let machine = disk.machine();
        let session = machine.open(&profile, Some(PASSPHRASE.into()), Arc::new(|_| {}));
        assert!(holds(&super::is_good(session.unwrap()), &id));
    });
    failed_midway(TEST, &failed);
}

/// Onto a machine that has nothing.
fn restoring(test: &str, restore_as: RestoreAs) {
    let Some(disk) = SmallDisk::of(test) else { return };
    let (desk, id) = with_one();
    let file = desk.backup(&desk.open());
    let step = Step::onto(&disk, &desk);
    let restore = |pages| {
        let machine = disk.machine();
        disk.leave(pages);
        let request = as_it_was(by_kit(&desk.kit), restore_as);
        machine.restore(&file, request, &unwatched, Arc::new(|_| {})).map(drop)
    };
    let failed = step.tried(restore, |done| {
        assert_eq!(only_profile(&disk).is_some(), done, "a profile, or nothing of it");
        if done {
            assert!(holds(&step.open(), &id));
        }
    });
    failed_midway(test, &failed);
}

#[test]
fn while_a_backup_moves_in() {
    restoring("full::copies::while_a_backup_moves_in", RestoreAs::Move);
}

#[test]
fn while_a_backup_is_copied_in() {
    restoring("full::copies::while_a_backup_is_copied_in", RestoreAs::Copy);
}

/// In the place of a profile that is here: it opens as it did until the other one does.
#[test]
fn while_a_backup_takes_the_place_of_what_is_here() {
    const TEST: &str = "full::copies::while_a_backup_takes_the_place_of_what_is_here";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let file = desk.backup(&desk.open());
    let later = crate::desk::take(&desk.open(), "petrol.jpg");
    let step = Step::of(&disk, &desk);
    let restore = |pages| {
        let machine = disk.machine();
        disk.leave(pages);
        let mut request = as_it_was(by_kit(&desk.kit), RestoreAs::Move);
        request.set_aside = true;
        machine.restore(&file, request, &unwatched, Arc::new(|_| {})).map(drop)
    };
    let failed = step.tried(restore, |done| {
        let session = step.open();
        assert!(holds(&session, &id));
        assert_eq!(holds(&session, &later), !done, "the one that was here, or the one that came");
    });
    failed_midway(TEST, &failed);
}

#[test]
fn while_it_is_salvaged() {
    const TEST: &str = "full::copies::while_it_is_salvaged";
    let Some(disk) = SmallDisk::of(TEST) else { return };
    let (desk, id) = with_one();
    let step = Step::of(&disk, &desk);
    let salvage = |pages| {
        let machine = disk.machine();
        disk.leave(pages);
        machine.salvage(&desk.id, by_kit(&desk.kit), &unwatched).map(drop)
    };
    let failed = step.tried(salvage, |done| {
        let words = desk.kit.clone();
        let session = disk.machine().open_with_kit(&desk.id, words, Arc::new(|_| {})).unwrap();
        integrity::check(&session).unwrap();
        assert!(integrity::view(&session).unwrap().shortened.is_empty(), "nothing is missing");
        assert!(holds(&session, &id));
        assert_eq!(confirmed(&session), 1);
        let left = names(&disk.0.join("data/profiles").join(&desk.id));
        let kept = left.iter().any(|name| name.starts_with("damaged-"));
        assert!(kept || !done, "the damaged one stays beside it: {left:?}");
        assert!(!left.iter().any(|name| name.starts_with("snapshot")), "{left:?}");
    });
    failed_midway(TEST, &failed);
}

//! A profile removed for good, in one go or in two.
use crate::world::{PASSPHRASE, World, code};
use fault::Code;
use std::fs;
use std::path::PathBuf;

#[test]
fn nothing_of_it_is_left_and_the_others_stay() {
    let world = World::without_keychain();
    let (id, ..) = world.make("Aina", Some(PASSPHRASE));
    let (other, ..) = world.make("Other", Some(PASSPHRASE));
    drop(world.open(&id, Some("wrong guess")));
    fs::write(world.folder_of(&id).join("header.previous"), b"an older header").unwrap();
    assert_eq!(world.remove(&id).unwrap().keychain_left, None);
    assert!(!world.folder_of(&id).exists());
    assert_eq!(code(world.open(&id, Some(PASSPHRASE))), Code::ProfileMissing);
    assert_eq!(code(world.remove(&id)), Code::ProfileMissing, "twice");
    assert!(world.open(&other, Some(PASSPHRASE)).is_ok());
}

/// A whole profile beside one of the same id, as restoring a backup leaves it.
fn set_aside(world: &World, id: &str, moment: i64) -> PathBuf {
    let aside = world.folder_of(id).with_file_name(format!("{id}.set-aside-{moment}"));
    fs::create_dir(&aside).unwrap();
    for entry in fs::read_dir(world.folder_of(id)).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), aside.join(entry.file_name())).unwrap();
    }
    aside
}

#[test]
fn what_was_set_aside_of_it_goes_too_and_of_others_stays() {
    let world = World::without_keychain();
    let (id, ..) = world.make("Aina", Some(PASSPHRASE));
    let (other, ..) = world.make("Other", Some(PASSPHRASE));
    let aside = [1_700_000_000, 1_800_000_000].map(|moment| set_aside(&world, &id, moment));
    let of_other = set_aside(&world, &other, 1_700_000_000);
    world.remove(&id).unwrap();
    assert!(aside.iter().all(|folder| !folder.exists()), "each is a whole vault of hers");
    assert!(of_other.join("header").exists() && of_other.join("vault.db").exists());
}

#[test]
fn what_was_set_aside_goes_though_a_crash_came_between() {
    let world = World::without_keychain();
    for headers_gone in [false, true] {
        let (id, ..) = world.make("Aina", Some(PASSPHRASE));
        let aside = set_aside(&world, &id, 1_700_000_000);
        fs::write(world.folder_of(&id).join("unfinished"), b"").unwrap();
        if headers_gone {
            fs::remove_file(world.folder_of(&id).join("header")).unwrap();
            fs::remove_file(aside.join("header")).unwrap();
        }
        assert_eq!(code(world.open(&id, Some(PASSPHRASE))), Code::ProfileMissing);
        assert!(!aside.exists() && !world.folder_of(&id).exists(), "{headers_gone}");
    }
}

#[test]
fn an_open_one_is_not_removed_beneath_its_user() {
    let world = World::without_keychain();
    let (id, ..) = world.make("Aina", Some(PASSPHRASE));
    let opened = world.open(&id, Some(PASSPHRASE)).unwrap();
    assert_eq!(code(world.remove(&id)), Code::ProfileInUse);
    assert!(world.folder_of(&id).join("header").exists(), "nothing was begun");
    drop(opened);
    assert!(world.open(&id, Some(PASSPHRASE)).is_ok());
}

/// What a crash leaves after each step: the mark, then the headers, then files.
#[test]
fn what_a_crash_left_of_a_removal_goes_with_the_next_opening() {
    let world = World::without_keychain();
    let (other, ..) = world.make("Other", Some(PASSPHRASE));
    for gone in [&[][..], &["header"], &["header", "vault.db"], &["header", "vault.db", "label"]] {
        let (id, ..) = world.make("Aina", Some(PASSPHRASE));
        let folder = world.folder_of(&id);
        fs::write(folder.join("unfinished"), b"").unwrap();
        gone.iter().for_each(|name| fs::remove_file(folder.join(name)).unwrap());
        assert_eq!(world.names(), ["Other"], "half a profile is not listed");
        assert_eq!(code(world.open(&id, Some(PASSPHRASE))), Code::ProfileMissing);
        assert!(!folder.exists(), "and goes: {gone:?}");
    }
    assert!(world.open(&other, Some(PASSPHRASE)).is_ok());
}

//! A profile removed for good, in one go or in two.
use crate::world::{PASSPHRASE, World, code};
use fault::Code;
use std::fs;

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

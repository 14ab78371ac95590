//! Profiles that a real keychain opens: as it should be, lost, locked, absent.
use crate::keyring_session::{self, Keyring, enter};
use crate::world::{NoKeychain, PASSPHRASE, World, code};
use app::profiles::Repair;
use app::views::OpenMode;
use fault::Code;
use secret::{Key, OsKeychain};
use std::fs;

#[test]
fn the_keychain_opens_it_without_asking() {
    if !enter("keychain::the_keychain_opens_it_without_asking", Keyring::Unlocked) {
        return;
    }
    let world = World::with(OsKeychain::default());
    let (id, key, _) = world.make("Aina", None);
    let opened = world.open(&id, None).unwrap();
    assert_eq!(opened.db_key().expose(), &key, "the desktop login is all it takes");
    assert_eq!(opened.view().mode, OpenMode::Keychain);
    drop(opened);
    drop(world.begin("Given up", None).unwrap());
    assert_eq!(world.folders(), 1, "one that is given up goes");
    let (second, other, _) = world.make("Second", None);
    assert_ne!(key, other, "every profile has its own key");
    assert_eq!(world.open(&second, None).unwrap().db_key().expose(), &other);
}

#[test]
fn a_lost_entry_is_named_and_mended_by_the_kit() {
    if !enter("keychain::a_lost_entry_is_named_and_mended_by_the_kit", Keyring::Unlocked) {
        return;
    }
    let world = World::with(OsKeychain::default());
    let (id, key, kit) = world.make("Aina", None);
    let header = fs::read(world.folder_of(&id).join("header")).unwrap();

    assert_eq!(
        world.open_with_kit(&id, &kit).unwrap().repair(),
        Repair::NotNeeded,
        "the entry is well"
    );
    assert_eq!(
        fs::read(world.folder_of(&id).join("header")).unwrap(),
        header,
        "so nothing is rewritten"
    );

    world.keychain.delete(&id).unwrap();
    assert_eq!(code(world.open(&id, None)), Code::KeychainEntryGone);
    assert_eq!(
        code(world.open(&id, None)),
        Code::KeychainEntryGone,
        "asking did not make a new key"
    );
    let opened = world.open_with_kit(&id, &kit).unwrap();
    assert_eq!((opened.db_key().expose(), opened.repair()), (&key, Repair::Done));
    drop(opened);
    assert_eq!(world.open(&id, None).unwrap().db_key().expose(), &key, "it opens by itself again");

    world.keychain.store(&id, &Key::copy_from(&[5; 32])).unwrap();
    assert_eq!(code(world.open(&id, None)), Code::KeychainEntryWrong);
    assert_eq!(world.open_with_kit(&id, &kit).unwrap().repair(), Repair::Done);
    assert_eq!(
        world.open(&id, None).unwrap().db_key().expose(),
        &key,
        "mended again, the data key the same"
    );
    assert!(!world.folder_of(&id).join("header.previous").exists(), "the old wrap is gone");
}

#[test]
fn a_locked_keychain_is_left_alone() {
    if !enter("keychain::a_locked_keychain_is_left_alone", Keyring::Unlocked) {
        return;
    }
    let world = World::with(OsKeychain::default());
    let (id, key, kit) = world.make("Aina", None);
    let header = fs::read(world.folder_of(&id).join("header")).unwrap();
    keyring_session::lock();
    assert_eq!(code(world.open(&id, None)), Code::KeychainDenied, "locked is not lost");
    let opened = world.open_with_kit(&id, &kit).unwrap();
    assert_eq!(
        (opened.db_key().expose(), opened.repair()),
        (&key, Repair::NotNow(Code::KeychainDenied))
    );
    assert_eq!(
        fs::read(world.folder_of(&id).join("header")).unwrap(),
        header,
        "its entry is still the right one"
    );
    assert_eq!(code(world.begin("Second", None)), Code::KeychainDenied);
    assert_eq!(world.folders(), 1, "what was refused left nothing");
}

#[test]
fn without_a_keychain_the_kit_still_opens() {
    if !enter("keychain::without_a_keychain_the_kit_still_opens", Keyring::Unlocked) {
        return;
    }
    let mut world = World::with(OsKeychain::default());
    let (id, key, kit) = world.make("Aina", None);
    world.keychain = Box::new(NoKeychain);
    assert_eq!(code(world.open(&id, None)), Code::KeychainMissing);
    let opened = world.open_with_kit(&id, &kit).unwrap();
    assert_eq!(
        (opened.db_key().expose(), opened.repair()),
        (&key, Repair::NotNow(Code::KeychainMissing))
    );
}

#[test]
fn a_keychain_in_memory_gets_no_profile() {
    if !enter("keychain::a_keychain_in_memory_gets_no_profile", Keyring::Unlocked) {
        return;
    }
    let session = "objpath:/org/freedesktop/secrets/collection/session";
    keyring_session::service_call("SetAlias", &["string:default", session]);
    let world = World::with(OsKeychain::default());
    assert_eq!(
        code(world.begin("Aina", None)),
        Code::KeychainMissing,
        "it would be lost at the next login"
    );
    assert_eq!(world.folders(), 0);
    world.make("Aina", Some(PASSPHRASE));
    assert_eq!(world.names(), ["Aina"], "a passphrase does without");
}

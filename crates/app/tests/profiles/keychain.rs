//! Profiles that a real keychain opens: as it should be, lost, locked, absent.
use crate::keyring_session::{self, Keyring, enter};
use crate::world::{NoKeychain, PASSPHRASE, World, code};
use app::profiles::{Proof, Repair};
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

/// A disk that is not there now, or files that somebody moved: no crash left that.
#[test]
fn a_folder_whose_files_are_away_keeps_its_entry() {
    if !enter("keychain::a_folder_whose_files_are_away_keeps_its_entry", Keyring::Unlocked) {
        return;
    }
    let world = World::with(OsKeychain::default());
    let (id, key, _) = world.make("Aina", None);
    let (folder, away) = (world.folder_of(&id), world.folder_of("away"));
    fs::rename(&folder, &away).unwrap();
    fs::create_dir(&folder).unwrap();
    world.make("Next", None);
    assert_eq!(world.names(), ["Next"]);
    fs::remove_dir(&folder).unwrap();
    fs::rename(&away, &folder).unwrap();
    assert_eq!(world.open(&id, None).unwrap().db_key().expose(), &key, "its key was kept");
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
        Code::KeychainVolatile,
        "it would be lost at the next login"
    );
    assert_eq!(world.folders(), 0);
    world.make("Aina", Some(PASSPHRASE));
    assert_eq!(world.names(), ["Aina"], "a passphrase does without");
}

#[test]
fn each_mode_becomes_each_other_and_the_old_way_goes() {
    if !enter("keychain::each_mode_becomes_each_other_and_the_old_way_goes", Keyring::Unlocked) {
        return;
    }
    let world = World::with(OsKeychain::default());
    let (id, key, kit) = world.make("Aina", None);
    let first = world.keychain.read(&id).unwrap();
    let old_header = fs::read(world.folder_of(&id).join("header")).unwrap();
    let (none, typed) = (Proof::default(), Proof::passphrase(Some(PASSPHRASE.into())));

    world.change(&id, &none, OpenMode::TwoFactor, Some(PASSPHRASE)).unwrap();
    assert_eq!(code(world.open(&id, None)), Code::WrongPassphrase, "the login alone is too little");
    assert_eq!(code(world.open(&id, Some("wrong guess"))), Code::WrongPassphrase);
    let opened = world.open(&id, Some(PASSPHRASE)).unwrap();
    assert_eq!((opened.db_key().expose(), opened.view().mode), (&key, OpenMode::TwoFactor));
    drop(opened);
    assert!(!first.matches(&world.keychain.read(&id).unwrap()), "the keychain has a new secret");
    let header = world.folder_of(&id).join("header");
    let new_header = fs::read(&header).unwrap();
    fs::write(&header, old_header).unwrap();
    assert_eq!(code(world.open(&id, None)), Code::KeychainEntryWrong, "an old header put back");
    fs::write(&header, new_header).unwrap();

    world.change(&id, &typed, OpenMode::Passphrase, Some("another one")).unwrap();
    assert!(world.keychain.read(&id).is_err(), "the keychain has no part in it any more");
    assert_eq!(code(world.open(&id, Some(PASSPHRASE))), Code::WrongPassphrase);
    let another = Proof::passphrase(Some("another one".into()));
    world.change(&id, &another, OpenMode::Keychain, None).unwrap();
    assert_eq!(world.open(&id, None).unwrap().db_key().expose(), &key, "never encrypted anew");
    assert_eq!(world.open_with_kit(&id, &kit).unwrap().db_key().expose(), &key, "the kit's way");
    assert!(!world.folder_of(&id).join("header.previous").exists(), "the old header is gone");
}

#[test]
fn two_factor_needs_its_keychain_and_the_kit_gives_a_way_back() {
    if !enter(
        "keychain::two_factor_needs_its_keychain_and_the_kit_gives_a_way_back",
        Keyring::Unlocked,
    ) {
        return;
    }
    let mut world = World::with(OsKeychain::default());
    let (id, key, kit) = world.make("Aina", None);
    world.change(&id, &Proof::default(), OpenMode::TwoFactor, Some(PASSPHRASE)).unwrap();
    world.keychain.delete(&id).unwrap();
    for _ in 0..8 {
        let gone = code(world.open(&id, Some(PASSPHRASE)));
        assert_eq!(gone, Code::KeychainEntryGone, "which half is missing, and it costs no try");
    }
    let kit = Proof::kit(kit);
    assert_eq!(world.open_by(&id, &kit).unwrap().repair(), Repair::NotNeeded);
    world.change(&id, &kit, OpenMode::TwoFactor, Some("another one")).unwrap();
    assert_eq!(world.open(&id, Some("another one")).unwrap().db_key().expose(), &key);
    keyring_session::lock();
    assert_eq!(code(world.open(&id, Some("another one"))), Code::KeychainDenied);
    world.keychain = Box::new(NoKeychain);
    assert_eq!(code(world.open(&id, Some("another one"))), Code::KeychainMissing);
    let refused = world.change(&id, &kit, OpenMode::Keychain, None);
    assert_eq!(code(refused), Code::KeychainMissing, "nothing is entrusted to no keychain");
    world.change(&id, &kit, OpenMode::Passphrase, Some("portable now")).unwrap();
    assert_eq!(world.open(&id, Some("portable now")).unwrap().db_key().expose(), &key);
}

/// The two states that a kill between keychain and header leaves.
#[test]
fn a_change_that_was_killed_opens_the_old_way_or_the_new() {
    if !enter("keychain::a_change_that_was_killed_opens_the_old_way_or_the_new", Keyring::Unlocked)
    {
        return;
    }
    let world = World::with(OsKeychain::default());
    let (id, key, _) = world.make("Aina", None);
    let (next, old) = (format!("{id}.next"), world.keychain.read(&id).unwrap());
    world.keychain.store(&next, &Key::copy_from(&[9; 32])).unwrap();
    assert_eq!(world.open(&id, None).unwrap().db_key().expose(), &key, "before the header");

    world.change(&id, &Proof::default(), OpenMode::TwoFactor, Some(PASSPHRASE)).unwrap();
    assert!(world.keychain.read(&next).is_err(), "the passing name is gone");
    let new = world.keychain.read(&id).unwrap();
    world.keychain.store(&id, &old).unwrap();
    world.keychain.store(&next, &new).unwrap();
    assert_eq!(code(world.open(&id, Some("wrong guess"))), Code::WrongPassphrase);
    let opened = world.open(&id, Some(PASSPHRASE)).unwrap();
    assert_eq!(opened.db_key().expose(), &key, "after the header, before the keychain");
    assert!(new.matches(&world.keychain.read(&id).unwrap()), "and it is settled then");
    assert!(world.keychain.read(&next).is_err());
}

#[test]
fn a_removed_profile_leaves_nothing_in_the_keychain() {
    if !enter("keychain::a_removed_profile_leaves_nothing_in_the_keychain", Keyring::Unlocked) {
        return;
    }
    let world = World::with(OsKeychain::default());
    let (id, ..) = world.make("Aina", None);
    let (locked, ..) = world.make("Locked", None);
    assert_eq!(world.remove(&id).unwrap().keychain_left, None);
    assert!(world.keychain.read(&id).is_err(), "the secret went first");
    keyring_session::lock();
    let left = world.remove(&locked).unwrap().keychain_left;
    assert_eq!(left, Some(Code::KeychainDenied), "it says what stays");
    assert_eq!(world.folders(), 0, "and removes the rest");
}

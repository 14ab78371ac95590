//! Another way to open, another passphrase, another name.
use crate::world::{PASSPHRASE, World, code};
use app::profiles::{self, Proof};
use app::views::{OpenMode, ProfileColour};
use fault::Code;
use std::fs;

fn typed(passphrase: &str) -> Proof {
    Proof::passphrase(Some(passphrase.to_owned()))
}

#[test]
fn a_new_passphrase_takes_the_old_ones_place_and_nothing_is_encrypted_anew() {
    let world = World::without_keychain();
    let (id, key, kit) = world.make("Aina", Some(PASSPHRASE));
    let database = fs::read(world.folder_of(&id).join("vault.db")).unwrap();
    world.change(&id, &typed(PASSPHRASE), OpenMode::Passphrase, Some("another one")).unwrap();
    assert_eq!(code(world.open(&id, Some(PASSPHRASE))), Code::WrongPassphrase, "the old one");
    assert_eq!(world.open(&id, Some("another one")).unwrap().db_key().expose(), &key);
    assert_eq!(world.open_with_kit(&id, &kit).unwrap().db_key().expose(), &key, "the kit's way");
    assert_eq!(fs::read(world.folder_of(&id).join("vault.db")).unwrap(), database);
    assert!(!world.folder_of(&id).join("header.previous").exists(), "the old header is gone");
    world.change(&id, &Proof::kit(kit), OpenMode::Passphrase, Some("a third one")).unwrap();
    assert!(world.open(&id, Some("a third one")).is_ok(), "whoever forgot it has the kit");
}

#[test]
fn what_is_refused_changes_nothing() {
    let world = World::without_keychain();
    let (id, ..) = world.make("Aina", Some(PASSPHRASE));
    let header = fs::read(world.folder_of(&id).join("header")).unwrap();
    let opened = world.open(&id, Some(PASSPHRASE)).unwrap();
    let change = |proof: Proof, mode, passphrase: Option<&str>| {
        let passphrase = passphrase.map(|typed| typed.to_owned().into());
        code(opened.change_mode(&proof, mode, passphrase, &world.clock, &*world.keychain))
    };
    let portable = OpenMode::Passphrase;
    for (refused, expected) in [
        (change(typed("wrong guess"), portable, Some("another one")), Code::WrongPassphrase),
        (change(Proof::default(), portable, Some("another one")), Code::WrongPassphrase),
        (change(typed(PASSPHRASE), portable, Some("short")), Code::PassphraseTooShort),
        (change(typed(PASSPHRASE), portable, None), Code::PassphraseTooShort),
        (change(typed(PASSPHRASE), OpenMode::Keychain, None), Code::KeychainMissing),
        (
            change(typed(PASSPHRASE), OpenMode::TwoFactor, Some("another one")),
            Code::KeychainMissing,
        ),
        (change(Proof::kit("no such words".into()), portable, Some("another one")), Code::WrongKit),
    ] {
        assert_eq!(refused, expected);
    }
    drop(opened);
    assert_eq!(fs::read(world.folder_of(&id).join("header")).unwrap(), header);
    assert!(world.open(&id, Some(PASSPHRASE)).is_ok(), "it opens as before");
}

#[test]
fn a_header_that_cannot_be_written_leaves_the_old_one() {
    let world = World::without_keychain();
    let (id, ..) = world.make("Aina", Some(PASSPHRASE));
    for beside in ["header.previous.new", "header.new"] {
        let in_the_way = world.folder_of(&id).join(beside);
        fs::create_dir(&in_the_way).unwrap();
        let refused =
            world.change(&id, &typed(PASSPHRASE), OpenMode::Passphrase, Some("another one"));
        assert_eq!(code(refused), Code::VaultReadOnly, "{beside}");
        fs::remove_dir(&in_the_way).unwrap();
        assert_eq!(code(world.open(&id, Some("another one"))), Code::WrongPassphrase);
        assert!(world.open(&id, Some(PASSPHRASE)).is_ok(), "{beside}: it opens as before");
    }
}

#[test]
fn guessing_at_a_change_is_slowed_as_at_the_door() {
    let world = World::without_keychain();
    let (id, ..) = world.make("Aina", Some(PASSPHRASE));
    let opened = world.open(&id, Some(PASSPHRASE)).unwrap();
    let guess = |passphrase: &str| {
        let new = Some("another one".to_owned().into());
        let mode = OpenMode::Passphrase;
        opened.change_mode(&typed(passphrase), mode, new, &world.clock, &*world.keychain)
    };
    for _ in 1..=5 {
        assert_eq!(code(guess("wrong guess")), Code::WrongPassphrase);
    }
    assert_eq!(code(guess(PASSPHRASE)), Code::TryLater, "an unlocked desktop is no way around");
    world.clock.forward(5);
    assert!(guess(PASSPHRASE).is_ok());
}

#[test]
fn a_name_and_a_colour_are_kept_and_names_stay_apart() {
    let world = World::without_keychain();
    let (id, ..) = world.make("Aina", Some(PASSPHRASE));
    world.make("Household", Some(PASSPHRASE));
    let opened = world.open(&id, Some(PASSPHRASE)).unwrap();
    let rename = |name: &str, colour| profiles::rename(&id, name, colour, &world.dir());
    rename("Aina Rahman", Some(ProfileColour::Teal)).unwrap();
    let view = opened.view();
    assert_eq!((view.name.as_str(), view.colour), ("Aina Rahman", ProfileColour::Teal));
    rename("aina rahman", None).unwrap();
    assert_eq!(opened.view().colour, ProfileColour::Teal, "only what is said changes");
    assert_eq!(code(rename(" HOUSEHOLD", None)), Code::ProfileName, "two could not be told apart");
    assert_eq!(code(rename("two\nlines", None)), Code::ProfileName);
    assert_eq!(code(profiles::rename("no id", "Name", None, &world.dir())), Code::ProfileMissing);
    drop(opened);
    assert_eq!(world.open(&id, Some(PASSPHRASE)).unwrap().view().name, "aina rahman");
}

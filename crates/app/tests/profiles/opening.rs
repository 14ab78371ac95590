//! Making, opening and losing profiles that ask no keychain.
use crate::world::{Forgetful, PASSPHRASE, World, code};
use app::profiles::{self, DataDir, Error};
use app::views::OpenMode;
use fault::{Code, Coded};
use std::{fs, path::Path};

#[test]
fn a_profile_opens_with_its_passphrase_and_nothing_else() {
    let world = World::without_keychain();
    let (id, key, kit) = world.make("Aina", Some(PASSPHRASE));
    let opened = world.open(&id, Some(PASSPHRASE)).unwrap();
    assert_eq!(opened.db_key().expose(), &key, "the key that the database was made with");
    assert_eq!(opened.view().name, "Aina");
    assert_eq!(opened.database(), world.folder_of(&id).join("vault.db"));
    drop(opened);
    assert_eq!(code(world.open(&id, Some("Eight or more"))), Code::WrongPassphrase);
    assert_eq!(code(world.open(&id, None)), Code::WrongPassphrase, "no passphrase is none");
    assert_eq!(
        world.open_with_kit(&id, &kit).unwrap().db_key().expose(),
        &key,
        "the kit opens the same"
    );
    let other = world.make("Other", Some(PASSPHRASE)).2;
    assert_eq!(code(world.open_with_kit(&id, &other)), Code::WrongKit, "another profile's kit");
    assert_eq!(code(world.open("no id", None)), Code::ProfileMissing);
    assert_eq!(code(world.open(&id.replace(&id[..8], "00000000"), None)), Code::ProfileMissing);
}

#[test]
fn what_cannot_be_made_leaves_nothing() {
    let world = World::without_keychain();
    let taken = "Taken".to_owned();
    world.make(&taken, Some(PASSPHRASE));
    for (name, passphrase, expected) in [
        ("", Some(PASSPHRASE), Code::ProfileName),
        ("a\nb", Some(PASSPHRASE), Code::ProfileName),
        ("taken ", Some(PASSPHRASE), Code::ProfileName),
        ("short", Some("seven77"), Code::PassphraseTooShort),
        ("none", None, Code::KeychainMissing),
    ] {
        assert_eq!(code(world.begin(name, passphrase)), expected, "{name:?}");
    }
    let endless = "x".repeat(100_000);
    let error = world.begin("long", Some(&endless)).err().unwrap();
    assert_eq!((error.code(), error.about()), (Code::InvalidValue, Some("passphrase".into())));
    assert_eq!(
        (world.folders(), world.names()),
        (1, vec![taken]),
        "a refused profile left something"
    );
}

#[test]
fn a_profile_that_is_not_finished_is_taken_back() {
    let world = World::without_keychain();
    let made = world.begin("Half", Some(PASSPHRASE)).unwrap();
    fs::write(made.database(), b"half a database").unwrap();
    assert!(world.names().is_empty(), "it is not listed before it is whole");
    drop(made);
    assert_eq!(world.folders(), 0, "and nothing of it is left");
}

#[test]
fn what_a_crash_left_is_never_listed_and_goes_with_the_next() {
    let world = World::without_keychain();
    let made = world.begin("Crashed", Some(PASSPHRASE)).unwrap();
    let folder = made.database().parent().unwrap().to_owned();
    // A process that dies runs no destructors, but the system takes its locks:
    // what is on the disk then is copied under an id of its own.
    let left = world.profiles().join("0197a000-0000-7000-8000-000000000001");
    copy_files(&folder, &left);
    let empty = world.profiles().join("0197a000-0000-7000-8000-000000000002");
    fs::create_dir(&empty).unwrap();
    assert!(world.names().is_empty(), "half a profile must not be offered");
    assert_eq!(
        code(world.open("0197a000-0000-7000-8000-000000000001", Some(PASSPHRASE))),
        Code::ProfileMissing
    );
    assert!(folder.exists(), "one that is being made right now is not taken for a leftover");
    made.finish().unwrap();
    world.make("Next", Some(PASSPHRASE));
    assert!(!left.exists(), "the leftovers are gone");
    assert!(empty.exists(), "what says nothing of itself may be the place of a disk");
    assert_eq!(world.names().len(), 2, "{:?}", world.names());
}

fn copy_files(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn one_process_at_a_time_has_it_open() {
    let world = World::without_keychain();
    let (id, _, kit) = world.make("Aina", Some(PASSPHRASE));
    let opened = world.open(&id, Some(PASSPHRASE)).unwrap();
    assert_eq!(code(world.open(&id, Some(PASSPHRASE))), Code::ProfileInUse);
    assert_eq!(code(world.open_with_kit(&id, &kit)), Code::ProfileInUse);
    drop(opened);
    assert!(world.open(&id, Some(PASSPHRASE)).is_ok(), "closing lets go of it");
}

#[test]
fn guessing_is_slowed_across_restarts() {
    let world = World::without_keychain();
    let (id, ..) = world.make("Aina", Some(PASSPHRASE));
    for guess in 1..=5 {
        assert_eq!(
            code(world.open(&id, Some("wrong guess"))),
            Code::WrongPassphrase,
            "guess {guess} is free"
        );
    }
    let wait = world.open(&id, Some(PASSPHRASE)).err().unwrap();
    assert_eq!(
        (wait.code(), wait.about()),
        (Code::TryLater, Some("5".into())),
        "even the right one has to wait"
    );
    world.clock.forward(4);
    assert_eq!(code(world.open(&id, Some(PASSPHRASE))), Code::TryLater, "one second is left");
    world.clock.forward(1);
    assert_eq!(code(world.open(&id, Some("wrong guess"))), Code::WrongPassphrase);
    let wait = world.open(&id, Some(PASSPHRASE)).err().unwrap();
    assert_eq!(wait.about(), Some("10".into()), "the wait doubles");
    world.clock.forward(-1_000_000);
    assert_eq!(
        code(world.open(&id, Some(PASSPHRASE))),
        Code::TryLater,
        "setting the clock back is no way around"
    );
    world.clock.forward(10);
    assert!(world.open(&id, Some(PASSPHRASE)).is_ok(), "nor does it keep the owner out for days");
    assert_eq!(
        code(world.open(&id, Some("wrong guess"))),
        Code::WrongPassphrase,
        "the right one starts afresh"
    );
}

#[test]
fn the_kit_does_not_have_to_wait() {
    let world = World::without_keychain();
    let (id, _, kit) = world.make("Aina", Some(PASSPHRASE));
    fs::write(world.folder_of(&id).join("tries"), r#"{"wrong":40,"last":"2026-11-22T08:00:00Z"}"#)
        .unwrap();
    assert_eq!(code(world.open(&id, Some(PASSPHRASE))), Code::TryLater);
    assert!(world.open_with_kit(&id, &kit).is_ok(), "128 random bits cannot be guessed");
}

#[test]
fn the_list_is_by_last_opening_and_survives_its_labels() {
    let world = World::without_keychain();
    let (first, ..) = world.make("First", Some(PASSPHRASE));
    world.clock.forward(1);
    let (second, ..) = world.make("Second", Some(PASSPHRASE));
    assert_eq!(world.names(), ["Second", "First"]);
    world.clock.forward(1);
    world.open(&first, Some(PASSPHRASE)).unwrap();
    assert_eq!(world.names(), ["First", "Second"], "the one opened last comes first");
    for damage in [&b""[..], b"{", b"\xff\xff", br#"{"name":1}"#] {
        fs::write(world.folder_of(&second).join("label"), damage).unwrap();
        let listed = profiles::list(&world.dir()).unwrap();
        assert_eq!(listed[1].name, second[..8], "a profile must not vanish with its label");
        assert_eq!(listed[1].mode, OpenMode::Passphrase, "how it opens stands in the header");
    }
    assert!(world.open(&second, Some(PASSPHRASE)).is_ok(), "and it still opens");
    fs::write(world.profiles().join("stray file"), b"").unwrap();
    fs::create_dir(world.profiles().join("some folder")).unwrap();
    assert_eq!(world.names().len(), 2, "what is no profile is not listed");
    assert!(
        profiles::list(&DataDir::at(Path::new("/nonexistent/quittance"))).unwrap().is_empty(),
        "the first start"
    );
}

#[test]
fn damage_and_moved_folders_are_named() {
    let world = World::without_keychain();
    let (id, ..) = world.make("Aina", Some(PASSPHRASE));
    let (other, ..) = world.make("Other", Some(PASSPHRASE));
    let header = world.folder_of(&id).join("header");
    let whole = fs::read(&header).unwrap();
    fs::copy(world.folder_of(&other).join("header"), &header).unwrap();
    assert_eq!(
        code(world.open(&id, Some(PASSPHRASE))),
        Code::HeaderDamaged,
        "another profile's header"
    );
    for damage in [&b""[..], &whole[..100], b"SQLite format 3\0"] {
        fs::write(&header, damage).unwrap();
        assert_eq!(
            code(world.open(&id, Some(PASSPHRASE))),
            Code::HeaderDamaged,
            "not a wrong passphrase"
        );
    }
    fs::remove_file(&header).unwrap();
    assert_eq!(
        code(world.open(&id, Some(PASSPHRASE))),
        Code::HeaderDamaged,
        "a lost header is not made anew"
    );
    assert!(!header.exists(), "never a new key over old data");
    fs::write(&header, &whole).unwrap();
    assert!(
        world.open(&id, Some(PASSPHRASE)).is_ok(),
        "damage counts as no wrong try and changes nothing"
    );
}

#[cfg(unix)]
#[test]
fn other_users_see_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::without_keychain();
    let (id, ..) = world.make("Aina", Some(PASSPHRASE));
    drop(world.open(&id, Some("wrong guess")));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&world.profiles()), 0o700);
    assert_eq!(mode(&world.folder_of(&id)), 0o700);
    for file in ["header", "label", "lock", "tries"] {
        assert_eq!(mode(&world.folder_of(&id).join(file)), 0o600, "{file}");
    }
}

#[test]
fn no_secret_is_readable_in_the_folder() {
    let world = World::without_keychain();
    let (id, key, kit) = world.make("Aina", Some(PASSPHRASE));
    drop(world.open(&id, Some("wrong guess")));
    for entry in fs::read_dir(world.folder_of(&id)).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(
            !has(&key)
                && !has(PASSPHRASE.as_bytes())
                && !has(kit.as_bytes())
                && !has(b"wrong guess")
        );
    }
}

#[test]
fn a_keychain_that_forgets_gets_no_profile() {
    let world = World::with(Forgetful);
    assert_eq!(code(world.begin("Aina", None)), Code::KeychainVolatile, "it gave back another key");
    assert_eq!(world.folders(), 0, "nothing is left");
}

#[test]
fn a_full_or_closed_disk_is_said() {
    let world = World::without_keychain();
    fs::write(world.profiles(), b"a file where the folder belongs").unwrap();
    assert_eq!(code(world.begin("Aina", Some(PASSPHRASE))), Code::VaultReadOnly);
    if Path::new("/dev/full").exists() {
        let full = Error::File(fs::write("/dev/full", b"x").unwrap_err());
        assert_eq!(full.code(), Code::DiskFull, "the user can make room, not permissions");
    }
}

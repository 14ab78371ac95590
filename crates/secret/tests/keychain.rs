//! The keychain against a real gnome-keyring, each test in its own session.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod keyring_session;

use fault::{Code, Coded};
use keyring_session::{Keyring, enter, lock, run_in_fresh_process, service_call};
use secret::{Key, Keychain, KeychainError, KeychainState, OsKeychain};
use std::time::{Duration, Instant};

fn keychain() -> OsKeychain {
    OsKeychain::new("quittance-test").with_limit(Duration::from_secs(20))
}

#[test]
fn a_key_is_kept_replaced_and_deleted() {
    if !enter("a_key_is_kept_replaced_and_deleted", Keyring::Unlocked) {
        return;
    }
    assert_eq!(keychain().state(), KeychainState::Ready, "an unlocked default collection is ready");
    keychain().store("one", &Key::copy_from(&[1; 32])).unwrap();
    keychain().store("two", &Key::copy_from(&[2; 32])).unwrap();
    assert_eq!(keychain().read("one").unwrap().expose(), &[1; 32], "names must not be mixed up");
    keychain().store("one", &Key::copy_from(&[3; 32])).unwrap();
    assert_eq!(
        keychain().read("one").unwrap().expose(),
        &[3; 32],
        "the newer key replaces the older"
    );
    keychain().delete("one").unwrap();
    let gone = keychain().read("one").unwrap_err();
    assert_eq!(
        gone.code(),
        Code::KeychainEntryGone,
        "{gone:?}: a deleted entry is gone, not denied"
    );
    assert!(
        matches!(keychain().delete("one"), Err(KeychainError::EntryGone)),
        "deleting twice says so"
    );
    assert_eq!(keychain().read("two").unwrap().expose(), &[2; 32], "the other entry stays");
}

#[test]
fn another_process_reads_what_was_stored() {
    if !enter("another_process_reads_what_was_stored", Keyring::Unlocked) {
        return;
    }
    keychain().store("across", &Key::copy_from(&[7; 32])).unwrap();
    assert!(
        run_in_fresh_process("the_other_process"),
        "what only the storing process can read is no keychain"
    );
}

#[test]
#[ignore = "the second half of another_process_reads_what_was_stored"]
fn the_other_process() {
    assert_eq!(keychain().read("across").unwrap().expose(), &[7; 32], "the other process's key");
}

#[test]
fn without_a_bus_the_keychain_is_missing() {
    if !enter("without_a_bus_the_keychain_is_missing", Keyring::NoBus) {
        return;
    }
    assert_eq!(keychain().state(), KeychainState::Missing, "no session bus, no keychain");
    for error in [
        keychain().store("one", &Key::copy_from(&[1; 32])).unwrap_err(),
        keychain().read("one").map(drop).unwrap_err(),
        keychain().delete("one").unwrap_err(),
    ] {
        assert_eq!(error.code(), Code::KeychainMissing, "{error:?}");
    }
}

#[test]
fn a_service_without_a_collection_is_missing() {
    if !enter("a_service_without_a_collection_is_missing", Keyring::NoCollection) {
        return;
    }
    assert_eq!(keychain().state(), KeychainState::Missing, "there is nowhere to keep a key");
    let error = keychain().store("one", &Key::copy_from(&[1; 32])).unwrap_err();
    assert_eq!(error.code(), Code::KeychainMissing, "{error:?}");
}

#[test]
fn a_locked_collection_is_denied_and_keeps_its_entry() {
    if !enter("a_locked_collection_is_denied_and_keeps_its_entry", Keyring::Unlocked) {
        return;
    }
    keychain().store("one", &Key::copy_from(&[1; 32])).unwrap();
    lock();
    let started = Instant::now();
    assert_eq!(keychain().state(), KeychainState::Locked, "a locked collection is there");
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "asking for the state must not wait for a prompt"
    );
    let denied = keychain().read("one").unwrap_err();
    assert_eq!(denied.code(), Code::KeychainDenied, "{denied:?}: a locked entry is not a lost one");
    let denied = keychain().store("two", &Key::copy_from(&[2; 32])).unwrap_err();
    assert_eq!(denied.code(), Code::KeychainDenied, "{denied:?}");
}

#[test]
fn a_keychain_in_memory_is_not_accepted() {
    if !enter("a_keychain_in_memory_is_not_accepted", Keyring::Unlocked) {
        return;
    }
    service_call(
        "SetAlias",
        &["string:default", "objpath:/org/freedesktop/secrets/collection/session"],
    );
    assert_eq!(
        keychain().state(),
        KeychainState::Volatile,
        "the session collection dies with the session"
    );
    let error = keychain().store("one", &Key::copy_from(&[1; 32])).unwrap_err();
    assert!(
        matches!(error, KeychainError::Volatile),
        "{error:?}: a key there is lost at the next login"
    );
    assert_eq!(error.code(), Code::KeychainVolatile, "one that forgets is told from none");
}

#[test]
fn an_entry_that_is_no_key_is_told_apart() {
    if !enter("an_entry_that_is_no_key_is_told_apart", Keyring::Unlocked) {
        return;
    }
    let planted = keyring::Entry::new("quittance-test", "one").unwrap();
    for bytes in [&b""[..], b"short", &[0; 33]] {
        planted.set_secret(bytes).unwrap();
        let wrong = keychain().read("one").unwrap_err();
        assert_eq!(wrong.code(), Code::KeychainEntryWrong, "{} bytes: {wrong:?}", bytes.len());
    }
}

#[test]
fn a_service_that_restarts_is_met_again() {
    if !enter("a_service_that_restarts_is_met_again", Keyring::Unlocked) {
        return;
    }
    keychain().store("one", &Key::copy_from(&[1; 32])).unwrap();
    let script = "printf 'test\\n' | gnome-keyring-daemon --replace --unlock --components=secrets >/dev/null; sleep 1";
    assert!(
        std::process::Command::new("sh").args(["-c", script]).status().unwrap().success(),
        "the service restarts"
    );
    assert_eq!(
        keychain().read("one").unwrap().expose(),
        &[1; 32],
        "an old connection must not be held on to"
    );
}

//! Another kit, another data key, and kills on the way there.
use crate::desk::{
    PASSPHRASE, add, by_kit, by_passphrase, code, copy_folder, desk, holds, merchant, rename, stop,
};
use app::views::{KitState, ProgressStep, RecoveryKitView, RenewRequest};
use app::{Machine, kit, renewal, unwatched};
use fault::Code;
use std::cell::RefCell;
use std::fs;
use std::ops::ControlFlow;
use std::sync::Arc;

fn two(kit: &RecoveryKitView) -> [String; 2] {
    kit.prove.map(|position| kit.words[position as usize - 1].clone())
}

#[test]
fn a_new_kit_takes_the_old_ones_place_once_it_is_proven() {
    let desk = desk();
    let session = desk.open();
    let backup = desk.backup(&session);
    let new = renewal::begin(&session).unwrap();
    let words = new.words.join(" ");
    assert_ne!(words, desk.kit);
    assert_eq!(kit::view(&session).unwrap().words, new.words, "it is what is shown from now on");
    let replace = |typed: &[String; 2]| desk.machine.replace_kit(&session, by_passphrase(), typed);
    assert_eq!(code(replace(&["wrong".into(), "words".into()])), Code::WrongKit);
    let open = |words: &str| desk.machine.open_with_kit(&desk.id, words.into(), Arc::new(|_| {}));
    drop(session);
    assert_eq!(code(open(&words)), Code::WrongKit, "it opens nothing before it is proven");
    assert!(open(&desk.kit).is_ok(), "the old one does");

    let session = desk.open();
    let old = desk.machine.replace_kit(&session, by_passphrase(), &two(&new)).unwrap();
    assert_eq!(old.len(), 1, "the backup that the old kit opens is named");
    assert!(kit::view(&session).is_err(), "no words are kept");
    drop(session);
    assert_eq!(code(open(&desk.kit)), Code::WrongKit);
    assert!(open(&words).is_ok());
    assert!(!desk.profile().join("header.previous").exists(), "the old header is gone");
    assert!(desk.machine.check_backup(&backup, by_kit(&desk.kit), &unwatched).is_ok());
}

#[test]
fn a_kit_that_is_withdrawn_opens_nothing() {
    let desk = desk();
    let session = desk.open();
    let new = renewal::begin(&session).unwrap();
    kit::withdraw(&session).unwrap();
    assert_eq!(kit::view(&session).unwrap().words.join(" "), desk.kit, "the first one is shown");
    let replaced = desk.machine.replace_kit(&session, by_passphrase(), &two(&new));
    assert_eq!(code(replaced), Code::NotFound);
}

#[test]
fn a_kit_that_was_begun_before_is_not_shown_after_encrypting_anew() {
    let desk = desk();
    let session = desk.open();
    let abandoned = renewal::begin(&session).unwrap();
    drop(session);
    let request = RenewRequest { proof: by_passphrase(), passphrase: None };
    let new = desk.machine.renew(&desk.id, request, &unwatched).unwrap();
    let open =
        |words: &[String]| desk.machine.open_with_kit(&desk.id, words.join(" "), Arc::new(|_| {}));
    assert_eq!(code(open(&abandoned.words)), Code::WrongKit);
    let session = open(&new.words).unwrap();
    assert_eq!(kit::view(&session).unwrap().words, new.words, "what is printed has to open it");
    assert_eq!(kit::state(&session).unwrap(), KitState::Unproven);
}

#[test]
fn everything_is_encrypted_anew_and_the_old_ways_open_nothing() {
    let desk = desk();
    let session = desk.open();
    let id = add(&session);
    rename(&session, &id, "Kedai Kenari");
    drop(session);
    let old = desk.folder.path().join("old");
    copy_folder(&desk.profile(), &old);
    let request = RenewRequest { proof: by_passphrase(), passphrase: None };
    let new = desk.machine.renew(&desk.id, request, &unwatched).unwrap();

    let open = |words: &str| desk.machine.open_with_kit(&desk.id, words.into(), Arc::new(|_| {}));
    assert_eq!(code(open(&desk.kit)), Code::WrongKit);
    let session = open(&new.words.join(" ")).unwrap();
    assert_eq!(kit::view(&session).unwrap().words, new.words, "shown until it is proven");
    assert_eq!(merchant(&session, &id).as_deref(), Some("Kedai Kenari"));
    let state = app::integrity::view(&session).unwrap();
    assert_eq!(state, app::views::IntegrityView::default(), "nothing is missing");
    app::integrity::check(&session).unwrap();
    drop(session);
    assert_eq!(merchant(&desk.open(), &id).as_deref(), Some("Kedai Kenari"), "by the passphrase");
    let left = crate::desk::names(&desk.profile());
    assert!(
        left.iter().all(|name| !name.contains("next") && !name.contains("previous")),
        "{left:?}"
    );

    let (header, present) = (fs::read(old.join("header")).unwrap(), desk.profile().join("header"));
    fs::write(&present, header).unwrap();
    let put_back = desk.machine.open(&desk.id, Some(PASSPHRASE.into()), Arc::new(|_| {}));
    assert_eq!(code(put_back), Code::DatabaseForeign, "an old header opens no new database");
}

#[test]
fn with_the_kit_a_new_passphrase_is_wanted() {
    let desk = desk();
    let renew = |passphrase: Option<&str>| {
        let passphrase = passphrase.map(str::to_owned);
        desk.machine.renew(
            &desk.id,
            RenewRequest { proof: by_kit(&desk.kit), passphrase },
            &unwatched,
        )
    };
    assert_eq!(code(renew(None)), Code::PassphraseTooShort);
    drop(desk.open());
    renew(Some("another horse battery")).unwrap();
    let open = |typed: &str| desk.machine.open(&desk.id, Some(typed.into()), Arc::new(|_| {}));
    assert_eq!(code(open(PASSPHRASE)), Code::WrongPassphrase);
    assert!(open("another horse battery").is_ok());
}

#[test]
fn one_that_is_stopped_changes_nothing() {
    let desk = desk();
    let session = desk.open();
    let request = RenewRequest { proof: by_passphrase(), passphrase: None };
    let open = desk.machine.renew(&desk.id, request.clone(), &unwatched);
    assert_eq!(code(open), Code::ProfileInUse, "not beneath its user");
    let id = add(&session);
    drop(session);
    let before = fs::read(desk.profile().join("header")).unwrap();
    use ProgressStep::{Changing, Checking, Copying, Rebuilding};
    for step in [Copying, Rebuilding, Checking, Changing] {
        let at = |progress: app::views::ProgressView| {
            if progress.step == step { stop(progress) } else { ControlFlow::Continue(()) }
        };
        assert_eq!(code(desk.machine.renew(&desk.id, request.clone(), &at)), Code::Cancelled);
        assert_eq!(fs::read(desk.profile().join("header")).unwrap(), before, "{step:?}");
        assert!(!desk.profile().join("vault.db.next").exists(), "{step:?} left a copy");
        assert!(holds(&desk.open(), &id));
    }
}

/// What is on the disk at each step is what a kill there leaves: the old kit
/// opens it before the header was replaced, the new one from there on.
#[test]
fn a_kill_at_any_step_leaves_a_profile_that_opens() {
    let desk = desk();
    let session = desk.open();
    let id = add(&session);
    rename(&session, &id, "Kedai Kenari");
    drop(session);
    let kills = RefCell::new(Vec::new());
    let watch = |progress: app::views::ProgressView| {
        let left = tempfile::tempdir().unwrap();
        copy_folder(&desk.folder.path().join("data"), &left.path().join("data"));
        kills.borrow_mut().push((progress, left));
        ControlFlow::Continue(())
    };
    let request = RenewRequest { proof: by_passphrase(), passphrase: None };
    let new = desk.machine.renew(&desk.id, request, &watch).unwrap().words.join(" ");
    let kills = kills.into_inner();
    assert!(kills.len() >= 8, "{} moments", kills.len());
    for (progress, left) in kills {
        let committed = progress.step == ProgressStep::Changing && progress.done > 0;
        let machine = Machine::at(&left.path().join("data")).unwrap();
        let by_words =
            |words: &str| machine.open_with_kit(&desk.id, words.into(), Arc::new(|_| {}));
        let (right, wrong) = if committed { (&new, &desk.kit) } else { (&desk.kit, &new) };
        assert_eq!(code(by_words(wrong)), Code::WrongKit, "{progress:?}");
        let session = by_words(right).unwrap();
        assert_eq!(merchant(&session, &id).as_deref(), Some("Kedai Kenari"), "{progress:?}");
        assert!(app::integrity::view(&session).unwrap().shortened.is_empty(), "{progress:?}");
        rename(&session, &id, "After the kill");
        app::integrity::check(&session).unwrap();
        drop(session);
        let session = machine.open(&desk.id, Some(PASSPHRASE.into()), Arc::new(|_| {})).unwrap();
        assert_eq!(merchant(&session, &id).as_deref(), Some("After the kill"));
        let files = crate::desk::names(&left.path().join("data/profiles").join(&desk.id));
        assert!(files.iter().all(|name| !name.contains("next")), "{progress:?}: {files:?}");
    }
}

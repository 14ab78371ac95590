//! What concerned the keys of a profile is kept, and only added to.
use crate::desk::{as_it_was, by_kit, by_passphrase, code, desk, empty_machine};
use app::views::SecurityKind::{
    FailedUnlock, KitReplaced, ModeChanged, OpenedWithKit, PassphraseChanged, Renewed, Restored,
};
use app::views::{ChangeModeRequest, OpenMode, RenewRequest, RestoreAs, SecurityKind};
use app::{Session, renewal, security, unwatched};
use fault::Code;
use std::sync::Arc;

fn kinds(session: &Session) -> Vec<(SecurityKind, u32)> {
    let events = security::list(session).unwrap();
    events.into_iter().map(|event| (event.kind, event.count)).collect()
}

#[test]
fn wrong_passphrases_are_told_with_the_next_right_one() {
    let desk = desk();
    assert!(kinds(&desk.open()).is_empty(), "an opening as usual is nothing to tell");
    let open =
        |typed: &str| desk.machine.open(&desk.id, Some(typed.into()), Arc::new(|_| {})).map(drop);
    for _ in 0..3 {
        assert_eq!(code(open("wrong horse")), Code::WrongPassphrase);
    }
    let by_kit = desk.machine.open_with_kit(&desk.id, desk.kit.clone(), Arc::new(|_| {})).unwrap();
    assert_eq!(kinds(&by_kit), [(OpenedWithKit, 1)], "the kit does not end the row");
    drop(by_kit);
    assert_eq!(kinds(&desk.open()), [(FailedUnlock, 3), (OpenedWithKit, 1)], "the latest first");
    assert_eq!(kinds(&desk.open()).len(), 2, "and told once");
}

#[test]
fn every_change_of_the_keys_is_kept_in_its_order() {
    let desk = desk();
    let session = desk.open();
    let change = |passphrase: &str| ChangeModeRequest {
        proof: by_passphrase(),
        mode: OpenMode::Passphrase,
        passphrase: Some(passphrase.into()),
    };
    let refused = desk.machine.change_mode(&session, change("short"));
    assert_eq!(code(refused), Code::PassphraseTooShort);
    assert!(kinds(&session).is_empty(), "what was refused did not happen");
    desk.machine.change_mode(&session, change(crate::desk::PASSPHRASE)).unwrap();
    let new = renewal::begin(&session).unwrap();
    let typed = new.prove.map(|at| new.words[at as usize - 1].clone());
    desk.machine.replace_kit(&session, by_passphrase(), &typed).unwrap();
    assert_eq!(kinds(&session), [(KitReplaced, 1), (PassphraseChanged, 1)]);
    drop(session);
    let request = RenewRequest { proof: by_passphrase(), passphrase: None };
    desk.machine.renew(&desk.id, request, &unwatched).unwrap();
    assert_eq!(kinds(&desk.open()), [(Renewed, 1), (KitReplaced, 1), (PassphraseChanged, 1)]);
    assert_ne!(kinds(&desk.open())[0].0, ModeChanged, "it opens the way it did");
}

#[test]
fn a_restored_profile_says_that_it_was() {
    let desk = desk();
    let file = desk.backup(&desk.open());
    let (_folder, empty) = empty_machine();
    let request = as_it_was(by_kit(&desk.kit), RestoreAs::Move);
    let session = empty.restore(&file, request, &unwatched, Arc::new(|_| {})).unwrap();
    assert_eq!(kinds(&session), [(Restored, 1)]);
}

#[test]
fn the_list_does_not_grow_without_end() {
    let desk = desk();
    for _ in 0..205 {
        drop(desk.machine.open_with_kit(&desk.id, desk.kit.clone(), Arc::new(|_| {})).unwrap());
    }
    assert_eq!(kinds(&desk.open()).len(), 200, "the oldest go");
}

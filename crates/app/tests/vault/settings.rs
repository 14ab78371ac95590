//! What the settings show of a profile, and change in it.
use crate::desk::{
    PASSPHRASE, add, add_settled, as_it_was, by_kit, by_passphrase, code, desk, empty_machine,
    names, stop,
};
use app::backups::{self, Plan};
use app::lock::{self, Occasion};
use app::views::{
    KitState, Layout, ListingView, LockView, OpenMode, Page, PlaceView, ProofRequest, RenewRequest,
    RestoreAs, RoundView, Sort, SortBy,
};
use app::{kit, place, receipts, removal, renewal, retention, unwatched};
use fault::Code;
use std::fs;
use std::slice;
use std::sync::Arc;

fn two(words: &str, prove: [u32; 2]) -> [String; 2] {
    prove.map(|at| words.split(' ').nth(at as usize - 1).unwrap().to_owned())
}

#[test]
fn one_view_says_how_a_profile_is_kept() {
    let desk = desk();
    let session = desk.open();
    let view = desk.machine.vault(&session).unwrap();
    assert_eq!((view.profile.name.as_str(), view.profile.mode), ("Aina", OpenMode::Passphrase));
    assert_eq!((view.kit, view.backups.len(), view.plan), (KitState::Unproven, 0, None));
    assert_eq!(view.lock, LockView::default(), "it does not lock by itself unasked");

    let shown = kit::view(&session).unwrap();
    kit::prove(&session, &two(&desk.kit, shown.prove)).unwrap();
    assert_eq!(kit::state(&session).unwrap(), KitState::Proven);
    renewal::begin(&session).unwrap();
    assert_eq!(kit::state(&session).unwrap(), KitState::Replacing);
    kit::withdraw(&session).unwrap();
    assert_eq!(kit::state(&session).unwrap(), KitState::Proven, "the one that was proven opens");

    let plan = Plan { folder: desk.place(), every_days: 7, keep: 4 };
    backups::set_plan(&session, Some(plan)).unwrap();
    let plan = desk.machine.vault(&session).unwrap().plan.unwrap();
    assert!(plan.there && plan.beside_vault, "on the one disk there is: {plan:?}");
    fs::remove_dir(desk.place()).unwrap();
    let plan = backups::plan(&session).unwrap().unwrap();
    assert!(!plan.there, "a stick that was pulled out is said to be gone");
}

#[test]
fn a_known_backup_is_checked_without_a_word_and_says_what_it_lacks() {
    let desk = desk();
    let session = desk.open();
    add(&session);
    let file = desk.backup(&session);
    let id = backups::list(&session).unwrap()[0].id.clone();
    let content = backups::verify(&session, &id, &unwatched).unwrap();
    assert_eq!((content.profile.as_str(), content.receipts), ("Aina", 1));
    assert_eq!(code(backups::verify(&session, &id, &stop)), Code::Cancelled);
    let left = names(&desk.profile());
    assert!(left.iter().all(|name| !name.contains(".part")), "what it was read into: {left:?}");

    let mut bytes = fs::read(&file).unwrap();
    let late = bytes.len() - 50_000;
    bytes[late] ^= 1;
    fs::write(&file, &bytes).unwrap();
    assert_eq!(code(backups::verify(&session, &id, &unwatched)), Code::BackupDamaged);
    fs::write(&file, &bytes[..100]).unwrap();
    assert_eq!(code(backups::verify(&session, &id, &unwatched)), Code::BackupCut);
    fs::remove_file(&file).unwrap();
    assert_eq!(code(backups::verify(&session, &id, &unwatched)), Code::FileGone);
    assert_eq!(code(backups::verify(&session, "another", &unwatched)), Code::NotFound);

    backups::forget_known(&session, &id).unwrap();
    assert!(backups::list(&session).unwrap().is_empty(), "it is off the list");
    assert_eq!(code(backups::forget_known(&session, &id)), Code::NotFound, "and only once");
}

#[test]
fn a_backup_that_opens_the_old_way_is_made_anew_in_its_place() {
    let desk = desk();
    let session = desk.open();
    let file = desk.backup(&session);
    let words = renewal::begin(&session).unwrap();
    let typed = two(&words.words.join(" "), words.prove);
    let old = desk.machine.replace_kit(&session, by_passphrase(), &typed).unwrap();
    assert_eq!(code(backups::remake(&session, &old[0].id, &stop)), Code::Cancelled);
    let check = |words: &str| desk.machine.check_backup(&file, by_kit(words), &unwatched);
    assert!(check(&desk.kit).is_ok(), "one that was stopped leaves what was there");
    let made = backups::remake(&session, &old[0].id, &unwatched).unwrap();
    assert!(!made.opens_old_way);
    assert_eq!(names(&desk.place()), [made.name.as_str()], "the old one is no more");
    assert_eq!(code(check(&desk.kit)), Code::WrongKit);
    assert!(check(&words.words.join(" ")).is_ok());
    assert_eq!(backups::list(&session).unwrap(), [made], "it is known once");
}

#[test]
fn a_file_that_is_chosen_says_what_opens_it_before_anything_does() {
    let desk = desk();
    let file = desk.backup(&desk.open());
    let seen = desk.machine.look_at_backup(&file).unwrap();
    assert!(seen.here && seen.name.ends_with(".quittance-backup"), "{seen:?}");
    assert_eq!(seen.mode, OpenMode::Passphrase);
    let (_folder, empty) = empty_machine();
    assert!(!empty.look_at_backup(&file).unwrap().here, "another computer has it not");
    empty
        .restore(&file, as_it_was(by_kit(&desk.kit), RestoreAs::Move), &unwatched, Arc::new(|_| {}))
        .unwrap();
    assert!(empty.look_at_backup(&file).unwrap().here);
    fs::write(&file, b"a letter").unwrap();
    assert_eq!(code(empty.look_at_backup(&file)), Code::NotABackup);
    fs::remove_file(&file).unwrap();
    assert_eq!(code(empty.look_at_backup(&file)), Code::FileGone);
}

#[test]
fn a_profile_opens_again_by_what_was_shown_to_renew_it() {
    let desk = desk();
    let open = |proof| desk.machine.open_with(&desk.id, proof, Arc::new(|_| {}));
    assert!(open(by_passphrase()).is_ok() && open(by_kit(&desk.kit)).is_ok());
    let new = ProofRequest { passphrase: Some("walnut anchor meadow".into()), kit: None };
    let request = RenewRequest { proof: by_kit(&desk.kit), passphrase: new.passphrase.clone() };
    desk.machine.renew(&desk.id, request, &unwatched).unwrap();
    assert_eq!(code(open(by_passphrase())), Code::WrongPassphrase, "{PASSPHRASE} is the old one");
    assert!(open(new).is_ok(), "the new passphrase opens it, as it must right afterwards");
}

#[test]
fn a_removal_names_the_backups_that_are_not_there_too() {
    let desk = desk();
    let session = desk.open();
    let file = desk.backup(&session);
    fs::remove_file(file).unwrap();
    let backups = removal::preview(&session).unwrap().backups;
    assert!(backups.len() == 1 && !backups[0].there, "a stick that is out: {backups:?}");
}

#[test]
fn a_removal_wants_the_name() {
    let desk = desk();
    let session = desk.open();
    for other in ["", "aina", "Aina 2"] {
        assert_eq!(code(removal::require_name(&session, other)), Code::InvalidValue, "{other:?}");
    }
    assert!(removal::require_name(&session, " Aina ").is_ok(), "spaces are a slip of the hand");
}

#[test]
fn a_profile_locks_when_nobody_is_there_or_it_was_open_long_enough() {
    let desk = desk();
    let session = desk.open();
    desk.clock.forward(1);
    assert!(!lock::is_due(&session).unwrap(), "nobody asked for it");
    let idle = LockView { idle_minutes: Some(15), ..LockView::default() };
    lock::set(&session, idle).unwrap();
    assert!(lock::is_due(&session).unwrap(), "a day without a touch");
    lock::touch(&session);
    assert!(!lock::is_due(&session).unwrap(), "somebody is there");
    let longest = LockView { longest_minutes: Some(60), ..idle };
    lock::set(&session, longest).unwrap();
    assert!(lock::is_due(&session).unwrap(), "open for a day, however busy");
    drop(session);
    let session = desk.open();
    assert_eq!(lock::get(&session).unwrap(), longest, "it is kept in the vault");
    assert!(!lock::is_due(&session).unwrap(), "and counted from this opening");
    for minutes in [Some(0), Some(1441)] {
        let refused = [
            LockView { idle_minutes: minutes, ..LockView::default() },
            LockView { longest_minutes: minutes, ..LockView::default() },
        ];
        for lock in refused {
            assert_eq!(code(lock::set(&session, lock)), Code::InvalidValue, "{lock:?}");
        }
    }
    assert_eq!(lock::get(&session).unwrap(), longest, "what was set before stands");
}

fn searching(text: &str) -> PlaceView {
    let listing = |text: &str, sort| ListingView { text: text.into(), sort, layout: Layout::Grid };
    let by_total = Sort { by: SortBy::Total, ascending: true };
    PlaceView {
        page: Page::Receipts,
        receipts: listing(text, by_total),
        bin: listing("", Sort::default()),
        round: Some(RoundView { ids: vec!["one".into(), "two".into()], at: 1 }),
        duplicate: None,
    }
}

#[test]
fn where_one_was_when_it_was_locked_is_said_once_after_unlocking() {
    let desk = desk();
    let session = desk.open();
    place::note(&session, searching("tes")).unwrap();
    place::note(&session, searching("tesco")).unwrap();
    drop(session);
    let session = desk.open();
    assert_eq!(place::take(&session).unwrap(), None, "it was closed, not locked");
    place::note(&session, searching("tesco")).unwrap();
    place::keep(&session).unwrap();
    drop(session);
    let at_rest = fs::read(desk.profile().join("vault.db")).unwrap();
    assert!(!at_rest.windows(5).any(|bytes| bytes == b"tesco"), "what was searched is sealed");
    let session = desk.open();
    assert_eq!(place::take(&session).unwrap(), Some(searching("tesco")), "as it was left");
    assert_eq!(place::take(&session).unwrap(), None, "a start after that is an ordinary one");
}

#[test]
fn a_purge_leaves_no_search_that_names_what_is_gone() {
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    place::note(&session, searching("tesco")).unwrap();
    place::keep(&session).unwrap();
    receipts::bin(&session, slice::from_ref(&id)).unwrap();
    retention::purge(&session, &[id]).unwrap();
    assert_eq!(place::take(&session).unwrap(), None, "whoever purges while it is locked");
}

#[test]
fn a_place_that_no_screen_makes_is_refused() {
    let desk = desk();
    let session = desk.open();
    let mut endless = searching("");
    endless.round = Some(RoundView { ids: vec!["id".into(); 1001], at: 0 });
    for place in [searching(&"x".repeat(4097)), endless] {
        assert_eq!(code(place::note(&session, place)), Code::InvalidValue);
    }
    place::keep(&session).unwrap();
    assert_eq!(place::take(&session).unwrap(), None, "nothing of it was kept");
}

#[test]
fn a_profile_locks_with_the_screen_and_before_sleep_where_that_was_chosen() {
    let desk = desk();
    let session = desk.open();
    let locks = |occasion| lock::locks_on(&lock::get(&session).unwrap(), occasion);
    assert!(!locks(Occasion::ScreenLocked) && !locks(Occasion::Sleep), "nobody asked for it");
    lock::set(&session, LockView { with_screen: true, ..LockView::default() }).unwrap();
    assert!(locks(Occasion::ScreenLocked) && !locks(Occasion::Sleep), "each by itself");
    lock::set(&session, LockView { before_sleep: true, ..LockView::default() }).unwrap();
    assert!(!locks(Occasion::ScreenLocked) && locks(Occasion::Sleep));
}

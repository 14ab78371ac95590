//! From a backup to a profile: on an empty machine, beside others, interrupted.
use crate::desk::{
    PASSPHRASE, add, as_it_was, by_kit, by_passphrase, code, copy_folder, desk, empty_machine,
    holds, merchant, names, rename, stop,
};
use app::views::{OpenMode, ProgressStep, ProofRequest, RestoreAs, RestoreRequest};
use app::{inbox, list, pictures, removal, undo, unwatched};
use fault::Code;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

#[test]
fn file_and_kit_bring_everything_back_on_an_empty_machine() {
    let desk = desk();
    let session = desk.open();
    let id = add(&session);
    rename(&session, &id, "Kedai Kenari");
    let file = desk.backup(&session);
    let before = inbox::view(&session).unwrap();
    drop(session);

    let (folder, machine) = empty_machine();
    let request = as_it_was(by_kit(&desk.kit), RestoreAs::Move);
    let restored = machine.restore(&file, request, &unwatched, Arc::new(|_| {})).unwrap();
    assert_eq!(restored.profile().name, "Aina");
    assert_eq!(inbox::view(&restored).unwrap(), before, "every receipt with every doubt");
    assert_eq!(merchant(&restored, &id).as_deref(), Some("Kedai Kenari"));
    let picture =
        before.to_review.iter().chain(&before.ready).find_map(|row| row.attachment_id.clone());
    let thumb = pictures::picture(&restored, &picture.unwrap(), pictures::Size::Thumb);
    assert!(!thumb.unwrap().bytes.is_empty(), "what is not in a backup is made anew");
    let deeds = app::history::of_receipt(&restored, &id).unwrap();
    assert!(
        deeds.iter().any(|deed| deed.action.code == "edit_receipt"),
        "history came too: {deeds:?}"
    );
    assert!(app::integrity::view(&restored).unwrap().shortened.is_empty());
    app::integrity::check(&restored).unwrap();
    drop(restored);
    let again = machine.open(&desk.id, Some(PASSPHRASE.into()), Arc::new(|_| {}));
    assert!(again.is_ok(), "and its passphrase opens it");
    assert_eq!(names(&folder.path().join("data/profiles")), [".lock", desk.id.as_str()]);
}

#[test]
fn a_copy_says_so_and_goes_its_own_way() {
    let desk = desk();
    let session = desk.open();
    let id = add(&session);
    let file = desk.backup(&session);
    let (_folder, machine) = empty_machine();
    let request = as_it_was(by_passphrase(), RestoreAs::Copy);
    let copy = machine.restore(&file, request, &unwatched, Arc::new(|_| {})).unwrap();
    assert_eq!(copy.profile().name, "Aina (copy)");
    rename(&copy, &id, "Here");
    let deed = app::history::of_receipt(&copy, &id).unwrap().remove(0);
    assert_eq!(deed.device, "Aina (copy)", "what it does is its own");
    assert_eq!(undo::view(&copy).unwrap().undo.unwrap().code, "edit_receipt");
}

#[test]
fn a_profile_that_is_here_is_only_set_aside_on_demand() {
    let desk = desk();
    let session = desk.open();
    let id = add(&session);
    let file = desk.backup(&session);
    rename(&session, &id, "After the backup");
    let here = as_it_was(by_passphrase(), RestoreAs::Move);
    let refused = desk.machine.restore(&file, here.clone(), &unwatched, Arc::new(|_| {}));
    assert_eq!(code(refused), Code::ProfileHere);
    let aside = RestoreRequest { set_aside: true, ..here };
    let open = desk.machine.restore(&file, aside.clone(), &unwatched, Arc::new(|_| {}));
    assert_eq!(code(open), Code::ProfileInUse, "not beneath its user");
    assert_eq!(merchant(&session, &id).as_deref(), Some("After the backup"));
    drop(session);

    let restored = desk.machine.restore(&file, aside, &unwatched, Arc::new(|_| {})).unwrap();
    assert_ne!(merchant(&restored, &id).as_deref(), Some("After the backup"));
    let folders = names(desk.profile().parent().unwrap());
    let kept = folders.iter().find(|name| name.contains(".set-aside-")).unwrap();
    let kept = desk.profile().with_file_name(kept);
    assert!(kept.join("vault.db").exists() && kept.join("header").exists(), "nothing is lost");
    assert_eq!(desk.machine.view().unwrap().profiles.len(), 1, "and it is not listed");
    let told = removal::preview(&restored).unwrap().set_aside;
    assert_eq!(told.len(), 1, "removing the profile says that it goes too: {told:?}");
    drop(restored);
    desk.machine.remove(&desk.id).unwrap();
    assert!(!kept.exists(), "and it does");
}

#[test]
fn it_opens_here_as_it_is_wanted() {
    let desk = desk();
    let file = desk.backup(&desk.open());
    let (_folder, machine) = empty_machine();
    let request = |passphrase: Option<&str>| RestoreRequest {
        mode: Some(OpenMode::Passphrase),
        passphrase: passphrase.map(str::to_owned),
        ..as_it_was(by_kit(&desk.kit), RestoreAs::Move)
    };
    let short = machine.restore(&file, request(Some("short")), &unwatched, Arc::new(|_| {}));
    assert_eq!(code(short), Code::PassphraseTooShort);
    assert!(machine.view().unwrap().profiles.is_empty(), "nothing was begun");
    drop(
        machine
            .restore(&file, request(Some("forgot the old")), &unwatched, Arc::new(|_| {}))
            .unwrap(),
    );
    let open = |passphrase: &str| machine.open(&desk.id, Some(passphrase.into()), Arc::new(|_| {}));
    assert_eq!(code(open(PASSPHRASE)), Code::WrongPassphrase);
    assert!(open("forgot the old").is_ok());
    assert!(machine.open_with_kit(&desk.id, desk.kit.clone(), Arc::new(|_| {})).is_ok());
}

#[test]
fn what_cannot_be_restored_leaves_nothing() {
    let desk = desk();
    let session = desk.open();
    add(&session);
    let file = desk.backup(&session);
    let whole = fs::read(&file).unwrap();
    let (folder, machine) = empty_machine();
    let profiles = folder.path().join("data/profiles");
    let restore = |proof: ProofRequest| {
        let request = as_it_was(proof, RestoreAs::Move);
        machine.restore(&file, request, &unwatched, Arc::new(|_| {}))
    };
    let wrong = ProofRequest { passphrase: Some("wrong horse".into()), kit: None };
    assert_eq!(code(restore(wrong)), Code::WrongPassphrase);
    for cut in [whole.len() - 1, whole.len() / 2, 2000, 100] {
        fs::write(&file, &whole[..cut]).unwrap();
        assert_eq!(code(restore(by_passphrase())), Code::BackupCut, "{cut} bytes");
    }
    for at in [200, 1000, whole.len() / 2, whole.len() - 1] {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        fs::write(&file, flipped).unwrap();
        assert_eq!(code(restore(by_passphrase())), Code::BackupDamaged, "byte {at}");
    }
    fs::write(&file, &whole).unwrap();
    for step in [ProgressStep::Reading, ProgressStep::Checking, ProgressStep::Rebuilding] {
        let at = |progress: app::views::ProgressView| {
            if progress.step == step { stop(progress) } else { ControlFlow::Continue(()) }
        };
        let request = as_it_was(by_passphrase(), RestoreAs::Move);
        let stopped = machine.restore(&file, request, &at, Arc::new(|_| {}));
        assert_eq!(code(stopped), Code::Cancelled, "{step:?}");
    }
    let left: Vec<String> = names(&profiles).into_iter().filter(|name| name != ".lock").collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(restore(by_passphrase()).is_ok(), "the whole one does");
}

/// What is on the disk at each step is what a kill there leaves.
#[test]
fn a_kill_while_restoring_costs_the_restoring_alone() {
    let desk = desk();
    let session = desk.open();
    let id = add(&session);
    let file = desk.backup(&session);
    let (folder, machine) = empty_machine();
    let kills = std::cell::RefCell::new(Vec::new());
    let watch = |_| {
        let left = tempfile::tempdir().unwrap();
        copy_folder(&folder.path().join("data"), &left.path().join("data"));
        kills.borrow_mut().push(left);
        ControlFlow::Continue(())
    };
    let request = as_it_was(by_passphrase(), RestoreAs::Move);
    drop(machine.restore(&file, request.clone(), &watch, Arc::new(|_| {})).unwrap());
    assert!(kills.borrow().len() > 5);
    for left in kills.into_inner() {
        let machine = app::Machine::at(&left.path().join("data")).unwrap();
        assert!(machine.view().unwrap().profiles.is_empty(), "half a profile is not listed");
        let restored =
            machine.restore(&file, request.clone(), &unwatched, Arc::new(|_| {})).unwrap();
        assert!(list::totals(&restored, "").is_ok() && holds(&restored, &id));
    }
}

/// Backups as earlier versions made them, with the words of their kits: every
/// later version restores them.
const RELEASED: [(&str, &str); 1] = [(
    "backup-1.quittance-backup",
    "unable brick equal blouse antique solution problem unveil wing page autumn reflect love",
)];

#[test]
fn a_backup_of_every_released_format_is_restored() {
    for (released, words) in RELEASED {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(released);
        let (_folder, machine) = empty_machine();
        let request = as_it_was(by_kit(words), RestoreAs::Move);
        let restored = machine.restore(&file, request, &unwatched, Arc::new(|_| {})).unwrap();
        assert_eq!(list::totals(&restored, "88201447").unwrap().count, 1, "found by its number");
        assert_eq!(restored.profile().name, "Aina");
        app::integrity::check(&restored).unwrap();
        drop(restored);
        let id = machine.view().unwrap().profiles[0].id.clone();
        assert!(machine.open(&id, Some(PASSPHRASE.into()), Arc::new(|_| {})).is_ok());
    }
}

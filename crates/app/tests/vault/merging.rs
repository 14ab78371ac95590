//! Import from another Quittance: said before, done once, and the same on both sides.
use crate::desk::{
    Desk, add_settled, as_it_was, by_kit, by_passphrase, code, copy_folder, desk, holds, merchant,
    names, rename, stop,
};
use app::views::{
    ConfirmRequest, CreateProfileRequest, ListRequest, MergePreview, MergeRequest, OpenMode,
    ReceiptEdits, ReceiptRow, RestoreAs, Sort,
};
use app::{
    Machine, Session, archives, backups, categories, intake, list, merging, receipts, retention,
    unwatched,
};
use fault::Code;
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::Arc;

/// Another copy of the desk's profile, on a machine of its own.
struct Copy {
    folder: tempfile::TempDir,
    machine: Machine,
    session: Session,
}

impl Copy {
    fn of(desk: &Desk, backup: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let machine = Machine::at(&folder.path().join("data")).unwrap();
        let request = as_it_was(by_passphrase(), RestoreAs::Copy);
        let session = machine.restore(backup, request, &unwatched, Arc::new(|_| {})).unwrap();
        assert_eq!(session.profile().id, desk.id, "a copy is of the same profile");
        Self { folder, machine, session }
    }

    fn backup(&self) -> PathBuf {
        let made = backups::make(&self.session, self.folder.path(), &unwatched).unwrap();
        self.folder.path().join(made.name)
    }
}

fn settled(session: &Session, sample: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples").join(sample);
    let summary = intake::ingest_paths(session, &[file]).unwrap();
    intake::wait(session, &summary.receipts).unwrap();
    let (id, edits) = (summary.receipts[0].clone(), ReceiptEdits::default());
    receipts::confirm(session, &ConfirmRequest { id: id.clone(), edits, as_it_stands: true })
        .unwrap();
    id
}

fn request() -> MergeRequest {
    MergeRequest { proof: by_passphrase(), archive_passphrase: None }
}

fn preview(machine: &Machine, session: &Session, file: &Path) -> MergePreview {
    machine.preview_merge(session, file, &request(), &unwatched).unwrap()
}

fn merge(machine: &Machine, session: &Session, file: &Path) -> app::views::MergeDone {
    machine.merge(session, file, &request(), &unwatched).unwrap()
}

fn listed(session: &Session) -> Vec<ReceiptRow> {
    let sort = Sort::default();
    let all = ListRequest { query: String::new(), sort, offset: 0, limit: 500 };
    let mut rows = list::rows(session, &all).unwrap();
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    rows
}

/// The older of two backups was restored by mistake, and worked with: what the newer
/// one has besides can still be had, and nothing of either is taken for the other's.
#[test]
fn an_older_backup_that_was_moved_in_takes_in_the_newer_one() {
    let desk = desk();
    let session = desk.open();
    let common = settled(&session, "cafe.jpg");
    let older = desk.backup(&session);
    rename(&session, &common, "Renamed later");
    let only_newer = settled(&session, "bakery.jpg");
    let newer = desk.backup(&session);
    drop(session);

    let (_folder, machine) = crate::desk::empty_machine();
    let moved = as_it_was(by_kit(&desk.kit), RestoreAs::Move);
    let session = machine.restore(&older, moved, &unwatched, Arc::new(|_| {})).unwrap();
    let only_here = settled(&session, "clinic.jpg");
    rename(&session, &only_here, "Mine");
    merge(&machine, &session, &newer);
    let mut ids: Vec<_> = listed(&session).into_iter().map(|row| row.id).collect();
    ids.sort();
    let mut all = vec![common.clone(), only_newer, only_here.clone()];
    all.sort();
    assert_eq!(ids, all, "nothing of either side is lost");
    assert_eq!(merchant(&session, &common).as_deref(), Some("Renamed later"));
    assert_eq!(merchant(&session, &only_here).as_deref(), Some("Mine"));
    app::integrity::check(&session).unwrap();
}

/// A folder was copied and put back by hand: both go on under the same numbers.
#[test]
fn two_that_went_on_as_one_are_not_merged() {
    let desk = desk();
    let session = desk.open();
    let common = settled(&session, "cafe.jpg");
    drop(session);
    let (folder, other) = crate::desk::empty_machine();
    let theirs = folder.path().join("data/profiles").join(&desk.id);
    std::fs::create_dir_all(theirs.parent().unwrap()).unwrap();
    copy_folder(&desk.profile(), &theirs);
    let by = by_passphrase().passphrase;
    let there = other.open(&desk.id, by, Arc::new(|_| {})).unwrap();
    rename(&there, &common, "There");
    let made = backups::make(&there, folder.path(), &unwatched).unwrap();
    let session = desk.open();
    rename(&session, &common, "Here");
    let file = folder.path().join(made.name);
    let looked = desk.machine.preview_merge(&session, &file, &request(), &unwatched);
    assert_eq!(code(looked), Code::HistoryForked, "said before anything is asked");
    let merged = desk.machine.merge(&session, &file, &request(), &unwatched);
    assert_eq!(code(merged), Code::HistoryForked);
    assert_eq!(merchant(&session, &common).as_deref(), Some("Here"), "nothing was merged");
}

/// Every byte of every picture can be had.
fn pictures_are_whole(session: &Session) {
    for row in listed(session) {
        let picture = row.attachment_id.expect("each has a picture");
        assert!(
            app::pictures::picture(session, &picture, app::pictures::Size::Full).is_ok(),
            "{picture}"
        );
    }
    app::integrity::check(session).unwrap();
}

#[test]
fn two_copies_that_went_their_own_ways_become_the_same() {
    let desk = desk();
    let here = desk.open();
    let both = add_settled(&here);
    let copy = Copy::of(&desk, &desk.backup(&here));
    let there = &copy.session;
    rename(&here, &both, "Kedai Sini");
    let mine = settled(&here, "petrol.jpg");
    settled(&here, "kopitiam.jpg");
    rename(there, &both, "Kedai Sana");
    settled(there, "kopitiam.jpg");
    let binned = settled(there, "pharmacy.jpg");
    receipts::bin(there, slice::from_ref(&binned)).unwrap();

    let file = copy.backup();
    let before = listed(&here);
    let said = preview(&desk.machine, &here, &file);
    assert_eq!(listed(&here), before, "a preview writes nothing");
    assert_eq!(said.profile, "Aina (copy)");
    assert_eq!((said.related, said.new, said.changed_there), (true, 2, 1), "{said:?}");
    assert_eq!(
        (said.changed_here, said.purged_there, said.conflicts_in_all),
        (3, 0, 1),
        "{said:?}"
    );
    let conflict = &said.conflicts[0];
    assert_eq!((conflict.field.as_str(), conflict.theirs_stand), ("merchant", true), "said later");
    assert_eq!(conflict.ours.as_deref(), Some("Kedai Sini"));
    assert_eq!(conflict.theirs.as_deref(), Some("Kedai Sana"));

    let done = merge(&desk.machine, &here, &file);
    assert_eq!(done.pictures, 1, "the one that both had dropped is here already: {done:?}");
    assert_eq!(merchant(&here, &both).as_deref(), Some("Kedai Sana"));
    let asked = app::inbox::view(&here).unwrap().duplicates;
    assert_eq!(asked.len(), 1, "what both had dropped is one purchase or two");
    assert!(holds(&here, &binned) && holds(&here, &mine));
    pictures_are_whole(&here);
    merge(&copy.machine, there, &desk.backup(&here));
    pictures_are_whole(there);
    assert_eq!(listed(&here), listed(there), "both say the same");
    assert_eq!(app::inbox::view(there).unwrap().duplicates.len(), 1, "and ask the same, once");

    let again = preview(&desk.machine, &here, &copy.backup());
    assert_eq!(
        (again.actions, again.conflicts_in_all),
        (0, 0),
        "nothing is left to say: {again:?}"
    );
    let rows = listed(&here);
    assert_eq!(merge(&desk.machine, &here, &file).actions, 0, "twice");
    assert_eq!(listed(&here), rows);
    let left = names(&desk.profile());
    assert!(!left.iter().any(|name| name.starts_with("snapshot")), "{left:?}");
}

#[test]
fn one_that_is_stopped_changes_nothing_and_can_be_done_again() {
    let desk = desk();
    let here = desk.open();
    add_settled(&here);
    let copy = Copy::of(&desk, &desk.backup(&here));
    settled(&copy.session, "petrol.jpg");
    let (file, before) = (copy.backup(), listed(&here));
    assert_eq!(code(desk.machine.merge(&here, &file, &request(), &stop)), Code::Cancelled);
    let late = |word: app::views::ProgressView| match word.step {
        app::views::ProgressStep::Merging => stop(word),
        _ => unwatched(word),
    };
    assert_eq!(code(desk.machine.merge(&here, &file, &request(), &late)), Code::Cancelled);
    assert_eq!(listed(&here), before);
    assert!(!names(&desk.profile()).iter().any(|name| name.starts_with("snapshot")));
    merge(&desk.machine, &here, &file);
    assert_eq!(listed(&here).len(), 2);
    here.close();
    drop(here);
    let here = desk.open();
    assert_eq!(listed(&here).len(), 2, "it is on the disk");
    assert!(app::integrity::view(&here).unwrap().shortened.is_empty(), "and counted");
}

#[test]
fn what_cannot_be_opened_is_told() {
    let desk = desk();
    let here = desk.open();
    add_settled(&here);
    let backup = desk.backup(&here);
    let tried = |file: &Path, proof| {
        let request =
            MergeRequest { proof, archive_passphrase: Some("walnut anchor seven".into()) };
        code(desk.machine.preview_merge(&here, file, &request, &unwatched))
    };
    let other = self::desk();
    assert_eq!(tried(&backup, by_kit(&other.kit)), Code::WrongKit, "another kit");
    let mut bytes = std::fs::read(&backup).unwrap();
    let spoilt = desk.place().join("spoilt");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&spoilt, &bytes).unwrap();
    assert_eq!(tried(&spoilt, by_passphrase()), Code::BackupDamaged);
    std::fs::write(&spoilt, b"neither backup nor archive").unwrap();
    assert_eq!(tried(&spoilt, by_passphrase()), Code::NotAnArchive);
    assert_eq!(tried(&desk.place().join("gone"), by_passphrase()), Code::FileGone);
    let looked = desk.machine.look_at_merge(&backup).unwrap();
    assert_eq!((looked.backup, looked.sealed), (Some(OpenMode::Passphrase), true));
    assert_eq!(listed(&here).len(), 1);
}

#[test]
fn what_was_removed_for_good_does_not_come_back() {
    let desk = desk();
    let here = desk.open();
    let (gone, stays) = (add_settled(&here), settled(&here, "petrol.jpg"));
    let copy = Copy::of(&desk, &desk.backup(&here));
    rename(&copy.session, &gone, "Kedai Sana");
    let also = stays.clone();
    receipts::bin(&here, slice::from_ref(&gone)).unwrap();
    retention::purge(&here, slice::from_ref(&gone)).unwrap();
    let file = copy.backup();
    merge(&desk.machine, &here, &file);
    assert_eq!(code(receipts::review(&here, &gone)), Code::NotFound);
    assert_eq!(app::integrity::check(&here).unwrap().pictures, 1, "nor its picture");
    let back = desk.backup(&here);
    assert_eq!(preview(&copy.machine, &copy.session, &back).purged_there, 1);
    merge(&copy.machine, &copy.session, &back);
    assert_eq!(
        code(receipts::review(&copy.session, &gone)),
        Code::NotFound,
        "and it goes there too"
    );
    assert!(holds(&copy.session, &also));
}

#[test]
fn an_archive_of_it_is_merged_too() {
    let desk = desk();
    let here = desk.open();
    let both = add_settled(&here);
    let copy = Copy::of(&desk, &desk.backup(&here));
    rename(&copy.session, &both, "Kedai Sana");
    settled(&copy.session, "petrol.jpg");
    let file = copy.folder.path().join("everything.age");
    archives::write(&copy.session, &file, Some("walnut anchor seven"), &unwatched).unwrap();
    let looked = desk.machine.look_at_merge(&file).unwrap();
    assert_eq!((looked.backup, looked.sealed), (None, true));
    let with = |passphrase: &str| MergeRequest {
        proof: by_passphrase(),
        archive_passphrase: Some(passphrase.to_owned()),
    };
    let wrong = desk.machine.merge(&here, &file, &with("another anchor"), &unwatched);
    assert_eq!(code(wrong), Code::ArchiveLocked);
    let done = desk.machine.merge(&here, &file, &with("walnut anchor seven"), &unwatched).unwrap();
    assert_eq!(done.pictures, 1);
    assert_eq!(merchant(&here, &both).as_deref(), Some("Kedai Sana"));
    assert_eq!(listed(&here).len(), 2);
    pictures_are_whole(&here);
    assert!(merging::EXTENSIONS.contains(&"age"));
}

#[test]
fn another_profile_brings_its_receipts_and_not_its_categories_twice() {
    let desk = desk();
    let here = desk.open();
    settled(&here, "petrol.jpg");
    let (folder, machine) = crate::desk::empty_machine();
    let other = CreateProfileRequest {
        name: "Household".into(),
        mode: OpenMode::Passphrase,
        passphrase: Some(crate::desk::PASSPHRASE.into()),
    };
    let other = machine.create(other, Arc::new(|_| {})).unwrap();
    let theirs = settled(&other, "kopitiam.jpg");
    let dining = categories::list(&other).unwrap().into_iter();
    let dining =
        dining.filter(|it| it.key.as_deref() == Some("dining")).map(|it| it.id).next().unwrap();
    receipts::categorise(&other, slice::from_ref(&theirs), &dining).unwrap();
    let made = backups::make(&other, folder.path(), &unwatched).unwrap();
    let file = folder.path().join(made.name);
    let before = categories::list(&here).unwrap().len();
    let said = preview(&desk.machine, &here, &file);
    assert_eq!((said.related, said.new), (false, 1), "{said:?}");
    merge(&desk.machine, &here, &file);
    assert_eq!(categories::list(&here).unwrap().len(), before, "each category once");
    let row = listed(&here).into_iter().find(|row| row.id == theirs).unwrap();
    let category = row.category_id.expect("it has one");
    let known = categories::list(&here).unwrap();
    let named = known.iter().find(|it| it.id == category).expect("one that is here");
    assert_eq!(named.key.as_deref(), Some("dining"));
    assert_eq!(merge(&desk.machine, &here, &file).actions, 0, "twice");
    pictures_are_whole(&here);
}

#[test]
fn what_is_held_here_is_not_removed_by_a_merge() {
    let desk = desk();
    let here = desk.open();
    let (held, other) = (add_settled(&here), settled(&here, "petrol.jpg"));
    rename(&here, &held, "Kedai Kenari");
    let copy = Copy::of(&desk, &desk.backup(&here));
    let hold = retention::add_hold(&here, slice::from_ref(&held), None, "audit").unwrap();
    let going = [held.clone(), other.clone()];
    receipts::bin(&copy.session, &going).unwrap();
    retention::purge(&copy.session, &going).unwrap();
    receipts::bin(&here, slice::from_ref(&other)).unwrap();
    retention::purge(&here, slice::from_ref(&other)).unwrap();
    let file = copy.backup();
    let said = preview(&desk.machine, &here, &file);
    assert_eq!(said.purged_there, 1, "the other one went here already: {said:?}");
    assert_eq!(said.held, [Some("Kedai Kenari".to_owned())]);
    assert_eq!(code(desk.machine.merge(&here, &file, &request(), &unwatched)), Code::Held);
    assert!(holds(&here, &held), "nothing was merged");
    pictures_are_whole(&here);
    retention::remove_hold(&here, &hold[0]).unwrap();
    assert!(preview(&desk.machine, &here, &file).held.is_empty());
    merge(&desk.machine, &here, &file);
    assert!(!holds(&here, &held), "nobody holds it any more");
}

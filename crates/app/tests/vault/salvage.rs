//! What can still be read of a file that is really damaged.
use crate::desk::{
    Desk, add_settled, by_passphrase, code, desk, holds, merchant, names, rename, stop,
};
use app::backups::{self, Plan};
use app::views::SalvageView;
use app::{Error, unwatched};
use fault::Code;
use std::fs;
use std::slice;

const PAGE: usize = 4096;

/// Spoils whole pages of the closed database, as a dying disk does.
fn spoil(desk: &Desk, pages: impl Fn(usize) -> Vec<usize>) -> usize {
    let path = desk.profile().join("vault.db");
    let mut bytes = fs::read(&path).unwrap();
    let spoilt = pages(bytes.len() / PAGE);
    for page in &spoilt {
        bytes[page * PAGE..(page + 1) * PAGE].fill(0xa5);
    }
    fs::write(&path, &bytes).unwrap();
    spoilt.len()
}

fn salvage(desk: &Desk) -> Result<SalvageView, Error> {
    desk.machine.salvage(&desk.id, by_passphrase(), &unwatched)
}

fn kept(view: &SalvageView, table: &str) -> u32 {
    view.tables.iter().find(|it| it.table == table).map_or(0, |it| it.kept)
}

/// Receipts with their history, closed.
fn filled(receipts: usize) -> (Desk, Vec<String>) {
    let desk = desk();
    let session = desk.open();
    let ids: Vec<String> = (0..receipts)
        .map(|at| {
            let id = if at == 0 { add_settled(&session) } else { copy_of_first(&session) };
            rename(&session, &id, &format!("Kedai {at}"));
            id
        })
        .collect();
    session.close();
    (desk, ids)
}

/// The same picture cannot come twice; a receipt of its own is made by splitting.
fn copy_of_first(session: &app::Session) -> String {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples");
    let taken = app::integrity::check(session).unwrap().pictures as usize;
    let mut files: Vec<_> = fs::read_dir(samples).unwrap().map(|it| it.unwrap().path()).collect();
    files.retain(|path| {
        path.extension().is_some_and(|it| it == "jpg") && !path.ends_with("parking.jpg")
    });
    files.sort();
    let summary = app::intake::ingest_paths(session, &[files[taken - 1].clone()]).unwrap();
    app::intake::wait(session, &summary.receipts).unwrap();
    summary.receipts[0].clone()
}

#[test]
fn a_whole_file_is_saved_whole() {
    let (desk, ids) = filled(2);
    let saved = salvage(&desk).unwrap();
    assert!(saved.tables.iter().all(|it| it.lost == Some(0)), "{:?}", saved.tables);
    assert_eq!(kept(&saved, "receipt"), 2);
    let session = desk.open();
    assert!(ids.iter().all(|id| holds(&session, id)));
    app::integrity::check(&session).unwrap();
    assert_eq!(
        names(&desk.profile()).iter().filter(|name| name.starts_with("damaged-")).count(),
        1
    );
    rename(&session, &ids[0], "and it goes on");
    assert!(app::integrity::view(&session).unwrap().shortened.is_empty());
}

#[test]
fn what_is_kept_of_the_damaged_file_is_told_and_can_be_removed() {
    let (desk, ids) = filled(1);
    assert_eq!(desk.machine.vault(&desk.open()).unwrap().damaged, None, "nothing was damaged");
    let saved = salvage(&desk).unwrap();
    let session = desk.open();
    let kept = desk.machine.vault(&session).unwrap().damaged.unwrap();
    let bytes = fs::metadata(desk.profile().join(&saved.kept_as)).unwrap().len();
    assert_eq!(u64::from(kept.kib), bytes.div_ceil(1024), "all of it, since {}", kept.since);
    let preview = app::retention::of(&session, &ids).unwrap();
    assert_eq!(preview.damaged, Some(kept), "removing for good does not reach it, and says so");
    app::salvage::remove_kept(&session).unwrap();
    app::salvage::remove_kept(&session).unwrap();
    assert_eq!(desk.machine.vault(&session).unwrap().damaged, None);
    assert!(!names(&desk.profile()).iter().any(|name| name.starts_with("damaged-")));
    assert!(holds(&session, &ids[0]), "what was saved stays");
}

/// What made itself before holds what salvaging may have lost.
#[test]
fn backups_from_before_are_not_replaced_by_those_from_after() {
    let (desk, _) = filled(1);
    let session = desk.open();
    let plan = Plan { folder: desk.place(), every_days: 1, keep: 1 };
    backups::set_plan(&session, Some(plan)).unwrap();
    let whole = backups::run_if_due(&session, &unwatched).unwrap().expect("the first is due").name;
    drop(session);
    salvage(&desk).unwrap();
    let session = desk.open();
    for day in 0..3 {
        desk.clock.forward(1);
        assert!(backups::run_if_due(&session, &unwatched).unwrap().is_some(), "day {day}");
    }
    let here = names(&desk.place());
    assert!(here.contains(&whole), "the one without a loss stays: {here:?}");
    assert_eq!(here.len(), 2, "of those after it as many as was said: {here:?}");
}

#[test]
fn of_a_damaged_vault_no_backup_is_made() {
    let (desk, _) = filled(1);
    let session = desk.open();
    let plan = Plan { folder: desk.place(), every_days: 1, keep: 1 };
    backups::set_plan(&session, Some(plan)).unwrap();
    drop(session);
    fs::write(desk.profile().join("damaged"), "").unwrap();
    let session = desk.open();
    assert_eq!(code(backups::make(&session, &desk.place(), &unwatched)), Code::ProfileDamaged);
    assert_eq!(backups::run_if_due(&session, &unwatched).unwrap(), None);
    assert!(names(&desk.place()).is_empty(), "nothing damaged takes the place of what is whole");
}

#[test]
fn what_stands_beside_spoilt_pages_is_saved_and_what_is_lost_is_said() {
    let (desk, _) = filled(3);
    // Not where it says which tables there are: without that nothing can be read.
    let spoilt = spoil(&desk, |pages| (pages * 2 / 3..pages).step_by(5).collect());
    assert!(spoilt > 5, "{spoilt} pages");
    let before = fs::read(desk.profile().join("vault.db")).unwrap();
    let saved = salvage(&desk).unwrap();
    let all: u32 = saved.tables.iter().map(|it| it.kept).sum();
    assert!(all > 50, "{:?}", saved.tables);
    assert!(saved.tables.iter().any(|it| it.lost != Some(0)), "{:?}", saved.tables);
    let kept_file = desk.profile().join(&saved.kept_as);
    assert_eq!(fs::read(kept_file).unwrap(), before, "the damaged one stays as it was");
    let session = desk.open();
    assert!(!app::integrity::view(&session).unwrap().read_only, "it is written again");
    let holdings = app::integrity::check(&session).unwrap();
    assert_eq!(holdings.receipts, kept(&saved, "receipt"));
    app::retention::set_bin_days(&session, Some(30)).unwrap();
}

#[test]
fn one_that_is_stopped_or_cannot_be_read_at_all_leaves_the_damaged_one() {
    let (desk, _) = filled(1);
    let path = desk.profile().join("vault.db");
    let before = fs::read(&path).unwrap();
    assert_eq!(code(desk.machine.salvage(&desk.id, by_passphrase(), &stop)), Code::Cancelled);
    assert_eq!(fs::read(&path).unwrap(), before);
    let session = desk.open();
    assert_eq!(code(salvage(&desk)), Code::ProfileInUse, "it is open");
    session.close();
    drop(session);
    spoil(&desk, |_| vec![0]);
    assert!(salvage(&desk).is_err(), "nothing can be read without the first page");
    let left = names(&desk.profile());
    assert!(
        !left.iter().any(|it| it.starts_with("damaged-") || it.starts_with("snapshot.db")),
        "{left:?}"
    );
}

#[test]
fn where_holds_may_be_lost_nothing_goes_by_itself() {
    let desk = desk();
    let session = desk.open();
    let binned = add_settled(&session);
    app::receipts::bin(&session, slice::from_ref(&binned)).unwrap();
    app::retention::set_automatic(&session, true).unwrap();
    app::retention::set_bin_days(&session, Some(7)).unwrap();
    session.close();
    drop(session);
    let path = desk.profile().join("vault.db");
    let before = fs::read(&path).unwrap();
    let session = desk.open();
    app::retention::add_hold(&session, slice::from_ref(&binned), None, "audit").unwrap();
    session.close();
    drop(session);
    let held = fs::read(&path).unwrap();
    // One of the pages that the hold was written to is the one that it lies on.
    let changed = held.chunks(PAGE).zip(before.chunks(PAGE)).enumerate();
    let changed: Vec<usize> = changed.filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    let lost = changed.into_iter().skip_while(|page| *page == 0).any(|page| {
        fs::write(&path, &held).unwrap();
        spoil(&desk, |_| vec![page]);
        salvage(&desk).is_ok_and(|saved| kept(&saved, "hold") == 0 && kept(&saved, "setting") > 0)
    });
    assert!(lost, "the hold lies somewhere");
    desk.clock.forward(400);
    let session = desk.open();
    let keeping = app::retention::view(&session).unwrap();
    assert_eq!((keeping.automatic, keeping.bin_days), (false, None));
    assert_eq!(app::retention::run_if_due(&session).unwrap(), None);
    assert!(holds(&session, &binned), "it was held, and is still there");
}

#[test]
fn a_history_that_was_cut_before_is_told_after() {
    let (desk, ids) = filled(1);
    let path = desk.profile().join("vault.db");
    let early = fs::read(&path).unwrap();
    let session = desk.open();
    (0..3).for_each(|at| rename(&session, &ids[0], &format!("Kedai Baru {at}")));
    session.close();
    drop(session);
    fs::write(&path, early).unwrap();
    salvage(&desk).unwrap();
    let session = desk.open();
    let told = app::integrity::view(&session).unwrap().shortened;
    assert_eq!(told.iter().map(|it| it.missing).collect::<Vec<_>>(), [Some(3)]);
}

#[test]
fn the_damaged_one_keeps_its_log_and_a_kill_leaves_one_that_is_whole() {
    let (desk, ids) = filled(1);
    let session = desk.open();
    rename(&session, &ids[0], "Kedai Kenari");
    let file = |name: &str| desk.profile().join(name);
    // As a killed process leaves it: what was done last stands in the log alone.
    let old = fs::read(file("vault.db")).unwrap();
    let log = fs::read(file("vault.db-wal")).unwrap();
    assert!(!log.is_empty());
    session.close();
    drop(session);
    let lay_out = || {
        fs::write(file("vault.db"), &old).unwrap();
        fs::write(file("vault.db-wal"), &log).unwrap();
    };
    lay_out();
    let saved = salvage(&desk).unwrap();
    assert_eq!(fs::read(file(&saved.kept_as)).unwrap(), old, "as it was");
    assert_eq!(fs::read(file(&format!("{}-wal", saved.kept_as))).unwrap(), log, "and its log");
    let new = fs::read(file("vault.db")).unwrap();
    // Killed when the new one was ready and the old one still in its place.
    lay_out();
    fs::write(file("vault.db.next"), &new).unwrap();
    fs::write(file("damaged"), b"").unwrap();
    let session = desk.open();
    assert_eq!(merchant(&session, &ids[0]).as_deref(), Some("Kedai Kenari"));
    assert!(!app::integrity::view(&session).unwrap().read_only);
    app::integrity::check(&session).unwrap();
    assert!(!names(&desk.profile()).iter().any(|name| name.starts_with("vault.db.next")));
}

//! How long receipts are kept, and what goes when.
use crate::desk::{Desk, add_settled, code, desk, holds};
use app::views::{
    FieldName, GoingWhy, ListRequest, PurgeVerdict, ReceiptEdits, ReceiptRow, RetentionPreview,
    RuleName, Sort,
};
use app::{Session, backups, intake, list, receipts, removal, retention};
use fault::Code;
use std::path::Path;
use std::slice;

/// A confirmed receipt of another day.
fn of_day(session: &Session, sample: &str, day: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples").join(sample);
    let summary = intake::ingest_paths(session, &[file]).unwrap();
    intake::wait(session, &summary.receipts).unwrap();
    let id = summary.receipts[0].clone();
    let edits =
        ReceiptEdits { fields: vec![(FieldName::Date, day.into())], ..ReceiptEdits::default() };
    let request = app::views::ConfirmRequest { id: id.clone(), edits, as_it_stands: true };
    receipts::confirm(session, &request).unwrap();
    id
}

fn going(preview: &RetentionPreview) -> Vec<(&str, GoingWhy, Option<&str>)> {
    preview.going.iter().map(|it| (it.receipt.as_str(), it.why, it.since.as_deref())).collect()
}

fn binned_and_ruled(desk: &Desk) -> (Session, String, String) {
    let session = desk.open();
    let old = of_day(&session, "parking.jpg", "2017-05-01");
    let young = of_day(&session, "petrol.jpg", "2025-05-01");
    retention::set_policy(&session, None, Some((RuleName::Malaysia, 0))).unwrap();
    (session, old, young)
}

#[test]
fn a_policy_takes_what_its_years_are_over_of_and_says_so_before() {
    let desk = desk();
    let (session, old, young) = binned_and_ruled(&desk);
    let preview = retention::preview(&session).unwrap();
    assert_eq!(going(&preview), [(old.as_str(), GoingWhy::PolicyEnded, Some("2025-12-31"))]);
    assert!(preview.kept.is_empty());
    let backup = desk.backup(&session);
    let preview = retention::preview(&session).unwrap();
    assert_eq!(preview.backups.len(), 1, "a backup has it too");
    let purged = retention::apply(&session).unwrap();
    assert_eq!((purged.receipts, purged.verdict), (1, PurgeVerdict::Gone), "{purged:?}");
    assert_eq!(purged.backups.len(), 1, "{purged:?}");
    assert_eq!(retention::view(&session).unwrap().backups.len(), 1);
    std::fs::remove_file(backup).unwrap();
    let away = retention::view(&session).unwrap().backups;
    assert!(away.len() == 1 && !away[0].there, "who plugs its disk in again has it: {away:?}");
    backups::forget_known(&session, &away[0].id).unwrap();
    assert!(retention::view(&session).unwrap().backups.is_empty(), "once it is known to be gone");
    assert_eq!(code(receipts::review(&session, &old)), Code::NotFound);
    assert!(receipts::review(&session, &young).is_ok());
    let nothing = retention::apply(&session).unwrap();
    assert_eq!(nothing.receipts, 0, "twice");
    app::integrity::check(&session).unwrap();
}

#[test]
fn the_bin_keeps_what_a_policy_or_a_hold_keeps() {
    let desk = desk();
    let (session, _, young) = binned_and_ruled(&desk);
    let junk = of_day(&session, "kopitiam.jpg", "2026-01-01");
    retention::set_policy(&session, None, None).unwrap();
    receipts::bin(&session, &[young.clone(), junk.clone()]).unwrap();
    retention::set_bin_days(&session, Some(30)).unwrap();
    desk.clock.forward(29);
    assert!(retention::preview(&session).unwrap().going.is_empty(), "a day too early");
    desk.clock.forward(1);
    assert_eq!(retention::preview(&session).unwrap().going.len(), 2);
    retention::set_policy(&session, None, Some((RuleName::Malaysia, 0))).unwrap();
    let hold = retention::add_hold(&session, slice::from_ref(&junk), None, "a court case")
        .unwrap()
        .remove(0);
    let preview = retention::preview(&session).unwrap();
    assert!(preview.going.iter().all(|it| it.receipt != young && it.receipt != junk));
    let kept = |id: &str| preview.kept.iter().find(|it| it.receipt == id).unwrap();
    assert_eq!((kept(&young).until.as_deref(), kept(&young).held), (Some("2033-12-31"), false));
    assert_eq!((kept(&junk).until.as_deref(), kept(&junk).held), (None, true));
    assert_eq!(kept(&junk).reason, "a court case");
    assert_eq!(code(retention::purge(&session, std::slice::from_ref(&junk))), Code::Held);
    retention::remove_hold(&session, &hold).unwrap();
    let asked = retention::of(&session, slice::from_ref(&young)).unwrap();
    assert_eq!(
        (asked.going[0].why, asked.going[0].since.as_deref()),
        (GoingWhy::Chosen, Some("2033-12-31")),
        "who removes it by hand is told that a rule keeps it"
    );
    let by_hand = retention::purge(&session, &[junk, young]).unwrap();
    assert_eq!(by_hand.receipts, 2, "the user's own word stands above a policy");
}

/// What the bin shows.
fn bin(session: &Session) -> Vec<ReceiptRow> {
    let query = "is:binned".into();
    list::rows(session, &ListRequest { query, sort: Sort::default(), offset: 0, limit: 10 })
        .unwrap()
}

#[test]
fn the_bin_says_since_when_and_until_when() {
    let desk = desk();
    let session = desk.open();
    let id = of_day(&session, "petrol.jpg", "2025-05-01");
    receipts::bin(&session, slice::from_ref(&id)).unwrap();
    let row = bin(&session).remove(0);
    assert!(row.binned && row.binned_at.is_some(), "{row:?}");
    assert_eq!(row.goes_on, None, "the bin has no age");
    retention::set_bin_days(&session, Some(30)).unwrap();
    let goes_on = || bin(&session).remove(0).goes_on;
    let by_age = goes_on().unwrap();
    desk.clock.forward(31);
    let due = retention::preview(&session).unwrap();
    assert_eq!(going(&due)[0].2, Some(by_age.as_str()), "it is the day that the preview says");
    retention::set_policy(&session, None, Some((RuleName::Malaysia, 0))).unwrap();
    assert_eq!(goes_on().as_deref(), Some("2034-01-01"), "the day after a rule's last");
    retention::add_hold(&session, slice::from_ref(&id), Some("2040-01-01"), "claim").unwrap();
    assert_eq!(goes_on().as_deref(), Some("2040-01-02"), "the day after a hold's last");
    retention::add_hold(&session, slice::from_ref(&id), None, "court").unwrap();
    assert_eq!(goes_on(), None, "nobody knows when it is taken back");
}

#[test]
fn removing_the_profile_says_until_when_its_records_are_due() {
    let desk = desk();
    let session = desk.open();
    let id = of_day(&session, "petrol.jpg", "2025-05-01");
    of_day(&session, "parking.jpg", "2017-05-01");
    let told = || removal::preview(&session).unwrap();
    assert_eq!((told().due, told().held), (None, 0), "no rule speaks of them");
    retention::set_policy(&session, None, Some((RuleName::Malaysia, 0))).unwrap();
    let due = told().due.unwrap();
    assert_eq!((due.year, due.until.as_str()), (2025, "2033-12-31"));
    retention::add_hold(&session, slice::from_ref(&id), Some("2040-01-01"), "claim").unwrap();
    assert_eq!((told().due.unwrap().until.as_str(), told().held), ("2040-01-01", 1));
    desk.clock.forward(365 * 20);
    assert_eq!((told().due, told().held), (None, 0), "once the last day is over");
}

#[test]
fn nothing_goes_by_itself_until_that_is_turned_on() {
    let desk = desk();
    let (session, old, _) = binned_and_ruled(&desk);
    assert_eq!(retention::run_if_due(&session).unwrap(), None);
    assert!(receipts::review(&session, &old).is_ok());
    retention::set_automatic(&session, true).unwrap();
    let purged = retention::run_when_idle(&session).unwrap().expect("it is due");
    assert_eq!((purged.receipts, purged.verdict), (1, PurgeVerdict::Gone));
    assert_eq!(retention::run_if_due(&session).unwrap(), None, "once");
    session.close();
    assert_eq!(retention::run_when_idle(&session).unwrap(), None, "nobody waits for it");
}

/// A dead battery, or a slip in the system's settings: years of evidence are not due.
#[test]
fn a_clock_that_leapt_removes_nothing_by_itself_for_a_week() {
    let desk = desk();
    let (session, old, young) = binned_and_ruled(&desk);
    retention::set_policy(&session, None, None).unwrap();
    retention::set_automatic(&session, true).unwrap();
    retention::set_policy(&session, None, Some((RuleName::Malaysia, 0))).unwrap();
    desk.clock.forward(14 * 365);
    assert_eq!(retention::run_if_due(&session).unwrap(), None);
    let due = retention::preview(&session).unwrap().going;
    assert_eq!(due.len(), 2, "it is shown as due, and can be removed by hand");
    drop(session);
    let session = desk.open();
    desk.clock.forward(6);
    assert_eq!(retention::run_if_due(&session).unwrap(), None, "also after the next start");
    assert!([&old, &young].iter().all(|id| holds(&session, id)), "nothing is lost");
    desk.clock.forward(1);
    let purged = retention::run_if_due(&session).unwrap().expect("the clock went on for a week");
    assert_eq!(purged.receipts, 2);
}

#[test]
fn the_policy_of_a_category_comes_before_that_of_all() {
    let desk = desk();
    let session = desk.open();
    let old = of_day(&session, "parking.jpg", "2019-05-01");
    let category = app::categories::list(&session).unwrap().remove(0).id;
    receipts::categorise(&session, std::slice::from_ref(&old), &category).unwrap();
    retention::set_policy(&session, None, Some((RuleName::Us, 0))).unwrap();
    assert_eq!(retention::preview(&session).unwrap().going.len(), 1, "until the end of 2023");
    retention::set_policy(&session, Some(&category), Some((RuleName::Own, 10))).unwrap();
    assert!(retention::preview(&session).unwrap().going.is_empty(), "until May 2029");
    for years in [0, 100] {
        let refused = retention::set_policy(&session, None, Some((RuleName::Own, years)));
        assert_eq!(code(refused), Code::InvalidValue);
    }
    retention::set_policy(&session, Some(&category), None).unwrap();
    assert_eq!(retention::preview(&session).unwrap().going.len(), 1);
    assert_eq!(retention::view(&session).unwrap().policies.len(), 1);
    app::undo::undo(&session).unwrap();
    assert_eq!(
        retention::view(&session).unwrap().policies.len(),
        2,
        "a policy is undone as anything"
    );
}

#[test]
fn what_was_purged_is_gone_after_the_next_opening_and_no_action_is_missed() {
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    receipts::bin(&session, std::slice::from_ref(&id)).unwrap();
    assert_eq!(retention::in_bin(&session).unwrap(), [id.as_str()]);
    retention::purge(&session, std::slice::from_ref(&id)).unwrap();
    assert!(retention::in_bin(&session).unwrap().is_empty());
    assert_eq!(code(app::undo::undo(&session)), Code::NothingToUndo);
    session.close();
    drop(session);
    let session = desk.open();
    let integrity = app::integrity::view(&session).unwrap();
    assert!(integrity.shortened.is_empty(), "the counter beside the vault agrees");
    assert_eq!(code(retention::purge(&session, &[id])), Code::NotFound);
}

//! The report for whoever helps has nothing of what it is about.
use crate::desk::{PASSPHRASE, add_settled, desk, rename};
use app::views::{RetentionPreview, RuleName};
use app::{backups, diagnostics, intake, receipts, retention, watch};
use std::fs;
use std::slice;

#[test]
fn no_content_no_name_and_no_path_is_in_it() {
    let desk = desk();
    let session = desk.open();
    let folder = desk.folder.path().join("canary-folder");
    fs::create_dir(&folder).unwrap();
    let id = add_settled(&session);
    rename(&session, &id, "Canary Merchant");
    desk.machine.rename(&desk.id, "Canary Profile", None).unwrap();
    let hold = retention::add_hold(&session, slice::from_ref(&id), None, "canary reason");
    hold.unwrap();
    retention::set_policy(&session, None, Some((RuleName::Own, 9))).unwrap();
    let broken = folder.join("canary-file.jpg");
    fs::write(&broken, [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0]).unwrap();
    let taken = intake::ingest_paths(&session, &[broken]).unwrap();
    intake::wait(&session, &taken.receipts).unwrap();
    let plan = backups::Plan { folder: folder.clone(), every_days: 3, keep: 2 };
    backups::set_plan(&session, Some(plan)).unwrap();
    backups::make(&session, &folder, &app::unwatched).unwrap();
    watch::add(&session, &folder).unwrap();
    receipts::bin(&session, slice::from_ref(&id)).unwrap();
    let _: RetentionPreview = retention::preview(&session).unwrap();

    let report = desk.machine.diagnostics(&session).unwrap();
    let text = diagnostics::text(&report).unwrap();
    let lower = text.to_lowercase();
    let review = receipts::review(&session, &id).unwrap();
    let values = review.fields.iter().filter_map(|field| field.value.clone());
    // What is shorter than a word stands in any report by chance.
    let values = values.filter(|value| value.chars().count() > 4).map(|it| it.to_lowercase());
    let secret = [
        "canary".to_owned(),
        PASSPHRASE.to_owned(),
        id,
        desk.id.clone(),
        desk.kit.clone(),
        desk.folder.path().display().to_string().to_lowercase(),
    ];
    for canary in secret.into_iter().chain(values) {
        assert!(!lower.contains(&canary), "“{canary}” is in the report:\n{text}");
    }
    assert_eq!(report.receipts.get("bin"), Some(&1), "but how many there are is: {text}");
    assert_eq!((report.plan_days, report.backups, report.watched_folders), (Some(3), 1, 1));
    assert!(report.policies.contains_key("own") && report.database_kib > 0, "{text}");

    let file = desk.folder.path().join("report.json");
    diagnostics::write(&text, &file).unwrap();
    assert_eq!(fs::read_to_string(file).unwrap(), text, "what is saved is what was shown");
}

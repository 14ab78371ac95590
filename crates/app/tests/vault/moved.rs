//! A vault's folder that is moved, or meddled with, while it is open.
use crate::desk::{add_settled, code, desk, merchant, rename};
use app::views::{FieldName, ReceiptEdits};
use app::{Session, receipts};
use fault::Code;
use std::fs;
use std::sync::Arc;

/// Whether the app said that it is done.
fn is_renamed(session: &Session, id: &str, name: &str) -> bool {
    let fields = vec![(FieldName::Merchant, name.into())];
    receipts::edit(session, id, &ReceiptEdits { fields, ..ReceiptEdits::default() }).is_ok()
}

#[test]
fn what_is_done_after_a_move_is_refused_or_goes_with_the_folder() {
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    rename(&session, &id, "Kedai Satu");
    let elsewhere = desk.folder.path().join("elsewhere");
    fs::rename(desk.profile(), &elsewhere).unwrap();
    let done = is_renamed(&session, &id, "Kedai Dua");
    session.close();
    drop(session);
    let open =
        || desk.machine.open(&desk.id, Some(crate::desk::PASSPHRASE.into()), Arc::new(|_| {}));
    assert_eq!(code(open()), Code::ProfileMissing, "it is said, and nothing is made in its place");
    assert!(!desk.profile().join("header").exists(), "no new key over old data");
    fs::rename(&elsewhere, desk.profile()).unwrap();
    let session = open().unwrap();
    let expected = if done { "Kedai Dua" } else { "Kedai Satu" };
    assert_eq!(merchant(&session, &id).as_deref(), Some(expected));
    app::integrity::check(&session).unwrap();
}

#[test]
fn another_tool_that_touches_the_folder_costs_nothing() {
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    drop(session);
    let profile = desk.profile();
    fs::write(profile.join(".sync-conflict-20260312"), "a folder that some tool keeps in step")
        .unwrap();
    fs::copy(profile.join("vault.db"), profile.join("vault (conflicted copy).db")).unwrap();
    let session = desk.open();
    rename(&session, &id, "Kedai Satu");
    session.close();
    drop(session);
    let session = desk.open();
    assert_eq!(merchant(&session, &id).as_deref(), Some("Kedai Satu"));
    assert!(profile.join("vault (conflicted copy).db").exists(), "what is not ours is left alone");
    app::integrity::check(&session).unwrap();
}

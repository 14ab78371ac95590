//! Who did what to a receipt, and undoing it on another day.
use crate::desk::{add, code, desk, rename};
use app::views::{ConfirmRequest, FieldName, ReceiptEdits};
use app::{history, receipts, undo};
use fault::Code;

#[test]
fn a_receipts_history_says_who_when_what_before_and_after() {
    let desk = desk();
    let session = desk.open();
    let id = add(&session);
    rename(&session, &id, "Kedai Kenari");
    let edits = ReceiptEdits {
        fields: vec![(FieldName::Total, "23.40".into())],
        note: Some("lunch".into()),
        ..ReceiptEdits::default()
    };
    receipts::edit(&session, &id, &edits).unwrap();
    receipts::confirm(
        &session,
        &ConfirmRequest { id: id.clone(), edits: ReceiptEdits::default(), as_it_stands: true },
    )
    .unwrap();

    let deeds = history::of_receipt(&session, &id).unwrap();
    let codes: Vec<&str> = deeds.iter().map(|deed| deed.action.code.as_str()).collect();
    assert_eq!(
        codes,
        ["confirm_receipt", "edit_receipt", "edit_receipt", "finish_reading", "ingest"],
        "the latest first"
    );
    assert!(deeds.iter().all(|deed| deed.device == "Aina" && !deed.action.earlier));
    assert!(deeds[0].by_user && !deeds[3].by_user, "the app reads by itself");
    let changes = &deeds[1].changes;
    let of = |field: &str| changes.iter().find(|change| change.field == field);
    assert_eq!(of("note").unwrap().old, None, "nothing stood there");
    assert_eq!(of("note").unwrap().new.as_deref(), Some("lunch"));
    assert!(of("total").unwrap().new.as_ref().unwrap().ends_with(" 23.40"), "{changes:?}");
    assert_eq!(of("tax"), None, "what is logged with it and did not change is not told");
    assert_eq!(deeds[2].changes[0].new.as_deref(), Some("Kedai Kenari"));
    assert_eq!(deeds[2].changes.len(), 1, "{:?}", deeds[2].changes);
}

#[test]
fn what_is_not_there_has_no_history() {
    let desk = desk();
    let session = desk.open();
    let other = crate::desk::desk();
    let foreign = add(&other.open());
    for id in ["", "no id", foreign.as_str()] {
        assert_eq!(code(history::of_receipt(&session, id)), Code::NotFound, "{id:?}");
    }
}

#[test]
fn what_was_done_before_the_last_opening_is_told_apart() {
    let desk = desk();
    let session = desk.open();
    let id = add(&session);
    rename(&session, &id, "Kedai Kenari");
    assert!(!undo::view(&session).unwrap().undo.unwrap().earlier, "just now");
    drop(session);
    desk.clock.forward(1);
    let session = desk.open();
    let step = undo::view(&session).unwrap().undo.unwrap();
    assert!(step.earlier, "a face asks first");
    assert_eq!((step.code.as_str(), step.about.as_deref()), ("edit_receipt", Some("Kedai Kenari")));
    undo::undo(&session).unwrap();
    let view = undo::view(&session).unwrap();
    assert!(view.redo.unwrap().earlier && view.undo.unwrap().code == "ingest");
}

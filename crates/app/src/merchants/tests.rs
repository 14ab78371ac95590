//! The memory as a person meets it: on a real profile, with made-up readings.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use super::{forget, list, refresh};
use crate::views::{
    ConfirmRequest, CreateProfileRequest, FieldName, FieldState, OpenMode, ReceiptEdits,
};
use crate::{Machine, Session, categories, inbox, receipts, suggest, undo};
use ::receipt::{Doubt, Field, ReceiptDraft, Source, Suggestion};
use journal::{Action, ActionCode};
use money::{Currency, Money};
use page::OcrPage;
use std::sync::Arc;
use store::table::reading::{self, NewReading};
use store::table::receipt::{self, NewReceipt};

struct Desk {
    session: Session,
    _folder: tempfile::TempDir,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let request = CreateProfileRequest {
        name: "Aina".into(),
        mode: OpenMode::Passphrase,
        passphrase: Some("correct horse battery".into()),
    };
    let machine = Machine::at(folder.path()).unwrap();
    Desk { session: machine.create(request, Arc::new(|_| {})).unwrap(), _folder: folder }
}

fn field<T>(value: T, doubts: Vec<Doubt>) -> Field<T> {
    let suggestion = Suggestion { value, confidence: 0.999, bounds: None, source: Source::Read };
    Field { suggestions: vec![suggestion], doubts }
}

impl Desk {
    /// A receipt whose reading says this.
    fn read(&self, merchant: &str, registration: &str) -> String {
        let draft = ReceiptDraft {
            merchant: field(merchant.to_owned(), vec![]),
            registration: field(registration.to_owned(), vec![]),
            date: field("2026-03-12".parse().unwrap(), vec![]),
            currency: field(Currency::MYR, vec![Doubt::CurrencyInferred]),
            total: field(Money::from_minor(2340, Currency::MYR), vec![]),
            ..ReceiptDraft::default()
        };
        let new = NewReading {
            engine: "t".into(),
            version: "1".into(),
            page: OcrPage::default(),
            draft: draft.clone(),
            codes: vec![],
        };
        let written =
            self.session.store().write(Action::machine(ActionCode::FinishReading), move |tx| {
                let id =
                    receipt::insert(tx, NewReceipt { file_name: "a.jpg".into(), sample: false })?;
                reading::insert(tx, id, &new)?;
                suggest::all(tx, receipt::get(tx, id)?, &draft)?;
                Ok(id)
            });
        written.unwrap().value.to_string()
    }

    fn confirm(&self, id: &str, fields: &[(FieldName, &str)], category: Option<&str>) {
        let fields = fields.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
        let edits = ReceiptEdits {
            fields,
            category_id: category.map(str::to_owned),
            ..ReceiptEdits::default()
        };
        let request = ConfirmRequest { id: id.to_owned(), edits, as_it_stands: true };
        receipts::confirm(&self.session, &request).unwrap();
        refresh(&self.session).unwrap();
    }

    fn merchant(&self, id: &str) -> (Option<String>, FieldState, Option<Source>) {
        let view = receipts::review(&self.session, id).unwrap();
        let field =
            view.fields.into_iter().find(|field| field.name == FieldName::Merchant).unwrap();
        (field.value, field.state, field.source)
    }

    fn category(&self, key: &str) -> String {
        let all = categories::list(&self.session).unwrap();
        all.into_iter().find(|category| category.key.as_deref() == Some(key)).unwrap().id
    }
}

const RIGHT: &str = "KEDAI UJIAN SDN BHD";

#[test]
fn one_correction_reaches_what_waits_and_what_comes_and_can_be_taken_back() {
    let desk = desk();
    let (first, waiting) =
        (desk.read("KEOAI UJ1AN", "123456-X"), desk.read("K DAI UIAN", "123456-X"));
    let before = desk.merchant(&waiting);
    let sports = desk.category("sports");
    desk.confirm(&first, &[(FieldName::Merchant, RIGHT)], Some(&sports));

    let learnt = (Some(RIGHT.to_owned()), FieldState::Sure, Some(Source::Learnt));
    assert_eq!(desk.merchant(&waiting), learnt, "it was read before the correction, and waits");
    let view = receipts::review(&desk.session, &waiting).unwrap();
    assert_eq!(view.category_id, Some(sports), "its usual category is set beforehand");
    let merchant = view.fields.iter().find(|field| field.name == FieldName::Merchant).unwrap();
    assert_eq!(merchant.as_read.as_deref(), Some("K DAI UIAN"), "what was read is still told");
    assert_eq!(
        desk.merchant(&desk.read("X", "(123456-X)")),
        learnt,
        "and what comes later is known at once"
    );

    undo::undo(&desk.session).unwrap();
    refresh(&desk.session).unwrap();
    assert_eq!(desk.merchant(&waiting), before, "what is taken back teaches nothing");
    undo::redo(&desk.session).unwrap();
    refresh(&desk.session).unwrap();
    assert_eq!(desk.merchant(&waiting), learnt, "and done again it does");
}

#[test]
fn the_users_own_words_are_never_touched() {
    let desk = desk();
    let (first, own) = (desk.read("KEOAI", "123456-X"), desk.read("KEOAI", "123456-X"));
    let edits = ReceiptEdits {
        fields: vec![(FieldName::Merchant, "Mine".into())],
        ..ReceiptEdits::default()
    };
    receipts::edit(&desk.session, &own, &edits).unwrap();
    desk.confirm(&first, &[(FieldName::Merchant, RIGHT)], None);
    assert_eq!(
        desk.merchant(&own),
        (Some("Mine".into()), FieldState::Confirmed, None),
        "typed by the user"
    );
    undo::undo(&desk.session).unwrap();
    let undone = undo::undo(&desk.session).unwrap();
    assert_eq!(
        undone.conflicts,
        Vec::<String>::new(),
        "what was learnt stands in the way of no undo"
    );
    assert_eq!(desk.merchant(&own).0.as_deref(), Some("KEOAI"), "the edit is taken back");
}

#[test]
fn a_header_that_is_only_much_alike_is_to_be_looked_at() {
    let desk = desk();
    let first = desk.read("KEDAI UJIAN SON BHD", "");
    desk.confirm(&first, &[(FieldName::Merchant, RIGHT)], None);
    let alike = desk.read("KEDAI UJIN SON BHD", "");
    assert_eq!(
        desk.merchant(&alike).1,
        FieldState::Sure,
        "a sure reading is not overruled by a likeness"
    );
    assert_eq!(desk.merchant(&alike).0.as_deref(), Some("KEDAI UJIN SON BHD"));
    let stranger = desk.read("RESTORAN MAJU", "");
    assert_eq!(desk.merchant(&stranger).2, Some(Source::Read), "a stranger is as read");
}

#[test]
fn habits_fill_what_is_not_printed() {
    let desk = desk();
    for _ in 0..2 {
        let id = desk.read("KEDAI UJIAN", "123456-X");
        desk.confirm(&id, &[(FieldName::Payment, "ewallet"), (FieldName::Currency, "SGD")], None);
    }
    let view = receipts::review(&desk.session, &desk.read("KEDAI UJIAN", "123456-X")).unwrap();
    let of = |name| view.fields.iter().find(|field| field.name == name).unwrap();
    assert_eq!(of(FieldName::Payment).value.as_deref(), Some("ewallet"), "paid so twice");
    assert_eq!(
        of(FieldName::Currency).value.as_deref(),
        Some("SGD"),
        "a currency that is not printed is known"
    );
    assert_eq!(of(FieldName::Currency).state, FieldState::Sure, "and no doubt any more");
    assert_eq!(
        of(FieldName::Total).value.as_deref(),
        Some("23.40"),
        "the figure is the printed one"
    );
}

#[test]
fn what_is_known_can_be_seen_and_forgotten() {
    let desk = desk();
    let id = desk.read("KEDA1 UJIAN", "123456-X");
    desk.confirm(&id, &[(FieldName::Merchant, RIGHT)], None);
    let waiting = desk.read("KEDA1 UJIAN", "123456-X");
    let known = list(&desk.session).unwrap();
    assert_eq!(known.len(), 1, "one seller");
    assert_eq!((known[0].name.as_str(), known[0].receipts), (RIGHT, 1));
    let clues: Vec<&str> = known[0].clues.iter().map(|clue| clue.value.as_str()).collect();
    assert_eq!(clues, ["123456X", "KEDA1 UJIAN"], "what it is recognised by");

    forget(&desk.session, &known[0].key).unwrap();
    refresh(&desk.session).unwrap();
    assert!(list(&desk.session).unwrap().is_empty(), "nothing is known any more");
    assert_eq!(desk.merchant(&waiting).0.as_deref(), Some("KEDA1 UJIAN"), "nor used");
    assert!(forget(&desk.session, &known[0].key).is_err(), "what is not known cannot be forgotten");
    undo::undo(&desk.session).unwrap();
    assert_eq!(list(&desk.session).unwrap(), known, "forgetting can be undone");
    assert_eq!(
        inbox::view(&desk.session).unwrap().confirmed_count,
        1,
        "the receipt was never touched"
    );
}

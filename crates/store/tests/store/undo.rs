//! Undo and redo, over restarts, and what stands in their way.
use super::bench::{Bench, bench};
use super::exchange::act;
use journal::{Action, ActionCode};
use money::{Currency, Money};
use proptest::prelude::*;
use store::{
    ActionId, Error, ReceiptId, Tx, UndoState,
    table::{
        duplicate, merchant_clue,
        receipt::{self, NewReceipt, State},
        receipt_item::{self, Line},
        receipt_list::{self, Filter, Window},
    },
};

fn note(bench: &Bench, id: ReceiptId, note: &str) {
    let note = note.to_owned();
    bench.edit(ActionCode::EditReceipt, id, move |receipt| receipt.note = note);
}

fn state(bench: &Bench) -> (Option<String>, Option<String>) {
    let UndoState { undo, redo } = bench.store.undo_state().unwrap();
    (undo.map(|step| step.code), redo.map(|step| step.code))
}

fn names(undo: Option<&str>, redo: Option<&str>) -> (Option<String>, Option<String>) {
    (undo.map(str::to_owned), redo.map(str::to_owned))
}

#[test]
fn back_and_forth_over_restarts() {
    let bench = bench();
    let id = bench.ingest("scan.jpg");
    note(&bench, id, "one");
    note(&bench, id, "two");
    let bench = bench.reopen();
    bench.store.undo().unwrap();
    assert_eq!(bench.receipt(id).note, "one", "the last edit");
    bench.store.undo().unwrap();
    assert_eq!(bench.receipt(id).note, "", "the one before");
    let bench = bench.reopen();
    assert_eq!(
        state(&bench),
        names(Some("ingest"), Some("edit_receipt")),
        "where it stands is kept"
    );
    bench.store.redo().unwrap();
    let bench = bench.reopen();
    assert_eq!(bench.receipt(id).note, "one", "forth");
    bench.store.redo().unwrap();
    assert_eq!(bench.receipt(id).note, "two", "to where it was");
    assert_eq!(state(&bench), names(Some("edit_receipt"), None), "and no further");
    assert!(matches!(bench.store.redo(), Err(Error::NothingToUndo)), "there is nothing more");
}

#[test]
fn a_new_action_ends_redo() {
    let bench = bench();
    let id = bench.ingest("scan.jpg");
    note(&bench, id, "one");
    bench.store.undo().unwrap();
    note(&bench, id, "other");
    assert_eq!(
        state(&bench),
        names(Some("edit_receipt"), None),
        "what was undone is not on the way any more"
    );
    assert!(matches!(bench.store.redo(), Err(Error::NothingToUndo)), "redo would overwrite");
}

#[test]
fn a_fresh_profile_has_nothing_to_undo() {
    let bench = bench();
    assert_eq!(state(&bench), names(None, None), "its making is not the user's step");
    assert!(matches!(bench.store.undo(), Err(Error::NothingToUndo)), "and cannot be undone");
}

#[test]
fn many_rows_are_one_step() {
    let bench = bench();
    let ids = bench.store.write(Action::user(ActionCode::Ingest).count(500), |tx| {
        (0..500)
            .map(|n| {
                receipt::insert(tx, NewReceipt { file_name: format!("{n}.jpg"), sample: false })
            })
            .collect::<Result<Vec<_>, _>>()
    });
    let ids = ids.unwrap().value;
    let inbox = || bench.store.read(receipt::inbox).unwrap().len();
    assert_eq!(
        bench.store.undo_state().unwrap().undo.unwrap().args.count,
        500,
        "the menu says how many"
    );
    bench.store.undo().unwrap();
    assert_eq!(inbox(), 0, "a whole import goes at once");
    assert!(bench.receipt(ids[0]).deleted_at.is_some(), "into the bin, where it can be seen");
    bench.store.redo().unwrap();
    assert_eq!(inbox(), 500, "and comes back at once");
}

/// Takes in `count` files, as a part of the step that began with `first` where there is one.
fn drop_files(bench: &Bench, first: Option<ActionId>, count: usize) -> ActionId {
    let work = move |tx: &Tx<'_>| {
        for n in 0..count {
            receipt::insert(tx, NewReceipt { file_name: format!("{n}.jpg"), sample: false })?;
        }
        Ok(())
    };
    let action = Action::user(ActionCode::Ingest).count(count);
    let written = match first {
        None => bench.store.write(action, work),
        Some(first) => bench.store.write_part(first, action, work),
    };
    written.unwrap().action.expect("receipts are logged")
}

#[test]
fn a_drop_in_several_transactions_is_one_step() {
    let bench = bench();
    let before = bench.ingest("scan.jpg");
    let first = drop_files(&bench, None, 3);
    note(&bench, before, "between");
    drop_files(&bench, Some(first), 2);
    drop_files(&bench, Some(first), 1);
    let inbox = || bench.store.read(receipt::inbox).unwrap().len();
    bench.store.undo().unwrap();
    assert_eq!(bench.receipt(before).note, "", "what was done since the drop began goes first");
    assert_eq!(
        bench.store.undo_state().unwrap().undo.unwrap().args.count,
        6,
        "the menu counts the files of all parts"
    );
    bench.store.undo().unwrap();
    assert_eq!(inbox(), 1, "the whole drop goes at once");
    bench.store.redo().unwrap();
    assert_eq!(inbox(), 7, "and comes back at once");
    bench.store.redo().unwrap();
    assert_eq!(bench.receipt(before).note, "between", "and so does what followed");
}

#[test]
fn what_is_stored_after_its_drop_was_undone_can_be_undone_itself() {
    let bench = bench();
    let first = drop_files(&bench, None, 2);
    bench.store.undo().unwrap();
    drop_files(&bench, Some(first), 1);
    assert_eq!(state(&bench), names(Some("ingest"), None), "else these files would stay for good");
    bench.store.undo().unwrap();
    assert_eq!(bench.store.read(receipt::inbox).unwrap().len(), 0, "all went to the bin");
}

#[test]
fn undoing_a_confirmation_brings_the_draft_back() {
    let bench = bench();
    let id = bench.ingest("scan.jpg");
    bench.write(Action::machine(ActionCode::FinishReading), id, |receipt| {
        receipt.state = State::ToReview;
        receipt.fields.merchant = Some("TESC0".into());
        receipt.doubts = 2;
    });
    let draft = bench.receipt(id);
    let line = Line {
        name: "Milk".into(),
        quantity: None,
        unit_price: None,
        total: Money::from_minor(1, Currency::MYR),
        bounds: None,
        doubtful: false,
    };
    let confirmed = bench.store.write(Action::user(ActionCode::ConfirmReceipt), move |tx| {
        let mut receipt = receipt::get(tx, id)?;
        receipt.state = State::Confirmed;
        receipt.fields.merchant = Some("Tesco".into());
        receipt.fields.currency = Some(Currency::MYR);
        receipt.fields.total = Some(Money::from_minor(2340, Currency::MYR));
        receipt.confirmed_at = Some(tx.now());
        tx.describe(1, receipt.fields.merchant.clone());
        receipt::update(tx, &receipt)?;
        receipt_item::replace(tx, id, &[(None, line)])
    });
    confirmed.unwrap();
    let undone = bench.store.undo().unwrap();
    assert_eq!(undone.step.args.about.as_deref(), Some("Tesco"), "the menu names what it is about");
    assert!(undone.conflicts.is_empty(), "nobody else touched it");
    assert_eq!(bench.receipt(id), draft, "as it was before");
    assert!(
        bench.store.read(|view| receipt_item::list(view, id)).unwrap().is_empty(),
        "with no lines"
    );
}

#[test]
fn undoing_a_drop_after_it_was_read_puts_it_into_the_bin() {
    let bench = bench();
    let id = bench.ingest("scan.jpg");
    bench.write(Action::machine(ActionCode::FinishReading), id, |receipt| {
        receipt.state = State::Ready
    });
    assert_eq!(
        state(&bench),
        names(Some("ingest"), None),
        "what the machine did is not the user's step"
    );
    let undone = bench.store.undo().unwrap();
    assert!(
        undone.conflicts.is_empty() && bench.receipt(id).deleted_at.is_some(),
        "the drop as a whole goes"
    );
    bench.store.redo().unwrap();
    let back = bench.receipt(id);
    assert_eq!((back.deleted_at, back.state), (None, State::Ready), "and comes back read");
}

#[test]
fn what_is_newer_stays_and_is_named() {
    let bench = bench();
    let id = bench.confirm("Tesco", "2026-03-12", 100);
    bench.edit(ActionCode::EditReceipt, id, |receipt| {
        receipt.note = "user".into();
        receipt.fields.merchant = Some("Aeon".into());
    });
    bench.write(Action::machine(ActionCode::FinishReading), id, |receipt| {
        receipt.note = "machine".into()
    });
    let undone = bench.store.undo().unwrap();
    let conflicts: Vec<_> = undone.conflicts.iter().map(|cell| cell.column.as_str()).collect();
    assert_eq!(conflicts, ["note"], "the value that is not ours is named");
    let found = bench.receipt(id);
    assert_eq!(
        (found.note.as_str(), found.fields.merchant.as_deref()),
        ("machine", Some("Tesco")),
        "kept, and the rest undone"
    );
}

#[test]
fn money_is_undone_whole_or_not_at_all() {
    let bench = bench();
    let id = bench.confirm("Tesco", "2026-03-12", 100);
    bench.edit(ActionCode::EditReceipt, id, |receipt| {
        receipt.fields.currency = Some(Currency::USD);
        receipt.fields.total = Some(Money::from_minor(200, Currency::USD));
    });
    bench.write(Action::machine(ActionCode::FinishReading), id, |receipt| {
        receipt.fields.total = Some(Money::from_minor(300, Currency::USD));
    });
    let undone = bench.store.undo().unwrap();
    assert!(!undone.conflicts.is_empty(), "the total is newer");
    assert_eq!(
        bench.receipt(id).fields.total,
        Some(Money::from_minor(300, Currency::USD)),
        "three dollars must not become three ringgit"
    );
}

#[test]
fn two_edits_of_one_action_are_one_change() {
    let bench = bench();
    let id = bench.confirm("Tesco", "2026-03-12", 100);
    let twice = bench.store.write(Action::user(ActionCode::EditReceipt), move |tx| {
        for note in ["first", "second"] {
            let mut receipt = receipt::get(tx, id)?;
            receipt.note = note.into();
            receipt::update(tx, &receipt)?;
        }
        Ok(())
    });
    twice.unwrap();
    bench.store.undo().unwrap();
    assert_eq!(bench.receipt(id).note, "", "back to before the action, not to its middle");
    bench.store.redo().unwrap();
    assert_eq!(bench.receipt(id).note, "second", "and to its end");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    /// Beside a model that is a plain stack of states.
    #[test]
    fn any_walk_back_and_forth_is_a_walk_on_a_line(steps in prop::collection::vec(0_u8..4, 1..40)) {
        let mut bench = bench();
        let id = bench.ingest("scan.jpg");
        let (mut line, mut at) = (vec![String::new()], 0);
        for (n, step) in steps.into_iter().enumerate() {
            match step {
                0 if at > 0 => { bench.store.undo().unwrap(); at -= 1; }
                1 if at + 1 < line.len() => { bench.store.redo().unwrap(); at += 1; }
                1 => prop_assert!(matches!(bench.store.redo(), Err(Error::NothingToUndo)), "nothing was undone"),
                2 if n % 5 == 0 => bench = bench.reopen(),
                _ => {
                    let text = format!("note {n}");
                    note(&bench, id, &text);
                    line.truncate(at + 1);
                    line.push(text);
                    at += 1;
                }
            }
            prop_assert_eq!(&bench.receipt(id).note, &line[at], "where the walk stands");
        }
    }
}

/// What a person can see and change: receipts with their lines, pairs, and what is made of them.
fn seen(bench: &Bench, ids: &[ReceiptId]) -> String {
    let rows = |id: &ReceiptId| {
        let lines = bench.store.read(|view| receipt_item::list(view, *id)).unwrap();
        format!("{:?} {lines:?}\n", bench.receipt(*id))
    };
    let pairs = bench.store.read(duplicate::open).unwrap();
    ids.iter().map(rows).collect::<String>() + &format!("{pairs:?}\n") + &derived(bench)
}

/// What is computed from the logged tables: the index, and what sellers are known by.
fn derived(bench: &Bench) -> String {
    let found = |word: &str| {
        let filter = Filter { text: vec![word.to_owned()], ..Filter::default() };
        let window = Window { limit: 500, ..Window::default() };
        let rows = bench.store.read(|view| receipt_list::list(view, &filter, &window)).unwrap();
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let words = ["merchant", "note", "item", "1", "-"].map(found);
    format!("{words:?} {:?}", bench.store.read(merchant_clue::merchants).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn undone_to_the_start_and_redone_to_the_end_all_is_as_it_was(
        steps in prop::collection::vec((1_u8..6, 0_usize..3, -999_i64..999), 1..20),
    ) {
        let bench = bench();
        let ids: Vec<_> = (0..3).map(|n| bench.ingest(&format!("{n}.jpg"))).collect();
        let start = seen(&bench, &ids);
        let taken_in = bench.store.undo_state().unwrap().undo.unwrap().at;
        bench.clock.forward(1_000);
        for (step, target, value) in steps {
            act(&bench, step, target, value);
        }
        let end = seen(&bench, &ids);
        let mut undone = 0;
        while bench.store.undo_state().unwrap().undo.unwrap().at != taken_in {
            prop_assert!(bench.store.undo().unwrap().conflicts.is_empty(), "nobody else was there");
            undone += 1;
        }
        prop_assert_eq!(seen(&bench, &ids), start, "the start");
        (0..undone).for_each(|_| drop(bench.store.redo().unwrap()));
        prop_assert_eq!(seen(&bench, &ids), end, "the end");
        let made = derived(&bench);
        bench.store.rebuild().unwrap();
        prop_assert_eq!(derived(&bench), made, "what is computed is what computing it anew gives");
    }
}

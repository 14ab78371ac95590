//! Databases as released versions made them: every later version opens them, finds
//! what is in them, and goes on from there.
use super::bench::{Bench, KEY, bench, device, folder};
use jiff::civil::date;
use journal::{Action, ActionCode};
use money::{Currency, Money};
use store::{
    Error, ReceiptId, Store,
    table::{
        attachment::{self, Stored},
        hold,
        receipt::{self, State},
        receipt_item::{self, Line},
        receipt_list::{self, Filter, Window},
        receipt_page::{self, Place},
        retention_policy,
    },
};

/// With a receipt that has a line of goods and a picture, is held and was changed, one
/// that was purged, and a rule of how long to keep. Made by [`a_new_one_holds_the_same`].
const PRESENT: &str = "tests/fixtures/schema-4.db";
/// Where a file is written that is to become one of the released.
const MADE: &str = "QUITTANCE_FIXTURE";

#[test]
fn the_present_one_holds_all_that_was_put_in() {
    // Its ids are others than those that were given out when the file was made.
    let (folder, bench) = (folder(), device(9, &[]));
    let path = folder.path().join("vault.db");
    std::fs::copy(PRESENT, &path).unwrap();
    let store = Store::open(&path, &KEY, bench.context()).unwrap();
    let id = holds_all(&store);
    store.undo().unwrap();
    let mut receipt = store.read(|view| receipt::get(view, id)).unwrap();
    assert_eq!(receipt.note, "", "its history came too");
    receipt.note = "and it goes on".into();
    let edit = Action::user(ActionCode::EditReceipt);
    store.write(edit, move |tx| receipt::update(tx, &receipt)).unwrap();
    store.check().unwrap();
}

#[test]
fn a_new_one_holds_the_same() {
    let bench = filled();
    holds_all(&bench.store);
    let (path, Bench { store, folder: _folder, .. }) = (bench.path(), bench);
    store.close().unwrap();
    if let Some(made) = std::env::var_os(MADE) {
        std::fs::copy(path, made).unwrap();
    }
}

fn filled() -> Bench {
    let bench = bench();
    let gone = bench.confirm("Kedai Hilang", "2016-03-12", 990);
    let purge = Action::user(ActionCode::PurgeReceipts);
    bench.store.purge(purge, vec![gone], date(2026, 3, 12)).unwrap();
    let id = bench.confirm("Kedai Kenari", "2026-03-12", 2340);
    let line = Line {
        name: "Teh tarik".into(),
        quantity: None,
        unit_price: None,
        total: Money::from_minor(2340, Currency::MYR),
        bounds: None,
        doubtful: false,
    };
    let put_in = Action::user(ActionCode::EditReceipt);
    let written = bench.store.write(put_in, move |tx| {
        receipt_item::replace(tx, id, &[(None, line)])?;
        let (Stored::New(file) | Stored::Here(file)) =
            attachment::insert(tx, "scan.jpg", "image/jpeg", &[7; 5_000][..])?;
        receipt_page::insert(tx, id, file, &Place::default())?;
        hold::insert(tx, id, Some(date(2033, 12, 31)), "a claim")?;
        retention_policy::set(tx, "receipt", None, Some(("malaysia", 7)))
    });
    written.unwrap();
    bench.edit(ActionCode::EditReceipt, id, |receipt| receipt.note = "lunch".into());
    bench
}

/// The receipt that is in it.
fn holds_all(store: &Store) -> ReceiptId {
    let filter = Filter { text: vec!["kenari".into()], ..Filter::default() };
    let window = Window { limit: 1, ..Window::default() };
    let found = store.read(|view| receipt_list::list(view, &filter, &window)).unwrap();
    let id = found[0].id;
    let receipt = store.read(|view| receipt::get(view, id)).unwrap();
    assert_eq!((receipt.state, receipt.note.as_str()), (State::Confirmed, "lunch"));
    assert_eq!(receipt.fields.total, Some(Money::from_minor(2340, Currency::MYR)));
    let items = store.read(|view| receipt_item::list(view, id)).unwrap();
    assert_eq!(items[0].line.name, "Teh tarik");
    let page = store.read(|view| receipt_page::list(view, id)).unwrap().remove(0);
    let picture = store.read(|view| attachment::read_all(view, page.attachment)).unwrap();
    assert_eq!(picture, [7; 5_000]);
    let held = store.read(hold::list).unwrap().remove(0);
    assert_eq!((held.receipt, held.until), (id, Some(date(2033, 12, 31))));
    assert_eq!(store.read(retention_policy::list).unwrap()[0].years, 7);
    let mut tombstones = 0;
    let mut count = |_: &str| -> Result<(), Error> {
        tombstones += 1;
        Ok(())
    };
    store.read(|view| store::each_row(view, "tombstone", &mut count)).unwrap();
    assert!(tombstones > 0, "what was purged stays so on every device");
    store.check().unwrap();
    id
}

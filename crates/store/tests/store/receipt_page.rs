use super::bench::bench;
use journal::{Action, ActionCode};
use store::{
    AttachmentId,
    table::{
        attachment::{self, Stored},
        receipt_page::{self, Place},
    },
};

#[test]
fn a_long_receipt_has_two_pictures_and_a_picture_two_receipts() {
    let bench = bench();
    let (one, other) = (bench.ingest("a.jpg"), bench.ingest("b.jpg"));
    let picture = |byte: u8| -> AttachmentId {
        match bench
            .store
            .write_local(move |tx| attachment::insert(tx, "a", "image/png", &[byte][..]))
            .unwrap()
        {
            Stored::New(id) | Stored::Here(id) => id,
        }
    };
    let (upper, lower) = (picture(1), picture(2));
    let place = Place { page: 1, quad: Some([(0, 0), (10, 0), (10, 20), (0, 20)]), rotation: 90 };
    let pages = bench.store.write(Action::user(ActionCode::Ingest), move |tx| {
        let second = receipt_page::insert(tx, one, upper, Place::default())?;
        receipt_page::insert(tx, one, lower, place)?;
        receipt_page::insert(tx, other, upper, Place::default())?;
        Ok(second)
    });
    let first = pages.unwrap().value;
    let list = || bench.store.read(|view| receipt_page::list(view, one)).unwrap();
    assert_eq!(
        list().iter().map(|p| (p.attachment, p.place)).collect::<Vec<_>>(),
        [(upper, Place::default()), (lower, place)],
        "in order"
    );
    assert_eq!(
        bench.store.read(|view| receipt_page::receipts_of(view, upper)).unwrap(),
        [other, one],
        "newest first"
    );
    bench
        .store
        .write(Action::user(ActionCode::EditReceipt), move |tx| receipt_page::remove(tx, first))
        .unwrap();
    assert_eq!(list().len(), 1, "taken off");
    assert!(bench.store.read(|view| attachment::get(view, upper)).is_ok(), "the file stays");
    bench.store.undo().unwrap();
    assert_eq!(list().len(), 2, "and comes back");
}

#[test]
fn only_quarter_turns() {
    let bench = bench();
    let id = bench.ingest("a.jpg");
    let nothing = money::Id::from_uuid(uuid::Uuid::from_u128(5));
    let place = Place { rotation: 45, ..Place::default() };
    let action = Action::user(ActionCode::EditReceipt);
    assert!(
        bench.store.write(action, move |tx| receipt_page::insert(tx, id, nothing, place)).is_err(),
        "45 degrees"
    );
}

use super::bench::bench;
use journal::{Action, ActionCode};
use page::Turn;
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
    let place = Place {
        page: Some(1),
        quad: Some([(0, 0), (10, 0), (10, 20), (0, 20)]),
        turn: Turn::Right,
        languages: Some(vec!["deu".into()]),
    };
    let written = place.clone();
    let pages = bench.store.write(Action::user(ActionCode::Ingest), move |tx| {
        let second = receipt_page::insert(tx, one, upper, &Place::default())?;
        receipt_page::insert(tx, one, lower, &written)?;
        receipt_page::insert(tx, other, upper, &Place::default())?;
        Ok(second)
    });
    let first = pages.unwrap().value;
    let list = || bench.store.read(|view| receipt_page::list(view, one)).unwrap();
    assert_eq!(
        list().into_iter().map(|p| (p.attachment, p.place)).collect::<Vec<_>>(),
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

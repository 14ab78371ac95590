use super::bench::{Bench, bench};
use journal::{Action, ActionCode};
use money::{Currency, Money, Quantity};
use page::Bounds;
use store::{
    ItemId, ReceiptId,
    table::receipt_item::{self, Item, Line},
};

fn line(name: &str, minor: i64) -> Line {
    Line {
        name: name.into(),
        quantity: Quantity::parse("31.707"),
        unit_price: None,
        total: Money::from_minor(minor, Currency::MYR),
        bounds: Some(Bounds { x: 1, y: 2, width: 3, height: 4 }),
        doubtful: minor < 0,
    }
}

fn replace(
    bench: &Bench,
    receipt: ReceiptId,
    lines: Vec<(Option<ItemId>, Line)>,
) -> Option<store::ActionId> {
    let action = Action::user(ActionCode::EditReceipt);
    bench.store.write(action, move |tx| receipt_item::replace(tx, receipt, &lines)).unwrap().action
}

fn list(bench: &Bench, receipt: ReceiptId) -> Vec<Item> {
    bench.store.read(|view| receipt_item::list(view, receipt)).unwrap()
}

fn kept(items: &[Item]) -> Vec<(Option<ItemId>, Line)> {
    items.iter().map(|item| (Some(item.id), item.line.clone())).collect()
}

#[test]
fn added_changed_moved_and_taken_away() {
    let bench = bench();
    let receipt = bench.ingest("scan.jpg");
    replace(
        &bench,
        receipt,
        vec![(None, line("Milk", 700)), (None, line("Bread", 350)), (None, line("Return", -50))],
    );
    let first = list(&bench, receipt);
    assert_eq!(
        first.iter().map(|i| i.line.clone()).collect::<Vec<_>>(),
        [line("Milk", 700), line("Bread", 350), line("Return", -50)],
        "as printed"
    );
    assert_eq!(replace(&bench, receipt, kept(&first)), None, "the same lines are no change");
    let mut next = kept(&first);
    next.remove(0);
    next.swap(0, 1);
    next[1].1.name = "Brown bread".into();
    next.push((None, line("Eggs", 990)));
    replace(&bench, receipt, next);
    let second = list(&bench, receipt);
    let names: Vec<_> = second.iter().map(|item| item.line.name.as_str()).collect();
    assert_eq!(names, ["Return", "Brown bread", "Eggs"], "in the new order");
    assert_eq!(
        (second[0].id, second[1].id),
        (first[2].id, first[1].id),
        "a changed line is the same line"
    );
    bench.store.undo().unwrap();
    assert_eq!(list(&bench, receipt), first, "one step back");
    bench.store.redo().unwrap();
    assert_eq!(list(&bench, receipt), second, "and forth");
}

#[test]
fn a_line_of_another_receipt_is_not_taken() {
    let bench = bench();
    let (one, other) = (bench.ingest("a.jpg"), bench.ingest("b.jpg"));
    replace(&bench, one, vec![(None, line("Milk", 700))]);
    let stolen = kept(&list(&bench, one));
    let action = Action::user(ActionCode::EditReceipt);
    assert!(
        bench.store.write(action, move |tx| receipt_item::replace(tx, other, &stolen)).is_err(),
        "it is not there"
    );
    assert_eq!(list(&bench, one).len(), 1, "and stays where it was");
}

use super::bench::bench;
use journal::{Action, ActionCode};
use store::table::{category, receipt};

#[test]
fn the_starting_categories_in_their_order() {
    let bench = bench().reopen();
    let keys: Vec<_> =
        bench.store.read(category::list).unwrap().into_iter().map(|c| c.key).collect();
    assert_eq!(
        keys,
        [Some("groceries".to_owned()), Some("transport".to_owned())],
        "as given at creation"
    );
}

#[test]
fn a_merchant_remembers_its_last_confirmed_category() {
    let bench = bench();
    let categories = bench.store.read(category::list).unwrap();
    let (food, transport) = (categories[0].id, categories[1].id);
    let of = |key: &'static str| bench.store.read(|view| category::of_merchant(view, key)).unwrap();
    assert_eq!(of("tesco"), None, "nothing is known before the first");
    let mut last = None;
    for (day, category) in [food, transport].into_iter().enumerate() {
        let id = bench.confirm("Tesco", "2026-03-12", 100);
        bench.edit(ActionCode::ConfirmReceipt, id, move |receipt| {
            receipt.merchant_key = Some("tesco".into());
            receipt.category = Some(category);
            receipt.confirmed_at =
                Some(jiff::Timestamp::from_second(i64::try_from(day).unwrap()).unwrap());
        });
        last = Some(id);
    }
    assert_eq!(of("tesco"), Some(transport), "the latest confirmation counts");
    assert_eq!(of("shell"), None, "another merchant learns nothing from it");
    let id = last.unwrap();
    bench
        .store
        .write(Action::user(ActionCode::BinReceipts), move |tx| receipt::bin(tx, id))
        .unwrap();
    assert_eq!(of("tesco"), Some(food), "a binned receipt teaches nothing");
}

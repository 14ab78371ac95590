use super::bench::bench;
use store::table::category;

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

use super::bench::{Bench, bench};
use ::receipt::PaymentMethod;
use journal::{Action, ActionCode};
use money::{Currency, Money, Quantity};
use store::table::{
    category,
    receipt::{self, NewReceipt},
    receipt_list::{self, Bound, Filter, SortBy, Totals, Window},
};

fn window(sort: SortBy, ascending: bool) -> Window {
    Window { sort, ascending, offset: 0, limit: 500 }
}

fn merchants(bench: &Bench, filter: &Filter, window: &Window) -> Vec<String> {
    let rows = bench.store.read(|view| receipt_list::list(view, filter, window)).unwrap();
    rows.into_iter().map(|row| row.merchant.unwrap_or_default()).collect()
}

fn found(bench: &Bench, filter: Filter) -> Vec<String> {
    merchants(bench, &filter, &window(SortBy::Date, false))
}

fn bound(amount: &str, inclusive: bool) -> Option<Bound> {
    Some(Bound { amount: Quantity::parse(amount).unwrap(), inclusive })
}

/// Four confirmed receipts, dropped in this order.
fn four(bench: &Bench) {
    bench.confirm("tesco", "2026-01-05", 5000);
    bench.confirm("Aeon", "2026-03-01", 999);
    bench.confirm("Shell", "2025-12-31", 12_000);
    bench.confirm("Baker", "2026-01-05", -250);
}

#[test]
fn every_order_both_ways() {
    let bench = bench();
    four(&bench);
    for (sort, ascending) in [
        (SortBy::Date, ["Shell", "tesco", "Baker", "Aeon"]),
        (SortBy::Merchant, ["Aeon", "Baker", "Shell", "tesco"]),
        (SortBy::Total, ["Baker", "Aeon", "tesco", "Shell"]),
        (SortBy::Added, ["tesco", "Aeon", "Shell", "Baker"]),
    ] {
        assert_eq!(
            merchants(&bench, &Filter::default(), &window(sort, true)),
            ascending,
            "{sort:?} ascending"
        );
        let mut descending = ascending.to_vec();
        descending.reverse();
        assert_eq!(
            merchants(&bench, &Filter::default(), &window(sort, false)),
            descending,
            "{sort:?} descending"
        );
    }
}

#[test]
fn windows_join_without_gap_or_repeat() {
    let bench = bench();
    four(&bench);
    let all = found(&bench, Filter::default());
    let pages: Vec<_> = (0..3)
        .flat_map(|page| {
            merchants(
                &bench,
                &Filter::default(),
                &Window { offset: page * 2, limit: 2, ..Window::default() },
            )
        })
        .collect();
    assert_eq!(pages, all, "scrolling shows each row once");
}

#[test]
fn only_what_is_confirmed_and_not_in_the_bin() {
    let bench = bench();
    four(&bench);
    bench.ingest("unconfirmed.jpg");
    let gone = bench.confirm("Gone", "2026-02-02", 1);
    bench
        .store
        .write(Action::user(ActionCode::BinReceipts), move |tx| receipt::bin(tx, gone))
        .unwrap();
    assert_eq!(found(&bench, Filter::default()).len(), 4, "the list");
    assert_eq!(found(&bench, Filter { binned: true, ..Filter::default() }), ["Gone"], "the bin");
}

#[test]
fn each_filter_alone() {
    let bench = bench();
    four(&bench);
    let category = bench.store.read(category::list).unwrap()[0].id;
    let odd = bench.confirm("Odd", "2026-06-06", 7777);
    bench.edit(ActionCode::EditReceipt, odd, move |receipt| {
        receipt.category = Some(category);
        receipt.fields.payment = Some(PaymentMethod::Cash);
        receipt.unsure = true;
        receipt.sample = true;
    });
    let day = |text: &str| Some(text.parse().unwrap());
    for (filter, expected) in [
        (
            Filter { min_total: bound("50", true), ..Filter::default() },
            vec!["Odd", "tesco", "Shell"],
        ),
        (Filter { min_total: bound("50", false), ..Filter::default() }, vec!["Odd", "Shell"]),
        (Filter { max_total: bound("9.99", true), ..Filter::default() }, vec!["Aeon", "Baker"]),
        (Filter { max_total: bound("-2.5", false), ..Filter::default() }, vec![]),
        (
            Filter { from: day("2026-01-05"), to: day("2026-03-01"), ..Filter::default() },
            vec!["Aeon", "Baker", "tesco"],
        ),
        (Filter { categories: vec![category], ..Filter::default() }, vec!["Odd"]),
        (
            Filter { without_categories: vec![category], ..Filter::default() },
            vec!["Aeon", "Baker", "tesco", "Shell"],
        ),
        (
            Filter {
                payments: vec![PaymentMethod::Voucher, PaymentMethod::Cash],
                ..Filter::default()
            },
            vec!["Odd"],
        ),
        (Filter { payments: vec![PaymentMethod::Voucher], ..Filter::default() }, vec![]),
        (
            Filter { without_payments: vec![PaymentMethod::Cash], ..Filter::default() },
            vec!["Aeon", "Baker", "tesco", "Shell"],
        ),
        (Filter { text: vec!["e".into(), "sh".into()], ..Filter::default() }, vec![]),
        (
            Filter { without_text: vec!["te".into(), "odd".into()], ..Filter::default() },
            vec!["Aeon", "Baker", "Shell"],
        ),
        (Filter { unsure: Some(true), ..Filter::default() }, vec!["Odd"]),
        (
            Filter { unsure: Some(false), ..Filter::default() },
            vec!["Aeon", "Baker", "tesco", "Shell"],
        ),
        (Filter { sample: Some(true), ..Filter::default() }, vec!["Odd"]),
    ] {
        assert_eq!(found(&bench, filter.clone()), expected, "{filter:?}");
    }
}

#[test]
fn limits_hold_in_every_currency() {
    let bench = bench();
    for (merchant, currency, minor) in [
        ("yen", "JPY", 60),
        ("dinar", "KWD", 49_999),
        ("unidad", "CLF", 500_001),
        ("ringgit", "MYR", 4_999),
    ] {
        let id = bench.confirm(merchant, "2026-01-01", 1);
        let currency = Currency::from_code(currency).unwrap();
        bench.edit(ActionCode::EditReceipt, id, move |receipt| {
            receipt.fields.currency = Some(currency);
            receipt.fields.total = Some(Money::from_minor(minor, currency));
        });
    }
    let over = found(&bench, Filter { min_total: bound("50", true), ..Filter::default() });
    assert_eq!(
        over,
        ["unidad", "yen"],
        "60 yen and 50.0001 UF are fifty and more, 49.999 dinar are not"
    );
}

#[test]
fn totals_by_currency_without_samples() {
    let bench = bench();
    four(&bench);
    let dollars = bench.confirm("Amazon", "2026-01-01", 1);
    bench.edit(ActionCode::EditReceipt, dollars, |receipt| {
        receipt.fields.currency = Some(Currency::USD);
        receipt.fields.total = Some(Money::from_minor(1999, Currency::USD));
    });
    let sample = bench.confirm("Sample", "2026-01-01", 100_000);
    bench.edit(ActionCode::EditReceipt, sample, |receipt| receipt.sample = true);
    let totals = |filter: Filter| bench.store.read(|view| receipt_list::totals(view, &filter));
    let sums =
        vec![Money::from_minor(17_749, Currency::MYR), Money::from_minor(1999, Currency::USD)];
    assert_eq!(
        totals(Filter::default()).unwrap(),
        Totals { count: 6, sums },
        "one sum a currency, never one over two"
    );
    let huge = bench.confirm("Huge", "2026-01-01", i64::MAX);
    assert!(totals(Filter::default()).is_err(), "a sum that overflows is an error and no number");
    bench
        .store
        .write(Action::user(ActionCode::BinReceipts), move |tx| receipt::bin(tx, huge))
        .unwrap();
    let words = Filter { text: vec!["sample".into()], ..Filter::default() };
    assert_eq!(totals(words).unwrap(), Totals { count: 1, sums: vec![] }, "by words too");
}

#[test]
fn a_row_has_its_first_picture_and_what_may_be_missing() {
    let bench = bench();
    let id = bench.confirm("Tesco", "2026-01-01", 1);
    bench.edit(ActionCode::EditReceipt, id, |receipt| {
        receipt.fields.date = None;
        receipt.fields.total = None;
    });
    let row = bench
        .store
        .read(|view| receipt_list::list(view, &Filter::default(), &window(SortBy::Date, false)))
        .unwrap()
        .remove(0);
    assert_eq!(
        (row.id, row.date, row.total, row.picture),
        (id, None, None, None),
        "nothing is made up"
    );
}

#[test]
fn undated_receipts_come_last() {
    let bench = bench();
    let undated = bench.confirm("Undated", "2026-01-01", 1);
    bench.edit(ActionCode::EditReceipt, undated, |receipt| receipt.fields.date = None);
    bench.confirm("Undoubted", "1990-01-01", 1);
    assert_eq!(found(&bench, Filter::default()), ["Undoubted", "Undated"], "without words");
    let words = Filter { text: vec!["und".into()], ..Filter::default() };
    assert_eq!(
        found(&bench, words),
        ["Undoubted", "Undated"],
        "with words: the two ways to the list agree"
    );
}

#[test]
fn a_sample_that_was_never_confirmed_is_not_listed() {
    let bench = bench();
    let new = NewReceipt { file_name: "s.jpg".into(), sample: true };
    bench.store.write(Action::user(ActionCode::Ingest), |tx| receipt::insert(tx, new)).unwrap();
    assert!(found(&bench, Filter::default()).is_empty(), "it is in the inbox");
}

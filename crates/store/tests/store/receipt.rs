use super::bench::bench;
use ::receipt::PaymentMethod;
use journal::{Action, ActionCode};
use money::{Currency, Money};
use proptest::prelude::*;
use store::{
    Error, Store,
    table::{
        category,
        receipt::{self, Fields, NewReceipt, Receipt, State},
    },
};

fn full(receipt: &mut Receipt) {
    let money = |minor| Some(Money::from_minor(minor, Currency::MYR));
    receipt.state = State::Confirmed;
    receipt.fields = Fields {
        merchant: Some("99 SPEED MART".into()),
        address: Some("Lot 1, Jalan Ipoh".into()),
        date: Some("2026-03-12".parse().unwrap()),
        time: Some("18:41:05".parse().unwrap()),
        currency: Some(Currency::MYR),
        subtotal: money(2200),
        tax: money(140),
        service: money(0),
        rounding: money(-2),
        total: money(2338),
        paid: money(5000),
        change: money(2662),
        payment: Some(PaymentMethod::Ewallet),
        number: Some("A-0042".into()),
        registration: Some("519537-X".into()),
        tax_number: Some("SST W10".into()),
    };
    receipt.merchant_key = Some("99speedmart".into());
    receipt.note = "lunch".into();
    receipt.unsure = true;
    receipt.doubts = 3;
    receipt.fault = Some("nothing_to_read".into());
    receipt.field_sources = r#"{"total":"typed"}"#.into();
    receipt.confirmed_at = Some(receipt.added_at);
}

#[test]
fn every_column_comes_back_as_it_was_written() {
    let bench = bench();
    let id = bench.ingest("scan.jpg");
    let category = bench.store.read(category::list).unwrap()[0].id;
    let mut expected = bench.receipt(id);
    assert_eq!(
        (expected.state, expected.file_name.as_str()),
        (State::Reading, "scan.jpg"),
        "as it was dropped"
    );
    full(&mut expected);
    expected.category = Some(category);
    let written = expected.clone();
    bench.edit(ActionCode::ConfirmReceipt, id, move |receipt| *receipt = written);
    assert_eq!(bench.reopen().receipt(id), expected, "after a restart too");
}

#[test]
fn an_amount_never_takes_another_currency() {
    let bench = bench();
    let id = bench.ingest("scan.jpg");
    for currency in [None, Some(Currency::USD)] {
        let written = bench.store.write(Action::user(ActionCode::EditReceipt), move |tx| {
            let mut receipt = receipt::get(tx, id)?;
            receipt.fields.currency = currency;
            receipt.fields.total = Some(Money::from_minor(1, Currency::MYR));
            receipt::update(tx, &receipt)
        });
        assert!(
            matches!(written, Err(Error::Invalid("currency"))),
            "RM 0.01 must not become another money"
        );
    }
}

#[test]
fn the_bin_and_back() {
    let bench = bench();
    let id = bench.ingest("scan.jpg");
    let bin = |store: &Store| {
        store.write(Action::user(ActionCode::BinReceipts), move |tx| receipt::bin(tx, id)).unwrap()
    };
    assert!(bin(&bench.store).action.is_some(), "the first time is an action");
    let when = bench.receipt(id).deleted_at;
    bench.clock.forward(1000);
    assert_eq!(
        bin(&bench.store).action,
        None,
        "a second time changes nothing, so there is nothing to undo"
    );
    assert_eq!(bench.receipt(id).deleted_at, when, "and keeps when it went");
    assert!(
        bench.store.read(receipt::inbox).unwrap().is_empty(),
        "what is binned is not to review"
    );
    bench
        .store
        .write(Action::user(ActionCode::RestoreReceipts), move |tx| receipt::restore(tx, id))
        .unwrap();
    assert_eq!(bench.store.read(receipt::inbox).unwrap().len(), 1, "restored, it is there again");
}

#[test]
fn an_unknown_receipt_is_said() {
    let bench = bench();
    let mut stranger = bench.receipt(bench.ingest("scan.jpg"));
    stranger.id = money::Id::from_uuid(uuid::Uuid::from_u128(1));
    let id = stranger.id;
    assert!(
        matches!(bench.store.read(|view| receipt::get(view, id)), Err(Error::NotFound("receipt"))),
        "read"
    );
    let written = bench
        .store
        .write(Action::user(ActionCode::EditReceipt), move |tx| receipt::update(tx, &stranger));
    assert!(matches!(written, Err(Error::NotFound("receipt"))), "written");
}

#[test]
fn a_category_that_does_not_exist_is_refused() {
    let bench = bench();
    let id = bench.ingest("scan.jpg");
    let nowhere = money::Id::from_uuid(uuid::Uuid::from_u128(1));
    let action = Action::user(ActionCode::CategoriseReceipts);
    let written = bench.store.write(action, move |tx| receipt::categorise(tx, id, Some(nowhere)));
    assert!(matches!(written, Err(Error::NotFound(_))), "a reference must hold: {written:?}");
    assert_eq!(bench.receipt(id).category, None, "and nothing was written");
}

#[test]
fn counts_and_samples() {
    let bench = bench();
    bench.confirm("Tesco", "2026-03-12", 2340);
    let new = NewReceipt { file_name: "sample.jpg".into(), sample: true };
    let sample = bench
        .store
        .write(Action::user(ActionCode::Ingest), |tx| receipt::insert(tx, new))
        .unwrap()
        .value;
    assert_eq!(bench.store.read(receipt::count_confirmed).unwrap(), 1, "confirmed alone");
    assert_eq!(bench.store.read(receipt::samples).unwrap(), [sample], "samples alone");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text_and_any_amount_come_back(text in ".*", minor: i64) {
        let bench = bench();
        let id = bench.ingest(&text);
        let merchant = text.clone();
        bench.edit(ActionCode::EditReceipt, id, move |receipt| {
            receipt.fields.merchant = Some(merchant);
            receipt.fields.currency = Some(Currency::MYR);
            receipt.fields.total = Some(Money::from_minor(minor, Currency::MYR));
        });
        let found = bench.receipt(id);
        prop_assert_eq!(found.fields.merchant.as_deref(), Some(text.as_str()), "a name in any script, with any sign");
        prop_assert_eq!(found.fields.total, Some(Money::from_minor(minor, Currency::MYR)), "to the last unit");
    }
}

//! Invented receipts, laid out as text, and the drafts they give.
//!
//! Each `receipts/<case>.txt` becomes a page with a box per word. After a wanted
//! change run with `REGENERATE=1` and read the difference.
mod layout;

use receipt::{Context, Field, ReceiptDraft};
use std::fmt::{Debug, Write};

fn context() -> Context {
    Context { today: jiff::civil::date(2026, 3, 12), currency: None }
}

fn check(case: &str, text: &str) {
    let summary = summary(&receipt::parse(&layout::page(text), &context()));
    let expected = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("tests/receipts/{case}.draft"));
    if std::env::var_os("REGENERATE").is_some() {
        std::fs::write(&expected, &summary).expect("the fixture folder can be written");
    }
    let expected = std::fs::read_to_string(&expected).unwrap_or_default();
    assert_eq!(
        summary, expected,
        "{case} reads differently; if that is wanted, run with REGENERATE=1 and review the difference"
    );
}

macro_rules! cases {
    ($($name:ident)+) => {$(
        #[test]
        fn $name() {
            check(stringify!($name), include_str!(concat!("receipts/", stringify!($name), ".txt")));
        }
    )+};
}

cases! { my_grocery my_restaurant us_diner de_market misread credit_note parking_slip empty }

#[test]
fn what_one_reading_missed_another_proves() {
    let first = "KEDAI SERI SDN BHD\nDate: 14/08/2017\nROTI 4.00\nSUSU 6.00\nTOTAL 1O.O8\nCASH ~~\nCHANGE 40.00\n";
    let second = "KEDAI SERI SDN BHD\nDate: 14/08/2017\nROTI 4.00\nSUSU ~~\nTOTAL 10.00\nCASH 50.00\nCHANGE 40.00\n";
    let pages = [first, second].map(layout::page);
    let draft = receipt::parse_several(&pages, &context());
    assert_eq!(draft.total.value().map(|m| m.minor()), Some(1000), "goods, cash and change agree");
    assert_eq!(draft.items.len(), 2, "the reading whose goods add up is shown");
    let alone = receipt::parse(&pages[0], &context());
    let sure = |draft: &ReceiptDraft| draft.total.best().map_or(0.0, |best| best.confidence);
    assert!(sure(&draft) > sure(&alone), "two readings are surer than one");
}

#[test]
fn a_misread_digit_is_put_right_and_said() {
    let text = "KEDAI SERI SDN BHD\nDate: 14/08/2017\nROTI 35.20\nSUSU 50.00\n\
        SUBTOTAL 85.20\nTOTAL 65.20\nCASH 100.20\nCHANGE 15.00\n";
    let draft = receipt::parse(&layout::page(text), &context());
    assert_eq!(
        draft.total.value().map(|m| m.minor()),
        Some(8520),
        "goods, subtotal and cash agree"
    );
    let said = receipt::Doubt::SumDiffers { sum: "85.20".into(), printed: "65.20".into() };
    assert_eq!(draft.total.doubts, [said], "what was read is not hidden");
    assert!(!draft.is_ready(), "a mended total is looked at");
}

fn summary(draft: &ReceiptDraft) -> String {
    let mut out = String::new();
    let money = |field: &Field<money::Money>| line(field, |m| m.to_string());
    let fields = [
        ("merchant", line(&draft.merchant, Clone::clone)),
        ("address", line(&draft.address, Clone::clone)),
        ("date", line(&draft.date, ToString::to_string)),
        ("time", line(&draft.time, ToString::to_string)),
        ("currency", line(&draft.currency, ToString::to_string)),
        ("subtotal", money(&draft.subtotal)),
        ("tax", money(&draft.tax)),
        ("service", money(&draft.service)),
        ("rounding", money(&draft.rounding)),
        ("total", money(&draft.total)),
        ("paid", money(&draft.paid)),
        ("change", money(&draft.change)),
        ("payment", line(&draft.payment, |way| format!("{way:?}"))),
        ("number", line(&draft.number, Clone::clone)),
        ("registration", line(&draft.registration, Clone::clone)),
        ("tax number", line(&draft.tax_number, Clone::clone)),
    ];
    for (name, value) in fields {
        writeln!(out, "{name}: {value}").expect("writing to a string");
    }
    for item in &draft.items {
        let part = |value: Option<money::Quantity>| value.map_or("?".to_owned(), |q| q.to_string());
        writeln!(
            out,
            "- {} | {} x {} = {}",
            item.name,
            part(item.quantity),
            part(item.unit_price),
            item.total
        )
        .expect("writing to a string");
    }
    writeln!(out, "ready: {}", draft.is_ready()).expect("writing to a string");
    out
}

fn line<T: Debug>(field: &Field<T>, show: impl Fn(&T) -> String) -> String {
    let sure = if field.is_sure() { "" } else { " ?" };
    let doubts =
        if field.doubts.is_empty() { String::new() } else { format!(" {:?}", field.doubts) };
    field.best().map_or("-".to_owned(), |best| format!("{}{sure}{doubts}", show(&best.value)))
}

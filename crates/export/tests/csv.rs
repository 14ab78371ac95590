//! What is in a CSV, as a parser reads it.
mod sample;

use export::{ExportError, Item, Report, Row, csv};
use fault::{Code, Coded};
use jiff::civil::{Date, date};
use money::{Currency, Money, Quantity};
use proptest::prelude::*;
use sample::report;

fn written(report: &Report, options: csv::Options) -> Vec<u8> {
    let mut bytes = Vec::new();
    csv::write(report, options, &mut bytes).expect("a report of rows is written");
    bytes
}

/// The records behind the heading.
fn parsed(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().from_reader(bytes);
    reader
        .records()
        .map(|record| record.expect("RFC 4180").iter().map(str::to_owned).collect())
        .collect()
}

const PER_ITEM: csv::Options = csv::Options { per_item: true, byte_order_mark: false };
const PER_RECEIPT: csv::Options = csv::Options { per_item: false, byte_order_mark: false };

/// Takes away the apostrophe that makes a cell harmless.
fn original(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}

fn a_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[^']{0,24}",
        "[=+@\t\r-][ -&(-~]{0,12}",
        Just("a,\"b\"\r\nc".to_owned()),
        Just("海底捞, \"火锅\"".to_owned()),
        Just(String::new()),
    ]
}

fn a_row() -> impl Strategy<Value = Row> {
    let money = || any::<i64>().prop_map(|minor| Money::from_minor(minor, Currency::MYR));
    let day = (1990_i16..2100, 1_i8..13, 1_i8..29).prop_map(|(y, m, d)| date(y, m, d));
    let quantity = || {
        (any::<i32>(), 0_u32..4)
            .prop_map(|(n, scale)| Quantity::parse(&decimal(n, scale)).expect("a decimal"))
    };
    let item = (a_text(), prop::option::of(quantity()), prop::option::of(quantity()), money());
    let item = item.prop_map(|(name, quantity, unit_price, total)| Item {
        name,
        quantity,
        unit_price,
        total,
    });
    let texts = (a_text(), a_text(), a_text(), a_text(), a_text());
    let amounts = (prop::option::of(money()), prop::option::of(money()), prop::option::of(money()));
    (texts, prop::option::of(day), amounts, prop::collection::vec(item, 0..4)).prop_map(
        |((number, merchant, category, payment, note), date, (subtotal, tax, total), items)| Row {
            number: Some(number),
            date,
            merchant: Some(merchant),
            category: Some(category),
            payment: Some(payment),
            subtotal,
            tax,
            total,
            note,
            items,
            thumbnail: None,
        },
    )
}

fn decimal(number: i32, scale: u32) -> String {
    let divisor = 10_i64.pow(scale);
    let sign = if number < 0 { "-" } else { "" };
    let magnitude = i64::from(number).abs();
    format!("{sign}{}.{:04}", magnitude / divisor, magnitude % divisor)
}

fn with_rows(rows: Vec<Row>) -> Report {
    Report { rows, ..report(1) }
}

proptest! {
    #[test]
    fn receipts_come_back_equal(rows in prop::collection::vec(a_row(), 1..8)) {
        let report = with_rows(rows);
        let back = parsed(&written(&report, PER_RECEIPT));
        prop_assert_eq!(back.len(), report.rows.len(), "a record for each receipt");
        for (row, record) in report.rows.iter().zip(&back) {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            prop_assert_eq!(original(&record[0]), text(&row.number));
            prop_assert_eq!(record[1].parse::<Date>().ok(), row.date, "ISO dates");
            prop_assert_eq!(original(&record[2]), text(&row.merchant));
            prop_assert_eq!(original(&record[3]), text(&row.category));
            prop_assert_eq!(original(&record[4]), text(&row.payment));
            for (cell, amount) in [(6, row.subtotal), (7, row.tax), (8, row.total)] {
                prop_assert_eq!(Money::parse(&record[cell], Currency::MYR).ok(), amount, "plain decimals, negative ones too");
            }
            prop_assert_eq!(original(&record[9]), &row.note);
        }
    }

    #[test]
    fn items_come_back_equal(rows in prop::collection::vec(a_row(), 1..8)) {
        let report = with_rows(rows);
        let back = parsed(&written(&report, PER_ITEM));
        let expected: usize = report.rows.iter().map(|row| row.items.len().max(1)).sum();
        prop_assert_eq!(back.len(), expected, "a record for each item, and one for a receipt without");
        let mut records = back.iter();
        for row in &report.rows {
            for item in &row.items {
                let record = records.next().expect("counted above");
                prop_assert_eq!(original(&record[10]), &item.name);
                prop_assert_eq!(Quantity::parse(&record[11]), item.quantity);
                prop_assert_eq!(Quantity::parse(&record[12]), item.unit_price);
                prop_assert_eq!(Money::parse(&record[13], Currency::MYR).ok(), Some(item.total));
            }
            if row.items.is_empty() {
                let record = records.next().expect("counted above");
                prop_assert!(record[10..].iter().all(String::is_empty), "there is no item to show");
            }
        }
    }

    #[test]
    fn no_cell_is_a_formula(rows in prop::collection::vec(a_row(), 1..8)) {
        for record in parsed(&written(&with_rows(rows), PER_ITEM)) {
            for cell in record {
                let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                prop_assert!(!begins || Quantity::parse(&cell).is_some() || cell.parse::<f64>().is_ok(), "{cell:?} would be computed by a spreadsheet");
            }
        }
    }
}

#[test]
fn the_bytes_are_rfc_4180() {
    let mut report = report(1);
    report.rows[0] = Row {
        number: Some("=1+1".to_owned()),
        date: Some(date(2026, 3, 12)),
        merchant: Some("Kedai \"A\", Ipoh".to_owned()),
        total: Some(Money::from_minor(-2340, Currency::MYR)),
        note: "two\nlines".to_owned(),
        ..Row::default()
    };
    let text = String::from_utf8(written(&report, PER_RECEIPT)).expect("UTF-8");
    let heading = "Number,Date,Merchant,Category,Paid by,Currency,Subtotal,Tax,Total,Note\r\n";
    let row = "'=1+1,2026-03-12,\"Kedai \"\"A\"\", Ipoh\",,,MYR,,,-23.40,\"two\nlines\"\r\n";
    assert_eq!(
        text,
        format!("{heading}{row}"),
        "quotes are doubled, lines end in CRLF, an amount below zero stays a number"
    );
}

#[test]
fn the_byte_order_mark_is_an_option() {
    let with = written(&report(1), csv::Options { byte_order_mark: true, ..PER_RECEIPT });
    let without = written(&report(1), PER_RECEIPT);
    assert_eq!(
        with,
        [b"\xEF\xBB\xBF", without.as_slice()].concat(),
        "the mark stands in front and nothing else changes"
    );
}

#[test]
fn each_currency_has_its_decimals() {
    let mut report = report(3);
    for (row, code) in report.rows.iter_mut().zip(["JPY", "KWD", "MYR"]) {
        (row.tax, row.total) =
            (None, Some(Money::from_minor(-1_234_567, Currency::from_code(code).expect("listed"))));
    }
    let back = parsed(&written(&report, PER_RECEIPT));
    let amounts: Vec<_> =
        back.iter().map(|record| format!("{} {}", record[5], record[8])).collect();
    assert_eq!(
        amounts,
        ["JPY -1234567", "KWD -1234.567", "MYR -12345.67"],
        "no separators, no rounding"
    );
}

#[test]
fn one_row_has_one_currency() {
    let mut report = report(1);
    report.rows[0].tax = Some(Money::from_minor(1, Currency::USD));
    let refused = csv::write(&report, PER_RECEIPT, Vec::new());
    assert!(
        matches!(refused, Err(ExportError::MixedCurrencies)),
        "one currency column cannot name two"
    );
}

#[test]
fn no_rows_are_refused() {
    let refused =
        csv::write(&report(0), PER_RECEIPT, Vec::new()).expect_err("there is nothing to write");
    assert_eq!(refused.code(), Code::NothingToExport, "the user is told that the list is empty");
}

/// A disk that fills up after some bytes.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_told() {
    for room in [0, 2, 10_000] {
        let options = csv::Options { byte_order_mark: true, ..PER_RECEIPT };
        let refused =
            csv::write(&report(2_000), options, Full(room)).expect_err("the rows do not fit");
        assert_eq!(refused.code(), Code::DiskFull, "with room for {room} bytes");
    }
}

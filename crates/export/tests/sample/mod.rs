//! Reports to test with, and what Poppler makes of the files.
#![allow(dead_code, reason = "each test file uses a part")]
use export::{Columns, Fonts, Labels, Report, Row, pdf};
use jiff::{ToSpan, civil::date};
use money::{Currency, Money};
use std::{path::PathBuf, process::Command, sync::LazyLock};

pub static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::installed);

/// Real-looking names: Malay, Chinese, both, and one that is far too long.
pub const MERCHANTS: [&str; 8] = [
    "Kedai Runcit Seri Murni Sdn. Bhd.",
    "海底捞火锅（吉隆坡）有限公司",
    "99 Speedmart",
    "Restoran Nasi Kandar Pelita",
    "美珍香 Bee Cheng Hiang",
    "Perniagaan Perkakasan dan Alat Ganti Kenderaan Kampung Baru Sungai Besi Utara Enterprise (Cawangan Kuala Lumpur)",
    "Café Å la Crème — Bangsar",
    "Guardian Health & Beauty",
];
const CATEGORIES: [Option<&str>; 6] = [
    Some("Groceries"),
    Some("Restaurants"),
    Some("Health"),
    Some("Transport"),
    None,
    Some("Books and journals"),
];
const PAYMENTS: [Option<&str>; 4] = [Some("Cash"), Some("Credit card"), Some("E-wallet"), None];

pub fn labels(count: usize) -> Labels {
    let words = |text: &str| text.to_owned();
    Labels {
        columns: Columns {
            number: words("Number"),
            date: words("Date"),
            merchant: words("Merchant"),
            category: words("Category"),
            payment: words("Paid by"),
            currency: words("Currency"),
            subtotal: words("Subtotal"),
            tax: words("Tax"),
            total: words("Total"),
            note: words("Note"),
            item: words("Item"),
            quantity: words("Quantity"),
            unit_price: words("Unit price"),
            item_total: words("Item total"),
        },
        by_category: words("By category"),
        by_month: words("By month"),
        receipts: words("Receipts"),
        pictures: words("Pictures"),
        uncategorised: words("Uncategorised"),
        undated: words("No date"),
        count: format!("{count} receipts"),
        generated: words("Made on"),
        average: words("Average"),
        without_total: String::new(),
    }
}

pub fn row(number: usize) -> Row {
    let text = |value: Option<&str>| value.map(str::to_owned);
    let minor = ((number * 7_919) % 48_000) as i64 + 95;
    let minor = if number % 37 == 5 { -minor } else { minor };
    Row {
        number: Some(format!("R{number:05}")),
        date: Some(
            date(2025, 8, 3)
                .checked_add(((number * 13 % 480) as i64).days())
                .expect("a day in range"),
        ),
        merchant: Some(MERCHANTS[number % MERCHANTS.len()].to_owned()),
        category: text(CATEGORIES[number % CATEGORIES.len()]),
        payment: text(PAYMENTS[number % PAYMENTS.len()]),
        tax: number.is_multiple_of(3).then(|| Money::from_minor(minor / 17, Currency::MYR)),
        total: Some(Money::from_minor(minor, Currency::MYR)),
        note: if number % 11 == 4 {
            "Makan tengah hari dengan pelanggan 客户午餐".to_owned()
        } else {
            String::new()
        },
        ..Row::default()
    }
}

pub fn report(count: usize) -> Report {
    Report {
        title: "Receipts".to_owned(),
        profile: Some("Aina".to_owned()),
        filter: None,
        generated: date(2026, 11, 22),
        rows: (0..count).map(row).collect(),
        labels: labels(count),
    }
}

/// Renders and keeps the file under a name.
pub fn write(report: &Report, options: pdf::Options, name: &str) -> (pdf::Document, PathBuf) {
    let document = pdf::render(report, options, &FONTS).expect("a report of rows renders");
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, &document.bytes).expect("the test folder can be written");
    (document, path)
}

/// Runs one of Poppler's programs on a file.
pub fn poppler(program: &str, arguments: &[&str], path: &PathBuf) -> String {
    let output = Command::new(program)
        .args(arguments)
        .arg(path)
        .args((program == "pdftotext").then_some("-"))
        .output();
    let output =
        output.unwrap_or_else(|error| panic!("{program} of poppler-utils is needed: {error}"));
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success() && complaints.is_empty(),
        "{program} must accept the file: {complaints}"
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn text_of(path: &PathBuf) -> String {
    poppler("pdftotext", &["-layout"], path)
}

/// A small real JPEG: a page of our own, drawn by Poppler.
pub fn jpeg() -> Vec<u8> {
    let (_, page) = write(&report(3), pdf::Options::default(), "page-for-a-picture.pdf");
    let picture = page.with_extension("");
    let output = Command::new("pdftoppm")
        .args(["-jpeg", "-r", "12", "-singlefile"])
        .arg(&page)
        .arg(&picture)
        .output();
    assert!(
        output.is_ok_and(|output| output.status.success()),
        "pdftoppm of poppler-utils is needed"
    );
    std::fs::read(picture.with_extension("jpg")).expect("the picture was drawn")
}

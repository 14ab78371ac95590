//! Two thousand receipts, from the vault through both exports and back.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use app::views::{ConfirmRequest, CreateProfileRequest, FieldName, OpenMode, ReceiptEdits};
use app::{Machine, Session, intake, receipts};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

const RECEIPTS: usize = 2_000;
const PASSPHRASE: &str = "correct horse battery";

#[test]
fn two_thousand_receipts_stand_in_both_exports() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    typed_in(&data, folder.path());
    let listed: Vec<Value> =
        told(&data, &["list"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(listed.len(), RECEIPTS, "what was typed is in the vault");
    assert_eq!(rows_of(&listed), expected(), "and as it was typed");

    let table = export(&data, folder.path(), "csv");
    let table = std::fs::read_to_string(table).unwrap();
    assert_eq!(table.lines().count(), 1 + RECEIPTS, "a heading, and each receipt once");
    assert_eq!(rows_of_csv(&table), expected(), "the table equals the vault");

    let report = export(&data, folder.path(), "pdf");
    stand_in_the_pdf(&report);
}

/// Date, merchant and total.
type Row = (String, String, String);

/// The receipts by their numbers; merchants repeat, as they do.
fn expected() -> BTreeMap<String, Row> {
    let row = |n: usize| {
        let date = format!("2025-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
        let total = format!("{}.{:02}", n % 1_900 + 3, n % 100);
        (number(n), (date, format!("Kedai Runcit {}", n % 97), total))
    };
    (0..RECEIPTS).map(row).collect()
}

fn number(n: usize) -> String {
    format!("R-{n:05}")
}

/// Pictures that no reader can read, each typed in by hand and confirmed.
fn typed_in(data: &Path, folder: &Path) {
    let request = CreateProfileRequest {
        name: "Aina".into(),
        mode: OpenMode::Passphrase,
        passphrase: Some(PASSPHRASE.into()),
    };
    let session = Machine::at(data).unwrap().create(request, Arc::new(|_| {})).unwrap();
    let pictures = folder.join("pictures");
    std::fs::create_dir(&pictures).unwrap();
    for n in 0..RECEIPTS {
        let bytes = format!("\x7fPNG stands for picture {n}").into_bytes();
        let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &bytes].concat();
        std::fs::write(pictures.join(format!("{n:05}.png")), png).unwrap();
    }
    let taken = intake::ingest_paths(&session, &[pictures]).unwrap();
    assert_eq!(taken.receipts.len(), RECEIPTS, "every file is stored");
    intake::cancel(&session, &[]).unwrap();
    intake::wait(&session, &[]).unwrap();
    for (id, (number, row)) in taken.receipts.iter().zip(expected()) {
        type_in(&session, id, &number, &row);
    }
    session.close();
}

fn type_in(session: &Session, id: &str, number: &str, (date, merchant, total): &Row) {
    let fields = [
        (FieldName::Number, number),
        (FieldName::Date, date),
        (FieldName::Merchant, merchant),
        (FieldName::Currency, "MYR"),
        (FieldName::Total, total),
    ];
    let fields = fields.map(|(name, text)| (name, text.to_owned())).to_vec();
    let edits = ReceiptEdits { fields, ..ReceiptEdits::default() };
    let request = ConfirmRequest { id: id.to_owned(), edits, as_it_stands: true };
    receipts::confirm(session, &request).unwrap();
}

fn told(data: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quittance-cli"));
    command.arg("--data").arg(data).args(arguments).env("QUITTANCE_PASSPHRASE", PASSPHRASE);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn export(data: &Path, folder: &Path, kind: &str) -> PathBuf {
    let target = folder.join("receipts").with_extension(kind);
    let said = told(data, &["export", kind, &target.display().to_string()]);
    assert!(said.contains(&format!("\"receipts\":{RECEIPTS}")), "{said}");
    target
}

fn rows_of(listed: &[Value]) -> BTreeMap<String, Row> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let row = |row: &Value| {
        let total = text(&row["total"]["amount"]);
        (text(&row["number"]), (text(&row["date"]), text(&row["merchant"]), total))
    };
    listed.iter().map(row).collect()
}

/// No cell of these receipts has a comma or a quote.
fn rows_of_csv(table: &str) -> BTreeMap<String, Row> {
    let heading: Vec<&str> = table.lines().next().unwrap().split(',').collect();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |name| cells[heading.iter().position(|it| *it == name).unwrap()].to_owned();
        (cell("Number"), (cell("Date"), cell("Merchant"), cell("Total")))
    };
    table.lines().skip(1).map(row).collect()
}

/// Each number stands in one line, beside its own date, merchant and total.
fn stand_in_the_pdf(report: &Path) {
    let output = Command::new("pdftotext").arg("-layout").arg(report).arg("-").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap().replace(',', "");
    for (number, (date, merchant, total)) in expected() {
        let lines: Vec<&str> = text.lines().filter(|line| line.contains(&number)).collect();
        assert_eq!(lines.len(), 1, "{number} stands in the report once");
        let whole = lines[0].contains(&format!("{merchant} ")) && lines[0].contains(&date);
        assert!(whole && lines[0].trim_end().ends_with(&total), "{number}: {}", lines[0]);
    }
}

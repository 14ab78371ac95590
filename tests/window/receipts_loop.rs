//! The whole loop, as a person goes it: drop, progress, review, a correction,
//! confirm, search, restart, export, and the files read back.
use crate::steps::{self, Inbox};
use crate::tables;
use harness::{App, Desktop, samples, until};
use serde_json::Value;
use std::path::Path;

const SHOP: &str = "Kedai Buku Pelangi";

#[test]
fn receipts_go_the_whole_way_and_come_back_in_the_exports() {
    let desktop = Desktop::start();
    let mut app = App::launch(&desktop);
    steps::make_profile(&app);
    drop_shows_its_way(&app);
    correct_one(&app);
    steps::confirm_everything(&app);
    steps::put_kit_off(&app);
    search_finds_it(&app);
    app.quit();
    app.restart();
    app.wait_for_text("Inbox");
    let csv = desktop.home().documents().join("receipts.csv");
    let pdf = desktop.home().documents().join("receipts.pdf");
    export(&app, "CSV…", "CSV", &csv);
    export(&app, "PDF…", "PDF", &pdf);
    app.quit();
    let vault = steps::confirmed(&desktop, "");
    assert_eq!(vault.len(), samples().len(), "every receipt that was confirmed is in the vault");
    csv_equals(&csv, &vault);
    pdf_holds(&pdf, &vault);
}

fn drop_shows_its_way(app: &App<'_>) {
    let files = samples();
    let invited = format!("Drop {} files into Inbox", files.len());
    app.hold_files_over(&files, || app.wait_for_text(&invited));
    app.wait_for_text(&format!("{0} files: {0} new", files.len()));
    let inbox = steps::wait_until_read(app);
    assert_eq!(inbox.failed, 0, "every bundled sample can be read");
}

/// The first receipt gets another merchant; the correction is kept.
fn correct_one(app: &App<'_>) {
    app.press_button("Review");
    app.driver().find("img");
    until("the picture beside the fields", || {
        let width = app.driver().script(PICTURE_WIDTH, &[]);
        (width.as_u64()? > 100).then_some(())
    });
    app.fill_labelled("Merchant", SHOP);
    app.press("ctrl+Return");
    until("the next receipt", || steps::place_in_round(app.driver()).filter(|place| place.0 == 2));
    app.press("Escape");
    until("the inbox", || (Inbox::shown(app.driver()).reviewable() > 0).then_some(()));
}

const PICTURE_WIDTH: &str =
    "return Math.max(0, ...[...document.images].map(one => one.naturalWidth))";

fn search_finds_it(app: &App<'_>) {
    app.press("ctrl+2");
    app.wait_for_text(&format!("{} receipts", samples().len()));
    app.fill("input[aria-label='Search receipts']", "pelangi");
    app.wait_for_text("1 receipt");
    app.wait_for_text(SHOP);
    app.fill("input[aria-label='Search receipts']", "zzzz");
    app.wait_for_text("Nothing found");
    app.fill("input[aria-label='Search receipts']", "");
}

/// Through the menu, the app's own question and the system's dialog.
fn export(app: &App<'_>, entry: &str, kind: &str, path: &Path) {
    app.menu(&["File", "Export", entry]);
    app.wait_for_text(&format!("Export {kind}"));
    app.press_button("Choose where…");
    app.save_dialog(path);
    let name = path.file_name().and_then(|name| name.to_str()).unwrap();
    app.wait_for_text(&format!("{name} written:"));
    assert!(path.is_file(), "{} is where the dialog said", path.display());
}

fn csv_equals(path: &Path, vault: &[Value]) {
    let rows = tables::csv(path);
    for (heading, field) in [
        ("Date", "/date"),
        ("Merchant", "/merchant"),
        ("Total", "/total/amount"),
        ("Currency", "/total/currency"),
    ] {
        let mut exported = tables::column(&rows, heading);
        let mut kept: Vec<String> = vault.iter().map(|row| text(row, field)).collect();
        exported.sort();
        kept.sort();
        assert_eq!(exported, kept, "the column {heading} equals the vault");
    }
}

fn pdf_holds(path: &Path, vault: &[Value]) {
    let text_of_pdf = tables::pdf_text(path);
    for row in vault {
        let amount = text(row, "/total/amount");
        assert!(text_of_pdf.contains(&amount), "{amount} stands in the PDF:\n{text_of_pdf}");
    }
    assert!(text_of_pdf.contains(SHOP), "the corrected merchant stands in the PDF:\n{text_of_pdf}");
}

fn text(row: &Value, pointer: &str) -> String {
    row.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}

//! Drafts receipts from recognised pages and prints a JSON line each:
//! `draft TODAY CURRENCY FILE...` (`-` for no usual currency). A file is a page
//! as JSON or Tesseract's TSV; several readings of one picture are joined by `+`.
#![allow(clippy::print_stdout, reason = "printing is what it is for")]
use page::{Bounds, OcrPage, Word};
use receipt::{Context, NoReread, ReceiptDraft};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let today = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(jiff::civil::date(2026, 1, 1));
    let currency = arguments.next().and_then(|code| money::Currency::from_code(&code));
    let context = Context { today, currency };
    for paths in arguments {
        let pages: Vec<OcrPage> = paths.split('+').map(read).collect();
        let draft = receipt::parse_several(&pages, &mut NoReread, &context);
        let first = paths.split('+').next().unwrap_or_default();
        let stem = std::path::Path::new(first).file_stem().unwrap_or_default();
        println!("{}", line(&stem.to_string_lossy(), &draft));
    }
}

fn read(path: &str) -> OcrPage {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    if path.ends_with(".tsv") {
        page(&text)
    } else {
        serde_json::from_str(&text).unwrap_or_default()
    }
}

fn page(tsv: &str) -> OcrPage {
    let mut page = OcrPage::default();
    let mut last = None;
    let mut line = 0;
    for row in tsv.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let number =
            |at: usize| cells.get(at).and_then(|cell| cell.parse::<u32>().ok()).unwrap_or(0);
        match number(0) {
            1 => (page.width, page.height) = (number(8), number(9)),
            5 => {
                let key = (number(1), number(2), number(3), number(4));
                line += u32::from(last.is_some_and(|last| last != key));
                last = Some(key);
                let text = cells.get(11).map_or("", |text| text.trim()).to_owned();
                let confidence =
                    cells.get(10).and_then(|cell| cell.parse::<f32>().ok()).unwrap_or(0.0) / 100.0;
                let bounds = Bounds {
                    x: number(6),
                    y: number(7),
                    width: number(8).max(1),
                    height: number(9).max(1),
                };
                if !text.is_empty() {
                    page.words.push(Word { text, bounds, confidence, line });
                }
            }
            _ => {}
        }
    }
    page
}

fn line(file: &str, draft: &ReceiptDraft) -> String {
    let money =
        |field: &receipt::Field<money::Money>| text(field.value().map(|m| m.to_decimal_string()));
    let items: Vec<String> = draft
        .items
        .iter()
        .map(|item| {
            let quantity = text(item.quantity.map(|q| q.to_string()));
            format!(
                "{{\"name\": {}, \"qty\": {quantity}, \"price\": \"{}\"}}",
                text(Some(item.name.clone())),
                item.total.to_decimal_string()
            )
        })
        .collect();
    let sure = |confidence: Option<f32>| confidence.unwrap_or(0.0);
    format!(
        "{{\"file\": {}, \"merchant\": {}, \"address\": {}, \"date\": {}, \"time\": {}, \"currency\": {}, \"total\": {}, \"tax\": {}, \"subtotal\": {}, \"number\": {}, \"registration\": {}, \"tax_number\": {}, \"payment\": {}, \"total_confidence\": {:.3}, \"total_sure\": {}, \"date_confidence\": {:.3}, \"date_sure\": {}, \"merchant_confidence\": {:.3}, \"merchant_sure\": {}, \"items\": [{}]}}",
        text(Some(file.to_owned())),
        text(draft.merchant.value().cloned()),
        text(draft.address.value().cloned()),
        text(draft.date.value().map(ToString::to_string)),
        text(draft.time.value().map(ToString::to_string)),
        text(draft.currency.value().map(ToString::to_string)),
        money(&draft.total),
        money(&draft.tax),
        money(&draft.subtotal),
        text(draft.number.value().cloned()),
        text(draft.registration.value().cloned()),
        text(draft.tax_number.value().cloned()),
        text(draft.payment.value().map(|way| format!("{way:?}"))),
        sure(draft.total.best().map(|s| s.confidence)),
        draft.total.is_sure(),
        sure(draft.date.best().map(|s| s.confidence)),
        draft.date.is_sure(),
        sure(draft.merchant.best().map(|s| s.confidence)),
        draft.merchant.is_sure(),
        items.join(", ")
    )
}

/// A JSON string, or `null`.
fn text(value: Option<String>) -> String {
    serde_json::to_string(&value).unwrap_or_else(|_| "null".to_owned())
}

//! Recognised pages on the disk.
use page::{Bounds, OcrPage, Word};
use std::path::Path;

/// A page as JSON or as Tesseract's TSV; an unreadable one is empty.
pub fn read(path: &Path) -> OcrPage {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    if path.extension().is_some_and(|ending| ending == "tsv") {
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

/// Every reading of a picture whose pages stand at `path` without its ending:
/// one page, or a list of them.
pub fn read_all(path: &Path) -> Vec<OcrPage> {
    let json = std::fs::read_to_string(path.with_extension("json")).unwrap_or_default();
    let one = || serde_json::from_str(&json).map(|page| vec![page]);
    let several = serde_json::from_str(&json).or_else(|_| one()).unwrap_or_default();
    let tsv = path.with_extension("tsv");
    if several.is_empty() && tsv.is_file() { vec![read(&tsv)] } else { several }
}

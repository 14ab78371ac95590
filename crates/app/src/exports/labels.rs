//! The words of an export, from the catalogue.
use export::{Columns, Labels};
use words::Words;

/// Labels for a report of `count` receipts, `without_total` of which have no total.
pub fn labels(words: &Words, count: usize, without_total: usize) -> Labels {
    let get = |key: &str| words.get(key, &[]);
    Labels {
        columns: columns(words),
        by_category: get("export.by_category"),
        by_month: get("export.by_month"),
        receipts: get("export.receipts"),
        pictures: get("export.pictures"),
        uncategorised: get("export.uncategorised"),
        undated: get("export.undated"),
        count: words.count("export.count", count, &[]),
        generated: get("export.generated"),
        average: get("export.average"),
        without_total: match without_total {
            0 => String::new(),
            some => words.count("export.without_total", some, &[]),
        },
    }
}

fn columns(words: &Words) -> Columns {
    let get = |key: &str| words.get(&format!("export.column.{key}"), &[]);
    Columns {
        number: get("number"),
        date: get("date"),
        merchant: get("merchant"),
        category: get("category"),
        payment: get("payment"),
        currency: get("currency"),
        subtotal: get("subtotal"),
        tax: get("tax"),
        total: get("total"),
        note: get("note"),
        item: get("item"),
        quantity: get("quantity"),
        unit_price: get("unit_price"),
        item_total: get("item_total"),
    }
}

//! The receipts of an export, from one snapshot of the vault.
use crate::error::Error;
use crate::list;
use crate::session::Session;
use crate::views::ExportRequest;
use export::{Item, Row};
use std::collections::{HashMap, HashSet};
use store::table::receipt_list::{self, Filter, Listed, Window};
use store::table::{category, receipt, receipt_item, thumbnail};
use store::{CategoryId, View};
use words::Words;

/// Rows read at once.
const WINDOW: u32 = 500;

/// The rows in the list's order.
pub fn rows(
    session: &Session,
    request: &ExportRequest,
    thumbnails: bool,
    words: &Words,
) -> Result<Vec<Row>, Error> {
    let filter = filter(session, request)?;
    let rows = session.store().read(|view| {
        let names = category_names(view, words)?;
        let chosen = chosen(view, &filter, request)?;
        chosen.iter().map(|listed| row(view, listed, &names, thumbnails, words)).collect()
    })?;
    Ok(rows)
}

/// How many rows there would be.
pub fn count(session: &Session, request: &ExportRequest) -> Result<u32, Error> {
    let filter = filter(session, request)?;
    Ok(session.store().read(|view| match request.only {
        None => Ok(receipt_list::totals(view, &filter)?.count),
        Some(_) => Ok(u32::try_from(chosen(view, &filter, request)?.len()).unwrap_or(u32::MAX)),
    })?)
}

/// Samples are left out unless they are asked for.
fn filter(session: &Session, request: &ExportRequest) -> Result<Filter, Error> {
    let mut filter = list::filter(session, &request.query)?;
    filter.sample = filter.sample.or(Some(false));
    Ok(filter)
}

/// What is found, narrowed to what the user selected.
fn chosen(view: &View<'_>, filter: &Filter, request: &ExportRequest) -> store::Result<Vec<Listed>> {
    let mut listed = all(view, filter, request)?;
    if let Some(only) = &request.only {
        let only: HashSet<&String> = only.iter().collect();
        listed.retain(|listed| only.contains(&listed.id.to_string()));
    }
    Ok(listed)
}

fn all(view: &View<'_>, filter: &Filter, request: &ExportRequest) -> store::Result<Vec<Listed>> {
    let mut listed: Vec<Listed> = Vec::new();
    loop {
        let offset = u32::try_from(listed.len()).unwrap_or(u32::MAX);
        let window: Window = list::window(request.sort, offset, WINDOW);
        let page = receipt_list::list(view, filter, &window)?;
        let is_last = page.len() < WINDOW as usize;
        listed.extend(page);
        if is_last {
            return Ok(listed);
        }
    }
}

fn category_names(view: &View<'_>, words: &Words) -> store::Result<HashMap<CategoryId, String>> {
    Ok(category::list(view)?
        .iter()
        .map(|category| (category.id, list::category_name(category, words)))
        .collect())
}

fn row(
    view: &View<'_>,
    listed: &Listed,
    names: &HashMap<CategoryId, String>,
    thumbnails: bool,
    words: &Words,
) -> store::Result<Row> {
    let receipt = receipt::get(view, listed.id)?;
    let fields = receipt.fields;
    let payment =
        fields.payment.map(|payment| words.get(&format!("payment.{}", payment.as_str()), &[]));
    let small = match listed.picture.filter(|_| thumbnails) {
        Some((file, page)) => thumbnail::find(view, file, page, thumbnail::Size::Thumb)?,
        None => None,
    };
    Ok(Row {
        number: fields.number,
        date: fields.date,
        merchant: fields.merchant,
        category: receipt.category.and_then(|id| names.get(&id).cloned()),
        payment,
        subtotal: fields.subtotal,
        tax: fields.tax,
        total: fields.total,
        note: receipt.note,
        items: receipt_item::list(view, listed.id)?.into_iter().map(item).collect(),
        thumbnail: small.map(|picture| picture.bytes),
    })
}

fn item(item: receipt_item::Item) -> Item {
    let line = item.line;
    Item {
        name: line.name,
        quantity: line.quantity,
        unit_price: line.unit_price,
        total: line.total,
    }
}

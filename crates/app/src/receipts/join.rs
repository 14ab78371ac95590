//! A long receipt in several photos: several receipts become one.
use crate::error::Error;
use crate::fields::{self, Origins};
use crate::ids;
use crate::intake::READ;
use crate::session::Session;
use crate::suggest;
use crate::views::Event;
use ::receipt::{ItemDraft, ReceiptDraft};
use journal::{Action, ActionCode};
use std::collections::btree_map::Entry;
use store::table::receipt::{self, NewReceipt, Receipt};
use store::table::receipt_item::{self, Line};
use store::table::{job, receipt_page};
use store::{ReceiptId, Tx, View};

/// Pictures of one receipt at most.
const MOST_PICTURES: usize = 20;

/// Makes one receipt with the pictures of these, from the top down; its id.
/// They go to the bin, so that undoing brings them back as they were. What the
/// user had typed into one of them stands in the new one too.
///
/// # Errors
/// [`Error::InvalidValue`] for fewer than two receipts, or too many pictures.
pub fn join(session: &Session, ids: &[String]) -> Result<String, Error> {
    let ids = ids::receipts(ids)?;
    let pictures = session.store().read(|view| pictures(view, &ids))?;
    if ids.len() < 2 || pictures.len() > MOST_PICTURES {
        return Err(Error::InvalidValue { field: "picture" });
    }
    let action = Action::user(ActionCode::JoinReceipts).count(ids.len());
    let written = session.store().write(action, move |tx| insert_joined(tx, &ids, &pictures))?;
    session.core.queue.wake();
    session.core.tell(Event::Changed);
    Ok(written.value.to_string())
}

fn pictures(view: &View<'_>, ids: &[ReceiptId]) -> store::Result<Vec<receipt_page::Page>> {
    let mut all = Vec::new();
    for id in ids {
        all.extend(receipt_page::list(view, *id)?);
    }
    Ok(all)
}

fn insert_joined(
    tx: &Tx<'_>,
    ids: &[ReceiptId],
    pictures: &[receipt_page::Page],
) -> store::Result<ReceiptId> {
    let before: Vec<Receipt> =
        ids.iter().map(|id| receipt::get(tx, *id)).collect::<Result<_, _>>()?;
    let [first, ..] = &before[..] else { return Err(store::Error::Invalid("picture")) };
    let new = NewReceipt { file_name: first.file_name.clone(), sample: first.sample };
    let joined = receipt::insert(tx, new)?;
    for page in pictures {
        receipt_page::insert(tx, joined, page.attachment, &page.place)?;
    }
    let kept = with_typed(receipt::get(tx, joined)?, &before)
        .map_err(|_| store::Error::Damaged("field_sources"))?;
    receipt::update(tx, &kept)?;
    if let Some(goods) = edited_goods(tx, &before)? {
        receipt_item::replace(tx, joined, &suggest::lines(&goods, kept.fields.currency))?;
    }
    job::enqueue(tx, READ, &joined.to_string())?;
    ids.iter().try_for_each(|id| receipt::bin(tx, *id))?;
    Ok(joined)
}

/// The lines of goods of all, where the user changed those of any: no reading
/// is put in their place. What two of them show is bought once.
fn edited_goods(view: &View<'_>, before: &[Receipt]) -> store::Result<Option<Vec<ItemDraft>>> {
    let is_edited = |receipt: &Receipt| Origins::of(receipt).is_ok_and(|origins| origins.items);
    if !before.iter().any(is_edited) {
        return Ok(None);
    }
    let mut parts = Vec::new();
    for receipt in before {
        let items = receipt_item::list(view, receipt.id)?.into_iter().map(|item| draft(item.line));
        parts.push(ReceiptDraft { items: items.collect(), ..ReceiptDraft::default() });
    }
    Ok(Some(::receipt::stitch(parts).items))
}

fn draft(line: Line) -> ItemDraft {
    ItemDraft {
        name: line.name,
        quantity: line.quantity,
        unit_price: line.unit_price,
        total: line.total,
        confidence: if line.doubtful { 0.0 } else { 1.0 },
        bounds: line.bounds,
    }
}

/// The user's own values of these receipts, the first one's first.
fn with_typed(mut joined: Receipt, before: &[Receipt]) -> Result<Receipt, Error> {
    let mut typed = Origins::default();
    for receipt in before {
        let origins = Origins::of(receipt)?;
        for (name, origin) in origins.fields {
            if let Entry::Vacant(untyped) = typed.fields.entry(name) {
                fields::set(&mut joined.fields, name, fields::text(&receipt.fields, name))?;
                untyped.insert(origin);
            }
        }
        typed.items |= origins.items;
        if origins.category && !typed.category {
            joined.category = receipt.category;
            typed.category = true;
        }
        if joined.note.is_empty() {
            joined.note.clone_from(&receipt.note);
        }
    }
    typed.keep(&mut joined)?;
    Ok(joined)
}

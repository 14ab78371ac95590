//! A file of several pages: which of them are the receipt that was dropped, and
//! which are receipts of their own.
use super::READ;
use super::pages::{Sheet, Sheets};
use crate::error::Error;
use crate::ids;
use crate::session::{Core, Session};
use journal::{Action, ActionCode};
use std::ops::Range;
use store::table::receipt::{self, NewReceipt};
use store::table::{job, receipt_page};
use store::{AttachmentId, ReceiptId, Tx, View};

/// A page of a file, as it is noted on a receipt.
type Placed = (AttachmentId, receipt_page::Place);

/// The pages that are this receipt, from now on each noted on it. For the
/// others receipts are made, which are then read as any other is.
///
/// That belongs to the step that the file was dropped with: it is undone
/// together with it. It is written before what was read, so that a reading
/// that is interrupted here goes on as divided.
pub(super) fn divide(core: &Core, id: ReceiptId, mut sheets: Sheets) -> Result<Sheets, Error> {
    let (rows, receipt, step) = core.store.read(|view| {
        Ok((receipt_page::list(view, id)?, receipt::get(view, id)?, receipt::step(view, id)?))
    })?;
    if sheets.len() <= rows.len() || receipt.deleted_at.is_some() {
        return Ok(sheets);
    }
    let documents = match rows.len() {
        1 => documents(&sheets),
        // The user has put these together.
        _ => std::iter::once(0..sheets.len()).collect(),
    };
    let placed: Vec<Vec<Placed>> =
        documents.iter().map(|pages| sheets[pages.clone()].iter().map(place).collect()).collect();
    let action = Action::machine(ActionCode::FinishReading);
    let work = move |tx: &Tx<'_>| note(tx, id, placed);
    let noted = match step {
        Some(step) => core.store.write_part(step, action, work),
        None => core.store.write(action, work),
    };
    noted?;
    sheets.truncate(documents.first().map_or(0, |own| own.end));
    core.queue.wake();
    Ok(sheets)
}

fn documents(sheets: &[Sheet]) -> Vec<Range<usize>> {
    ::receipt::documents(&sheets.iter().map(Sheet::draft).collect::<Vec<_>>())
}

fn place(sheet: &Sheet) -> Placed {
    (sheet.attachment, sheet.place.clone())
}

/// These receipts and those that were made of other pages of their files, the
/// pages of a file in their order.
pub fn with_divided(session: &Session, ids: &[String]) -> Result<Vec<String>, Error> {
    let mut all: Vec<ReceiptId> = Vec::new();
    for id in ids::receipts(ids)? {
        for other in session.store().read(|view| of_same_files(view, id))? {
            if !all.contains(&other) {
                all.push(other);
            }
        }
    }
    Ok(all.iter().map(ToString::to_string).collect())
}

/// This receipt, and after it those of the same files that are not in the bin.
fn of_same_files(view: &View<'_>, id: ReceiptId) -> store::Result<Vec<ReceiptId>> {
    let mut all = vec![id];
    for page in receipt_page::list(view, id)? {
        for other in receipt_page::receipts_of(view, page.attachment)?.into_iter().rev() {
            if other != id && receipt::get(view, other)?.deleted_at.is_none() {
                all.push(other);
            }
        }
    }
    Ok(all)
}

fn note(tx: &Tx<'_>, id: ReceiptId, documents: Vec<Vec<Placed>>) -> store::Result<()> {
    let mut documents = documents.into_iter();
    for whole in receipt_page::list(tx, id)? {
        receipt_page::remove(tx, whole.id)?;
    }
    insert_pages(tx, id, &documents.next().unwrap_or_default())?;
    let first = receipt::get(tx, id)?;
    tx.describe(documents.len(), None);
    for pages in documents {
        let new = NewReceipt { file_name: first.file_name.clone(), sample: first.sample };
        let other = receipt::insert(tx, new)?;
        insert_pages(tx, other, &pages)?;
        job::enqueue(tx, READ, &other.to_string())?;
    }
    Ok(())
}

fn insert_pages(tx: &Tx<'_>, id: ReceiptId, pages: &[Placed]) -> store::Result<()> {
    for (attachment, place) in pages {
        receipt_page::insert(tx, id, *attachment, place)?;
    }
    Ok(())
}

//! A receipt of several pictures that are receipts of their own.
use crate::error::Error;
use crate::ids;
use crate::intake::READ;
use crate::session::Session;
use crate::views::Event;
use journal::{Action, ActionCode};
use store::table::receipt::{self, NewReceipt};
use store::table::receipt_page::Page;
use store::table::{job, receipt_page};
use store::{ReceiptId, Tx};

/// Makes a receipt of each picture; their ids, in the order of the pictures.
/// The whole goes to the bin, so that undoing brings it back as it was.
///
/// # Errors
/// [`Error::InvalidValue`] for a receipt of one picture.
pub fn separate(session: &Session, id: &str) -> Result<Vec<String>, Error> {
    let id = ids::receipt(id)?;
    let pages = session.store().read(|view| receipt_page::list(view, id))?;
    if pages.len() < 2 {
        return Err(Error::InvalidValue { field: "picture" });
    }
    let action = Action::user(ActionCode::SplitReceipt).count(pages.len());
    let written = session.store().write(action, move |tx| insert_each(tx, id, &pages))?;
    session.core.queue.wake();
    session.core.tell(Event::Changed);
    Ok(written.value.iter().map(ToString::to_string).collect())
}

fn insert_each(tx: &Tx<'_>, whole: ReceiptId, pages: &[Page]) -> store::Result<Vec<ReceiptId>> {
    let before = receipt::get(tx, whole)?;
    let mut each = Vec::new();
    for page in pages {
        let new = NewReceipt { file_name: before.file_name.clone(), sample: before.sample };
        let one = receipt::insert(tx, new)?;
        receipt_page::insert(tx, one, page.attachment, &page.place)?;
        job::enqueue(tx, READ, &one.to_string())?;
        each.push(one);
    }
    receipt::bin(tx, whole)?;
    Ok(each)
}

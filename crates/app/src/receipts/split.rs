//! Several receipts on one picture: one receipt a part.
use super::place::Shown;
use crate::error::Error;
use crate::ids;
use crate::intake::READ;
use crate::session::Session;
use crate::views::{Event, SplitRequest};
use journal::{Action, ActionCode};
use store::table::receipt::{self, NewReceipt};
use store::table::receipt_page::Place;
use store::table::{job, receipt_page};
use store::{AttachmentId, ReceiptId, Tx};

/// Parts of one picture at most.
const MOST_PARTS: usize = 50;

/// Makes a receipt of each part; their ids, in the order of the parts. The
/// whole goes to the bin, so that undoing brings it back as it was. The picture
/// is stored once.
///
/// # Errors
/// [`Error::InvalidValue`] for fewer than two parts, and for one outside of the picture.
pub fn split(session: &Session, request: &SplitRequest) -> Result<Vec<String>, Error> {
    let id = ids::receipt(&request.id)?;
    if !(2..=MOST_PARTS).contains(&request.parts.len()) {
        return Err(Error::InvalidValue { field: "part" });
    }
    let shown = session.store().read(|view| Shown::find(view, id, request.page))?;
    let shown = shown.ok_or(Error::NotFound { what: "picture" })?;
    let place = |part| {
        let place = shown.part(request.turn, Some(part), Vec::new())?;
        // Of a file that was not read yet: its first page is what is shown.
        Ok(Place { page: place.page.or(Some(0)), ..place })
    };
    let places: Vec<Place> =
        request.parts.iter().map(|part| place(*part)).collect::<Result<_, Error>>()?;
    let attachment = shown.page.attachment;
    let action = Action::user(ActionCode::SplitReceipt).count(places.len());
    let written =
        session.store().write(action, move |tx| insert_parts(tx, id, attachment, &places))?;
    session.core.queue.wake();
    session.core.tell(Event::Changed);
    Ok(written.value.iter().map(ToString::to_string).collect())
}

fn insert_parts(
    tx: &Tx<'_>,
    whole: ReceiptId,
    attachment: AttachmentId,
    places: &[Place],
) -> store::Result<Vec<ReceiptId>> {
    let before = receipt::get(tx, whole)?;
    let mut parts = Vec::new();
    for place in places {
        let new = NewReceipt { file_name: before.file_name.clone(), sample: before.sample };
        let part = receipt::insert(tx, new)?;
        receipt_page::insert(tx, part, attachment, place)?;
        job::enqueue(tx, READ, &part.to_string())?;
        parts.push(part);
    }
    receipt::bin(tx, whole)?;
    Ok(parts)
}

//! Reading a picture again, as the user wants it: turned, in part, in another language.
use super::place::Shown;
use crate::error::Error;
use crate::ids;
use crate::intake::READ;
use crate::session::Session;
use crate::views::{Event, ReadAgainRequest};
use journal::{Action, ActionCode};
use store::table::receipt::{self, State};
use store::table::{job, receipt_page};

/// Queues the reading. It becomes a further reading of the receipt: what the
/// user typed stays, and so do the earlier readings.
///
/// # Errors
/// [`Error::InvalidValue`] for a part outside of the picture, and for a receipt
/// that is confirmed: that is the user's record, not the reader's.
pub fn read_again(session: &Session, request: &ReadAgainRequest) -> Result<(), Error> {
    let id = ids::receipt(&request.id)?;
    let (receipt, shown) = session
        .store()
        .read(|view| Ok((receipt::get(view, id)?, Shown::find(view, id, request.page)?)))?;
    if receipt.state == State::Confirmed {
        return Err(Error::InvalidValue { field: "state" });
    }
    let shown = shown.ok_or(Error::NotFound { what: "picture" })?;
    let place = shown.part(request.turn, request.crop, request.languages.clone())?;
    session.store().write(Action::machine(ActionCode::RetryReading), move |tx| {
        receipt_page::set_place(tx, shown.page.id, &place)?;
        let mut receipt = receipt::get(tx, id)?;
        receipt.state = State::Reading;
        receipt.fault = None;
        receipt::update(tx, &receipt)?;
        job::enqueue(tx, READ, &id.to_string())
    })?;
    session.core.queue.wake();
    session.core.tell(Event::Changed);
    Ok(())
}

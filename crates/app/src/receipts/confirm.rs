//! Confirming: what was suggested becomes the user's record.
use super::edit::Change;
use super::review::{first_doubt, review};
use crate::error::Error;
use crate::ids;
use crate::session::Session;
use crate::views::{ConfirmRequest, Event, ReviewView};
use journal::{Action, ActionCode};
use store::Tx;
use store::table::receipt::{Receipt, State};

/// Stores the last edits and confirms, in one step.
///
/// # Errors
/// [`Error::InvalidValue`] naming the first doubtful field, unless the receipt
/// is confirmed as it stands: then it is kept as unsure and stays findable.
pub fn confirm(session: &Session, request: &ConfirmRequest) -> Result<ReviewView, Error> {
    let id = ids::receipt(&request.id)?;
    let change = Change::prepare(session, id, &request.edits)?;
    if change.receipt.doubts > 0 && !request.as_it_stands {
        return Err(Error::InvalidValue { field: doubtful_field(session, &request.id)? });
    }
    let about = change.receipt.fields.merchant.clone();
    session.store().write(Action::user(ActionCode::ConfirmReceipt).about(about), move |tx| {
        let mut change = change;
        settle(tx, &mut change.receipt);
        change.write(tx)
    })?;
    session.store().truncate_wal()?;
    session.core.queue.learn_from([id]);
    session.core.tell(Event::Changed);
    review(session, &request.id)
}

/// Marks a receipt as the user's record.
pub(super) fn settle(tx: &Tx<'_>, receipt: &mut Receipt) {
    receipt.unsure = receipt.doubts > 0;
    receipt.state = State::Confirmed;
    receipt.fault = None;
    receipt.confirmed_at.get_or_insert(tx.now());
}

fn doubtful_field(session: &Session, id: &str) -> Result<&'static str, Error> {
    let shown = review(session, id)?;
    Ok(first_doubt(&shown.fields).map_or("total", |field| field.name.as_str()))
}

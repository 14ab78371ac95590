//! What is held, whatever else says.
use crate::error::Error;
use crate::ids;
use crate::session::Session;
use crate::views::{Event, HoldView};
use jiff::civil::Date;
use journal::{Action, ActionCode};
use store::table::{hold, receipt};
use store::{HoldId, ReceiptId};

/// Letters of a reason at most.
const LONGEST: usize = 500;

/// Every hold that was not taken back.
pub fn holds(session: &Session) -> Result<Vec<HoldView>, Error> {
    let today = session.core.clock.today();
    Ok(session.store().read(|view| {
        let view_of = |held: hold::Hold| {
            let receipt = receipt::find(view, held.receipt)?;
            Ok(HoldView {
                holds: held.holds_on(today),
                id: held.id.to_string(),
                receipt: held.receipt.to_string(),
                merchant: receipt.and_then(|receipt| receipt.fields.merchant),
                until: held.until.map(|until| until.to_string()),
                reason: held.reason,
            })
        };
        hold::list(view)?.into_iter().map(view_of).collect()
    })?)
}

/// Holds receipts until a day (`2033-12-31`), or until that is taken back, in one
/// step; the ids of the holds.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::InvalidValue`] for no day, a day that has
/// passed, or a reason of more than 500 letters.
pub fn add_hold(
    session: &Session,
    receipts: &[String],
    until: Option<&str>,
    reason: &str,
) -> Result<Vec<String>, Error> {
    let receipts = ids::receipts(receipts)?;
    let day =
        |text: &str| text.parse::<Date>().ok().filter(|day| *day >= session.core.clock.today());
    let until = until.map(|text| day(text).ok_or(Error::InvalidValue { field: "until" }));
    let (until, reason) = (until.transpose()?, reason.trim().to_owned());
    if reason.chars().count() > LONGEST {
        return Err(Error::InvalidValue { field: "reason" });
    }
    let written = session.store().write(Action::user(ActionCode::AddHold), move |tx| {
        tx.describe(receipts.len(), None);
        let hold = |id: ReceiptId| {
            receipt::get(tx, id)?;
            hold::insert(tx, id, until, &reason)
        };
        receipts.into_iter().map(hold).collect::<store::Result<Vec<HoldId>>>()
    })?;
    session.core.tell(Event::Changed);
    Ok(written.value.iter().map(ToString::to_string).collect())
}

/// Takes a hold back.
///
/// # Errors
/// [`Error::NotFound`].
pub fn remove_hold(session: &Session, id: &str) -> Result<(), Error> {
    let id: HoldId = id.parse().map_err(|_| Error::NotFound { what: "hold" })?;
    session.store().write(Action::user(ActionCode::RemoveHold), move |tx| hold::remove(tx, id))?;
    session.core.tell(Event::Changed);
    Ok(())
}

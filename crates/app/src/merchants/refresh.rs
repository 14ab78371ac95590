//! What was learnt reaches the receipts that wait: a drop of forty is read
//! before the first of them is corrected.
use crate::error::Error;
use crate::intake::queue::Lesson;
use crate::session::{Core, Session};
use crate::suggest;
use crate::views::Event;
use journal::{Action, ActionCode};
use std::collections::BTreeSet;
use store::table::receipt::{Receipt, State};
use store::table::{merchant_clue, reading, receipt};
use store::{ReceiptId, Tx, View};

/// Puts what is known now into the receipts that wait. The queue does this by
/// itself after each confirmation; for callers that do not wait for it.
pub fn refresh(session: &Session) -> Result<(), Error> {
    refresh_waiting(&session.core, &Lesson::All)
}

/// As [`refresh`], on a worker of the queue.
pub(crate) fn refresh_waiting(core: &Core, lesson: &Lesson) -> Result<(), Error> {
    let changed = core.store.read(|view| changed(view, lesson))?;
    if changed.is_empty() {
        return Ok(());
    }
    core.store.write(Action::machine(ActionCode::Learn), move |tx| {
        tx.describe(changed.len(), None);
        changed.into_iter().try_for_each(|id| fill_again(tx, receipt::get(tx, id)?))
    })?;
    core.tell(Event::Changed);
    Ok(())
}

/// The receipts in which something else would stand.
fn changed(view: &View<'_>, lesson: &Lesson) -> store::Result<Vec<ReceiptId>> {
    let mut changed = Vec::new();
    for before in concerned(view, lesson)?.into_iter().filter(is_waiting) {
        let id = before.id;
        if filled(view, before.clone())?.is_some_and(|after| after != before) {
            changed.push(id);
        }
    }
    Ok(changed)
}

/// The receipts that a lesson can be about.
fn concerned(view: &View<'_>, lesson: &Lesson) -> store::Result<Vec<Receipt>> {
    let Lesson::Of(teachers) = lesson else { return receipt::inbox(view) };
    let mut ids = BTreeSet::new();
    for teacher in teachers {
        ids.extend(merchant_clue::waiting_like(view, *teacher)?);
    }
    ids.into_iter().map(|id| receipt::get(view, id)).collect()
}

/// What the user did in the meantime stands: the receipt is looked at anew.
fn fill_again(tx: &Tx<'_>, before: Receipt) -> store::Result<()> {
    if !is_waiting(&before) {
        return Ok(());
    }
    match filled(tx, before)? {
        Some(after) => receipt::update(tx, &after),
        None => Ok(()),
    }
}

fn filled(view: &View<'_>, mut receipt: Receipt) -> store::Result<Option<Receipt>> {
    let Some(draft) = reading::latest_draft(view, receipt.id)? else { return Ok(None) };
    suggest::fields(view, &mut receipt, &draft)?;
    Ok(Some(receipt))
}

fn is_waiting(receipt: &Receipt) -> bool {
    matches!(receipt.state, State::ToReview | State::Ready) && receipt.deleted_at.is_none()
}

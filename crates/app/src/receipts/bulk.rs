//! Many receipts in one step.
use super::confirm::settle;
use crate::duplicates;
use crate::error::Error;
use crate::ids;
use crate::session::Session;
use crate::views::Event;
use journal::{Action, ActionCode};
use store::table::receipt::{self, State};
use store::{ReceiptId, Tx};

/// Confirms those of these that are ready; how many were.
pub fn confirm_all(session: &Session, ids: &[String]) -> Result<u32, Error> {
    let confirmed = change_all(
        session,
        ActionCode::ConfirmReceipt,
        ids,
        |tx, id| {
            let mut receipt = receipt::get(tx, id)?;
            if receipt.state != State::Ready || receipt.deleted_at.is_some() {
                return Ok(false);
            }
            settle(tx, &mut receipt);
            receipt::update(tx, &receipt).map(|()| true)
        },
        nothing_more,
    )?;
    session.store().truncate_wal()?;
    Ok(confirmed)
}

/// To the bin.
pub fn bin(session: &Session, ids: &[String]) -> Result<(), Error> {
    let bin = |tx: &Tx<'_>, id| receipt::bin(tx, id).map(|()| true);
    change_all(session, ActionCode::BinReceipts, ids, bin, ask_without).map(drop)
}

/// Those that may have been the same purchase as one of these may be one of others.
fn ask_without(tx: &Tx<'_>, gone: &[ReceiptId]) -> store::Result<()> {
    gone.iter().try_for_each(|id| duplicates::ask_without(tx, *id))
}

/// Back from the bin.
pub fn restore(session: &Session, ids: &[String]) -> Result<(), Error> {
    change_all(
        session,
        ActionCode::RestoreReceipts,
        ids,
        |tx, id| receipt::restore(tx, id).map(|()| true),
        nothing_more,
    )
    .map(drop)
}

/// One category for all of these; an empty id takes it away.
pub fn categorise(session: &Session, ids: &[String], category: &str) -> Result<(), Error> {
    let category = ids::category(category)?;
    change_all(
        session,
        ActionCode::CategoriseReceipts,
        ids,
        move |tx, id| receipt::categorise(tx, id, category).map(|()| true),
        nothing_more,
    )
    .map(drop)
}

/// Runs `change` on every receipt in one transaction and one action; `change`
/// says whether it did anything. `then` comes after all of them.
fn change_all<F>(
    session: &Session,
    code: ActionCode,
    ids: &[String],
    change: F,
    then: fn(&Tx<'_>, &[ReceiptId]) -> store::Result<()>,
) -> Result<u32, Error>
where
    F: Fn(&Tx<'_>, ReceiptId) -> store::Result<bool> + Send + 'static,
{
    let ids = ids::receipts(ids)?;
    let teachers = ids.clone();
    let written = session.store().write(Action::user(code), move |tx| {
        let mut changed = 0;
        for id in &ids {
            changed += usize::from(change(tx, *id)?);
        }
        then(tx, &ids)?;
        tx.describe(changed, None);
        Ok(changed)
    })?;
    session.core.queue.learn_from(teachers);
    session.core.tell(Event::Changed);
    Ok(u32::try_from(written.value).unwrap_or(u32::MAX))
}

fn nothing_more(_: &Tx<'_>, _: &[ReceiptId]) -> store::Result<()> {
    Ok(())
}

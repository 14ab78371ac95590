//! Stopping, repeating and waiting for readings.
use super::READ;
use super::work::tell_queue;
use crate::error::Error;
use crate::ids;
use crate::session::{Core, Session};
use crate::views::Event;
use fault::{Code, Fault};
use journal::{Action, ActionCode};
use std::time::Duration;
use store::table::job;
use store::table::receipt::{self, State};
use store::{ReceiptId, Tx};

/// Stops these readings, or all when none is named. The pictures stay, to be read again.
pub fn cancel(session: &Session, ids: &[String]) -> Result<(), Error> {
    let named = ids::receipts(ids)?;
    let chosen = if named.is_empty() { waiting(session)? } else { named };
    let for_store = chosen.clone();
    session.store().write(Action::machine(ActionCode::FinishReading), move |tx| {
        for id in &for_store {
            cancel_one(tx, *id)?;
        }
        tx.describe(for_store.len(), None);
        Ok(())
    })?;
    for id in chosen {
        session.core.queue.cancel(id);
    }
    tell_queue(&session.core);
    session.core.tell(Event::Changed);
    Ok(())
}

fn waiting(session: &Session) -> Result<Vec<ReceiptId>, Error> {
    let live = session.store().read(|view| job::live(view, READ))?;
    Ok(live.iter().filter_map(|job| job.subject.parse().ok()).collect())
}

fn cancel_one(tx: &Tx<'_>, id: ReceiptId) -> store::Result<()> {
    if job::cancel(tx, READ, &id.to_string())? {
        let mut receipt = receipt::get(tx, id)?;
        receipt.state = State::Failed;
        receipt.fault = Some(Code::ReadingCancelled.as_str().to_owned());
        receipt::update(tx, &receipt)?;
    }
    Ok(())
}

/// Reads a receipt's picture again. What the user typed stays.
pub fn retry(session: &Session, id: &str) -> Result<(), Error> {
    let id = ids::receipt(id)?;
    session.store().write(Action::machine(ActionCode::RetryReading), move |tx| {
        let mut receipt = receipt::get(tx, id)?;
        receipt.state = State::Reading;
        receipt.fault = None;
        receipt::update(tx, &receipt)?;
        job::enqueue(tx, READ, &id.to_string()).map(drop)
    })?;
    session.core.queue.wake();
    session.core.tell(Event::Changed);
    Ok(())
}

/// Whether something is being read or waits for it.
pub(crate) fn is_busy(core: &Core) -> Result<bool, Error> {
    let counts = core.store.read(|view| job::counts(view, READ))?;
    Ok(counts.queued + counts.running > 0)
}

/// Waits until these receipts are read or have failed; gives the names and
/// faults of those that failed. For callers without a window.
pub fn wait(session: &Session, ids: &[String]) -> Result<Vec<(String, Fault)>, Error> {
    let ids = ids::receipts(ids)?;
    while is_busy(&session.core)? {
        std::thread::sleep(Duration::from_millis(40));
    }
    let mut failed = Vec::new();
    for id in ids {
        let receipt = session.store().read(|view| receipt::get(view, id))?;
        if receipt.state == State::Failed {
            failed.push((receipt.file_name.clone(), crate::inbox::fault_of(&receipt)));
        }
    }
    Ok(failed)
}

//! Removing for good.
use super::due::{self, Due};
use super::policies;
use crate::backups;
use crate::error::Error;
use crate::ids;
use crate::intake;
use crate::place;
use crate::salvage;
use crate::session::Session;
use crate::views::{Event, PurgeVerdict, PurgedView, RetentionPreview};
use jiff::Timestamp;
use journal::{Action, ActionCode};
use std::collections::BTreeSet;
use std::time::Duration;
use store::table::receipt_age;
use store::{ReceiptId, Verdict};

/// How long it waits before it looks again whether something is being read.
const NAP: Duration = Duration::from_secs(5);

/// What purging these would remove, and what is held of them.
///
/// # Errors
/// [`Error::NotFound`] for one that is neither confirmed nor in the bin.
pub fn of(session: &Session, receipts: &[String]) -> Result<RetentionPreview, Error> {
    let wanted = chosen(receipts)?;
    let due = session.store().read(|view| Due::chosen(session, view, &wanted))?;
    if due.going.len() + due.kept.len() < wanted.len() {
        return Err(Error::NotFound { what: "receipt" });
    }
    due::shown(session, due)
}

/// The receipts in the bin.
pub fn in_bin(session: &Session) -> Result<Vec<String>, Error> {
    let all = session.store().read(receipt_age::list)?;
    let binned = all.into_iter().filter(|aged| aged.binned_at.is_some());
    Ok(binned.map(|aged| aged.id.to_string()).collect())
}

/// Removes these for good, in one step that cannot be undone and ends what can
/// be. The face has asked before.
///
/// # Errors
/// [`fault::Code::Held`] when one of them is held; [`fault::Code::ProfileInUse`]
/// while something reads the vault. Nothing is removed then.
pub fn purge(session: &Session, receipts: &[String]) -> Result<PurgedView, Error> {
    let preview = of(session, receipts)?;
    if !preview.kept.is_empty() {
        return Err(store::Error::Held.into());
    }
    run(session, Action::user(ActionCode::PurgeReceipts), chosen(receipts)?)
}

/// Removes what is due, by the user's word.
///
/// # Errors
/// As [`purge`].
pub fn apply(session: &Session) -> Result<PurgedView, Error> {
    run(session, Action::user(ActionCode::PurgeReceipts), due_now(session)?)
}

/// Removes what is due if the user has turned that on; none where nothing is.
///
/// # Errors
/// As [`purge`].
pub fn run_if_due(session: &Session) -> Result<Option<PurgedView>, Error> {
    // A damaged vault is read and no longer written.
    if session.store().is_frozen() || !policies::acts_by_itself(session)? {
        return Ok(None);
    }
    let due = due_now(session)?;
    if due.is_empty() {
        return Ok(None);
    }
    run(session, Action::machine(ActionCode::PurgeReceipts), due).map(Some)
}

/// As [`run_if_due`], once nothing is being read; not at all when the session ends before.
///
/// # Errors
/// As [`purge`].
pub fn run_when_idle(session: &Session) -> Result<Option<PurgedView>, Error> {
    let queue = &session.core.queue;
    while !queue.is_stopped() && intake::is_busy(&session.core)? {
        queue.sleep(queue.woken(), NAP);
    }
    if queue.is_stopped() { Ok(None) } else { run_if_due(session) }
}

fn chosen(receipts: &[String]) -> Result<BTreeSet<ReceiptId>, Error> {
    Ok(ids::receipts(receipts)?.into_iter().collect())
}

fn due_now(session: &Session) -> Result<BTreeSet<ReceiptId>, Error> {
    let due = session.store().read(|view| Due::find(session, view))?;
    Ok(due.going.into_iter().map(|(aged, ..)| aged.id).collect())
}

fn run(
    session: &Session,
    action: Action,
    receipts: BTreeSet<ReceiptId>,
) -> Result<PurgedView, Error> {
    // A backup that is being made reads the vault: this waits for its end.
    let _no_backup = session.open_profile().hold();
    place::forget(session)?;
    let (today, now) = (session.core.clock.today(), session.core.clock.now());
    let oldest = oldest(session, &receipts)?;
    let purged = session.store().purge(action, receipts.into_iter().collect(), today)?;
    // What was taught by what is gone is put out of the receipts that wait.
    session.core.queue.learn();
    session.core.tell(Event::Changed);
    let small = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let proof = purged.proof;
    Ok(PurgedView {
        receipts: small(purged.receipts),
        verdict: verdict(proof.verdict()),
        values: small(proof.values),
        unseen: small(proof.unseen),
        shared: small(proof.shared),
        left: small(proof.left),
        backups: oldest.map_or(Ok(Vec::new()), |at| backups::made_between(session, at, now))?,
        damaged: salvage::kept(session)?,
    })
}

fn verdict(verdict: Verdict) -> PurgeVerdict {
    match verdict {
        Verdict::Gone => PurgeVerdict::Gone,
        Verdict::Left => PurgeVerdict::Left,
        Verdict::Void => PurgeVerdict::Void,
    }
}

/// When the first of them came: no older backup has any of them.
fn oldest(session: &Session, receipts: &BTreeSet<ReceiptId>) -> Result<Option<Timestamp>, Error> {
    let all = session.store().read(receipt_age::list)?;
    let these = all.into_iter().filter(|aged| receipts.contains(&aged.id));
    Ok(these.map(|aged| aged.added_at).min())
}

//! Whether what another copy brought is a purchase that was here already.
use crate::duplicates;
use std::collections::BTreeSet;
use store::{ReceiptId, Tx};

/// Asks about each receipt that is new, and those that were here; of their own
/// the other side has been asked.
pub(super) fn note(tx: &Tx<'_>, new: &[ReceiptId]) -> store::Result<()> {
    let theirs: BTreeSet<ReceiptId> = new.iter().copied().collect();
    new.iter().try_for_each(|id| duplicates::ask_but(tx, *id, |here| theirs.contains(&here)))
}

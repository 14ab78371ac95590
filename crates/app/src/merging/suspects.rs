//! Whether what another copy brought is a purchase that was here already.
use crate::intake::{ALIKE, purchase};
use ledger::duplicate::compare;
use store::table::{duplicate, receipt_page};
use store::{ReceiptId, Tx, View};

/// Notes the pairs that the user is asked about, each of a receipt that is new
/// and one that was here; of their own the other side has been asked.
pub(super) fn note(tx: &Tx<'_>, new: &[ReceiptId]) -> store::Result<()> {
    for id in new {
        let mine = purchase(tx, *id)?;
        for candidate in duplicate::candidates(tx, *id, ALIKE)? {
            let here = candidate.receipt;
            if new.contains(&here) || are_parts(tx, *id, here)? {
                continue;
            }
            if compare(&mine, &purchase(tx, here)?).is_some() {
                duplicate::suspect(tx, here, *id)?;
            }
        }
    }
    Ok(())
}

/// Two parts of one picture are two receipts; the same part of it is the same
/// picture, which came in on both sides.
fn are_parts(view: &View<'_>, one: ReceiptId, other: ReceiptId) -> store::Result<bool> {
    let (pages, others) = (receipt_page::list(view, one)?, receipt_page::list(view, other)?);
    let pairs = pages.iter().flat_map(|page| others.iter().map(move |other| (page, other)));
    let shared: Vec<_> =
        pairs.filter(|(page, other)| page.attachment == other.attachment).collect();
    let part = |page: &receipt_page::Page| (page.place.page.unwrap_or(0), page.place.quad);
    Ok(!shared.is_empty() && shared.iter().all(|(page, other)| part(page) != part(other)))
}

//! Whether what another copy brought is a purchase that was here already.
use crate::duplicates;
use store::table::receipt_page;
use store::{ReceiptId, Tx, View};

/// Asks about each receipt that is new, and those that were here; of their own
/// the other side has been asked.
pub(super) fn note(tx: &Tx<'_>, new: &[ReceiptId]) -> store::Result<()> {
    new.iter().try_for_each(|id| {
        duplicates::ask_but(tx, *id, |here| Ok(new.contains(&here) || are_parts(tx, *id, here)?))
    })
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

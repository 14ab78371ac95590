//! What a newcomer may be the same purchase as. Of all that are alike the user
//! is asked about the likeliest; about the next when it was another purchase.
use ledger::duplicate::{Purchase, compare};
use store::table::{attachment_page, duplicate, receipt, receipt_page};
use store::{ReceiptId, Tx, View};

/// Pictures whose hashes differ in this many of 64 bits may show one receipt.
const ALIKE: u32 = 6;

/// Asks about a newcomer.
pub(crate) fn ask(tx: &Tx<'_>, id: ReceiptId) -> store::Result<()> {
    ask_but(tx, id, |_| false)
}

/// The same, leaving out those that were told apart elsewhere.
pub(crate) fn ask_but(
    tx: &Tx<'_>,
    id: ReceiptId,
    is_out: impl Fn(ReceiptId) -> bool,
) -> store::Result<()> {
    if duplicate::is_asked_about(tx, id)? {
        return Ok(());
    }
    let mine = purchase(tx, id)?;
    for candidate in duplicate::candidates(tx, id, ALIKE)? {
        let other = candidate.receipt;
        if is_out(other) || are_parts(tx, id, other)? {
            continue;
        }
        let matches = compare(&mine, &purchase(tx, other)?).is_some();
        if matches && duplicate::suspect(tx, other, id)?.is_some() {
            return Ok(());
        }
    }
    Ok(())
}

/// Asks about those that would have been the same purchase as one that is gone.
pub(crate) fn ask_without(tx: &Tx<'_>, gone: ReceiptId) -> store::Result<()> {
    let left = duplicate::unanswered_beside(tx, gone)?;
    left.into_iter().try_for_each(|id| ask(tx, id))
}

/// Two parts of one picture are two receipts; the same part of it is the same
/// picture, which came in on two machines.
fn are_parts(view: &View<'_>, one: ReceiptId, other: ReceiptId) -> store::Result<bool> {
    let (pages, others) = (receipt_page::list(view, one)?, receipt_page::list(view, other)?);
    let pairs = pages.iter().flat_map(|page| others.iter().map(move |other| (page, other)));
    let shared: Vec<_> =
        pairs.filter(|(page, other)| page.attachment == other.attachment).collect();
    let part = |page: &receipt_page::Page| (page.place.page.unwrap_or(0), page.place.quad);
    Ok(!shared.is_empty() && shared.iter().all(|(page, other)| part(page) != part(other)))
}

/// What is compared of a receipt.
pub(super) fn purchase(view: &View<'_>, id: ReceiptId) -> store::Result<Purchase> {
    let receipt = receipt::get(view, id)?;
    let page = receipt_page::list(view, id)?.into_iter().next();
    let look = page
        .map(|page| attachment_page::find(view, page.attachment, page.place.page.unwrap_or(0)))
        .transpose()?
        .flatten();
    let fields = receipt.fields;
    Ok(Purchase {
        merchant: fields.merchant,
        date: fields.date,
        time: fields.time,
        total: fields.total,
        number: fields.number,
        picture: look.map(|look| look.phash),
    })
}

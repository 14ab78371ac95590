//! What a newcomer may be the same purchase as. Of all that are alike the user
//! is asked about the likeliest; about the next when it was another purchase.
use ledger::duplicate::{Purchase, compare};
use store::table::{attachment_page, duplicate, receipt, receipt_page};
use store::{ReceiptId, Tx, View};

/// Pictures whose hashes differ in this many of 64 bits may show one receipt.
const ALIKE: u32 = 6;

/// Asks about a receipt that came in here.
pub(crate) fn ask(tx: &Tx<'_>, id: ReceiptId) -> store::Result<()> {
    ask_but(tx, id, |other| share_a_picture(tx, id, other))
}

/// The same, leaving out those that cannot be it.
pub(crate) fn ask_but(
    tx: &Tx<'_>,
    id: ReceiptId,
    is_out: impl Fn(ReceiptId) -> store::Result<bool>,
) -> store::Result<()> {
    if duplicate::is_asked_about(tx, id)? {
        return Ok(());
    }
    let mine = purchase(tx, id)?;
    for candidate in duplicate::candidates(tx, id, ALIKE)? {
        let other = candidate.receipt;
        let matches = !is_out(other)? && compare(&mine, &purchase(tx, other)?).is_some();
        if matches && duplicate::suspect(tx, other, id)?.is_some() {
            return Ok(());
        }
    }
    Ok(())
}

/// Two parts of one picture are two receipts: the user said so.
fn share_a_picture(view: &View<'_>, one: ReceiptId, other: ReceiptId) -> store::Result<bool> {
    let pictures = receipt_page::list(view, one)?;
    let others = receipt_page::list(view, other)?;
    Ok(pictures.iter().any(|page| others.iter().any(|also| also.attachment == page.attachment)))
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

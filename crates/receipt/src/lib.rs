//! From a recognised page to a receipt draft: `OcrPage` -> [`ReceiptDraft`].
mod draft;
mod reread;

pub use draft::*;
pub use reread::{Hint, NoReread, Reread};

use jiff::civil::Date;
use money::Currency;
use page::OcrPage;

/// What is known before a page is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// Receipts of a later day do not exist.
    pub today: Date,
    /// The currency the user mostly pays in, used where nothing is printed.
    pub currency: Option<Currency>,
}

/// A second look costs time; a parse takes at most this many.
pub const MOST_REREADS: usize = 3;

/// Drafts a receipt from a page. Never fails: what is not found stays empty.
pub fn parse(page: &OcrPage, _reread: &mut dyn Reread, _context: &Context) -> ReceiptDraft {
    let _ = page;
    ReceiptDraft::default()
}

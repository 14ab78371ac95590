//! From a recognised page to a receipt draft: `OcrPage` -> [`ReceiptDraft`].
//!
//! ```
//! use receipt::Context;
//! let context = Context { today: jiff::civil::date(2026, 3, 12), currency: None };
//! let draft = receipt::parse(&page::OcrPage::default(), &context);
//! assert!(draft.total.value().is_none(), "an empty page is an empty draft");
//! ```
//!
//! A page becomes a sheet of lines; each line's words tell the
//! role of its amounts (`label`); candidates for every sum are collected and
//! the assignment that adds up is chosen (`sums`). Dates, seller, numbers
//! and goods each have their module.
//!
//! **Invariant**: nothing here fails or panics, whatever the page holds, and
//! the work is bounded by the number of words that are looked at.
mod amount;
mod assemble;
mod country;
mod documents;
mod draft;
mod items;
mod label;
pub mod learn;
mod model;
mod numbers;
mod payment;
mod readings;
mod seller;
mod sheet;
mod spelling;
mod stitch;
mod sums;
mod telling;
mod when;

pub use documents::documents;
pub use draft::*;
pub use model::{Features, Weights};
pub use stitch::stitch;
pub use telling::{day_lines, name_lines, total_lines};

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

/// Drafts a receipt from a page. Never fails: what is not found stays empty.
pub fn parse(page: &OcrPage, context: &Context) -> ReceiptDraft {
    parse_several(std::slice::from_ref(page), context)
}

/// Drafts a receipt from several readings of the same upright picture, in the same pixels.
///
/// Candidates of all readings are weighed together: an amount, a day or a name
/// that two of them saw at the same place is believed more, and a sum may be
/// proved by parts that only the other reading got right. The first page leads.
/// Pages that are [`close`](OcrPage::close) speak for day and sums, and for how a word is
/// spelled that another page has too.
pub fn parse_several(pages: &[OcrPage], context: &Context) -> ReceiptDraft {
    parse_with(Weights::shipped(), pages, context)
}

/// [`parse_several`] with other weights, as a measurement needs that keeps a receipt out of what was learnt.
pub fn parse_with(weights: &Weights, pages: &[OcrPage], context: &Context) -> ReceiptDraft {
    assemble::assemble(&readings::Readings::of(pages), context, weights)
}

/// Whether another reading of the picture is worth its time: merchant, date or
/// total is missing or far from sure.
pub fn needs_another_look(draft: &ReceiptDraft) -> bool {
    let below = |confidence: Option<f32>, least: f32| confidence.is_none_or(|found| found < least);
    below(draft.merchant.best().map(|best| best.confidence), LOOK_FOR_NAME)
        || below(draft.date.best().map(|best| best.confidence), LOOK)
        || below(draft.total.best().map(|best| best.confidence), LOOK)
}

/// Where another look pays: about a third of scans and six of ten photos are below.
const LOOK: f32 = 0.85;
const LOOK_FOR_NAME: f32 = 0.4;

//! From a recognised page to a receipt draft: `OcrPage` -> [`ReceiptDraft`].
mod draft;

pub use draft::*;

//! Ids as a face sends them.
use crate::error::Error;
use store::{AttachmentId, CategoryId, DuplicateId, ItemId, ReceiptId};

/// A receipt's id.
pub fn receipt(text: &str) -> Result<ReceiptId, Error> {
    text.parse().map_err(|_| Error::NotFound { what: "receipt" })
}

/// Many receipts' ids.
pub fn receipts(texts: &[String]) -> Result<Vec<ReceiptId>, Error> {
    texts.iter().map(|text| receipt(text)).collect()
}

/// An item's id; none for a line that is being added.
pub fn item(text: &str) -> Result<Option<ItemId>, Error> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Error::NotFound { what: "item" })
}

/// An attachment's id.
pub fn attachment(text: &str) -> Result<AttachmentId, Error> {
    text.parse().map_err(|_| Error::NotFound { what: "picture" })
}

/// A category's id; an empty text means none.
pub fn category(text: &str) -> Result<Option<CategoryId>, Error> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Error::NotFound { what: "category" })
}

/// A pair's id.
pub fn duplicate(text: &str) -> Result<DuplicateId, Error> {
    text.parse().map_err(|_| Error::NotFound { what: "pair" })
}

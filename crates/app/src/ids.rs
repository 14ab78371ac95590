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

/// What a picture is called: its file's id, and which page of it unless the first.
pub fn picture_name(attachment: AttachmentId, page: u32) -> String {
    match page {
        0 => attachment.to_string(),
        page => format!("{attachment}.{page}"),
    }
}

/// The file and page of a picture's name.
pub fn picture(text: &str) -> Result<(AttachmentId, u32), Error> {
    let missing = || Error::NotFound { what: "picture" };
    let (attachment, page) = text.split_once('.').unwrap_or((text, "0"));
    let attachment = attachment.parse().map_err(|_| missing())?;
    Ok((attachment, page.parse().map_err(|_| missing())?))
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_found_by_its_name() {
        let id: AttachmentId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        for page in [0, 1, 49] {
            assert_eq!(picture(&picture_name(id, page)).unwrap(), (id, page));
        }
        for wrong in ["", ".", "x.1", &format!("{id}."), &format!("{id}.-1"), &format!("{id}.1.2")]
        {
            assert!(picture(wrong).is_err(), "{wrong}");
        }
    }
}

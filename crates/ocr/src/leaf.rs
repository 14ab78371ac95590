//! One page of a file.
use crate::pdf::Document;
use crate::{Format, OcrError, Upright, decode};
use page::OcrPage;

/// One page of an opened file.
pub struct Leaf<'a> {
    file: File<'a>,
    page: u32,
}

enum File<'a> {
    /// Its bytes, not decoded.
    Picture(&'a [u8]),
    Pdf(Document),
}

/// A page whose words are in its file.
pub struct Printed {
    /// What the page looks like.
    pub picture: Upright,
    /// What is printed on it and can be seen.
    pub page: OcrPage,
    /// Whether there are pictures besides, which may say more.
    pub has_pictures: bool,
}

impl<'a> Leaf<'a> {
    /// Opens a page of a file, from 0; pictures have one. A file that is locked
    /// is opened by the first of the passwords that fits.
    pub fn open(bytes: &'a [u8], page: u32, passwords: &[&str]) -> Result<Self, OcrError> {
        let file = match Format::of(bytes)? {
            Format::Pdf => File::Pdf(Document::open(bytes, passwords)?),
            _ => File::Picture(bytes),
        };
        let leaf = Self { file, page };
        match page < leaf.pages() {
            true => Ok(leaf),
            false => Err(OcrError::Damaged("no such page".into())),
        }
    }

    /// How many pages its file has.
    pub fn pages(&self) -> u32 {
        match &self.file {
            File::Picture(_) => 1,
            File::Pdf(document) => document.pages(),
        }
    }

    /// Its picture, the right way up.
    pub fn upright(&self) -> Result<Upright, OcrError> {
        match &self.file {
            File::Picture(bytes) => decode::upright(bytes),
            File::Pdf(document) => Ok(Upright::new(document.draw(self.page)?)),
        }
    }

    /// The words that are in the file itself; none where a picture has to be read.
    pub fn printed(&self) -> Result<Option<Printed>, OcrError> {
        let File::Pdf(document) = &self.file else { return Ok(None) };
        let Some(text) = document.text(self.page)? else { return Ok(None) };
        let picture = self.upright()?;
        let Some(text) = text.seen_on(picture.grey()) else { return Ok(None) };
        Ok(Some(Printed { picture, page: text.page, has_pictures: text.has_pictures }))
    }
}

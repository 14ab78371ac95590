//! PDF: its pages as pictures, and the text that is printed in them.
mod draw;
mod glyphs;
mod lines;
mod text;

use crate::OcrError;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf, PdfData};
use image::DynamicImage;
use std::panic::{AssertUnwindSafe, catch_unwind};
pub(crate) use text::Text;

/// More pages are a book or a year's statements, and not receipts.
const MOST_PAGES: usize = 50;

/// An opened PDF of one page at least.
pub(crate) struct Document(Pdf);

impl Document {
    /// Opens it with no password, else with the first of these that fits.
    pub(crate) fn open(bytes: &[u8], passwords: &[&str]) -> Result<Self, OcrError> {
        let data = PdfData::from(bytes.to_vec());
        for password in [""].iter().chain(passwords) {
            match guarded(|| Pdf::new_with_password(data.clone(), password))? {
                Ok(pdf) => return Self::within_limits(pdf),
                Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {}
                Err(error) => return Err(unopened(error)),
            }
        }
        Err(OcrError::Locked)
    }

    fn within_limits(pdf: Pdf) -> Result<Self, OcrError> {
        match guarded(|| pdf.pages().len())? {
            0 => Err(OcrError::Damaged("PDF without pages".into())),
            pages if pages > MOST_PAGES => Err(OcrError::TooManyPages),
            _ => Ok(Self(pdf)),
        }
    }

    /// How many pages it has.
    pub(crate) fn pages(&self) -> u32 {
        u32::try_from(self.0.pages().len()).unwrap_or(u32::MAX)
    }

    /// A picture of a page, from 0.
    pub(crate) fn draw(&self, page: u32) -> Result<DynamicImage, OcrError> {
        let page = self.page(page)?;
        guarded(|| draw::draw(page))?
    }

    /// The text that is printed in a page, from 0, if it is as good as the page.
    pub(crate) fn text(&self, page: u32) -> Result<Option<Text>, OcrError> {
        let page = self.page(page)?;
        guarded(|| text::of(page))
    }

    fn page(&self, page: u32) -> Result<&Page<'_>, OcrError> {
        let page = usize::try_from(page).ok().and_then(|at| self.0.pages().get(at));
        page.ok_or_else(|| OcrError::Damaged("no such page".into()))
    }
}

fn unopened(error: LoadPdfError) -> OcrError {
    match error {
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
            OcrError::Unsupported("PDF with an unknown cipher".into())
        }
        _ => OcrError::Damaged("PDF".into()),
    }
}

/// The decoder is young: where it panics on a file, that file is damaged.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, OcrError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| OcrError::Damaged("PDF".into()))
}

//! Tesseract, warm.
use crate::prepare::{self, Prepared};
use crate::{OcrError, Upright, part, table};
use page::{Bounds, OcrPage, Strip, Word};
use std::path::Path;
use tesseract_rs::{TessPageSegMode, TesseractAPI, TesseractError};

/// One loaded recogniser. One a thread: it reads one picture after another.
pub struct Engine {
    tesseract: TesseractAPI,
    languages: Vec<String>,
    installed: Vec<String>,
}

/// A way to look at a picture that is not the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Without its background, as a column: for shadow, tables and slanted edges.
    Cleared,
    /// The same, made lower: for totals of double height.
    Squat,
    /// Without its background and darker: for faint print.
    Faint,
}

/// A way to look at a single line: how high its print is made, and how sharp.
/// Each misreads other digits, and each language's network others again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eye {
    /// Large and a little blurred: dots of a printer's head grow together.
    Soft,
    /// At the size of most print.
    Plain,
}

/// A part of a picture to be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Where, in pixels of the upright picture; cut to the picture.
    pub bounds: Bounds,
    /// What stands there.
    pub print: Print,
}

/// What stands in a part, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// Some lines.
    Block,
    /// Lines of digits, signs and separators alone.
    Digits,
}

/// What stands in amounts, dates and times.
const DIGITS: &str = "0123456789.,:-/+%()$";

impl Engine {
    /// Loads the languages, by Tesseract's names for them, from this folder or
    /// from where the system has them.
    pub fn start(languages: &[String], tessdata: Option<&Path>) -> Result<Self, OcrError> {
        let tesseract = TesseractAPI::new();
        let folder = tessdata.unwrap_or(Path::new(""));
        let names = languages.join("+");
        // The binding would panic on these.
        if names.contains('\0') || folder.to_str().is_none_or(|folder| folder.contains('\0')) {
            return Err(OcrError::Missing(names));
        }
        let missing = |_: TesseractError| OcrError::Missing(names.clone());
        tesseract.init(folder, &names).map_err(missing)?;
        tesseract.set_page_seg_mode(TessPageSegMode::PSM_SINGLE_BLOCK).map_err(failed)?;
        // A line is read a second time as white on black where the first reading
        // is hopeless, not merely poor, which costs time and wins nothing.
        // Releases without this setting read on as they do.
        let _ = tesseract.set_variable("invert_threshold", "0.5");
        let installed = tesseract.get_available_languages().map_err(failed)?;
        let languages = tesseract.get_loaded_languages().map_err(failed)?;
        Ok(Self { tesseract, languages, installed })
    }

    /// Tesseract's version.
    pub fn version() -> String {
        TesseractAPI::version()
    }

    /// The languages it reads.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// The languages that are installed.
    pub fn installed(&self) -> &[String] {
        &self.installed
    }

    /// Reads a whole picture. A page without words is an error: nobody can do
    /// anything with it.
    pub fn read(&self, picture: &Upright) -> Result<OcrPage, OcrError> {
        self.page(picture, &prepare::whole(picture)?)
    }

    /// Reads it in another way, so that other words go wrong. The first page
    /// tells how high print is.
    pub fn read_otherwise(
        &self,
        picture: &Upright,
        first: &OcrPage,
        look: Look,
    ) -> Result<OcrPage, OcrError> {
        let (print, mode) = match look {
            Look::Cleared | Look::Faint => (26.0, TessPageSegMode::PSM_SINGLE_COLUMN),
            Look::Squat => (36.0, TessPageSegMode::PSM_SINGLE_BLOCK),
        };
        let prepared = prepare::cleared(picture, first, print)?;
        let prepared = match look {
            Look::Cleared => prepared,
            Look::Squat => prepare::squat(prepared)?,
            Look::Faint => prepare::strengthened(prepared),
        };
        self.set_mode(mode)?;
        let page = self.page(picture, &prepared);
        self.set_mode(TessPageSegMode::PSM_SINGLE_BLOCK)?;
        page
    }

    fn page(&self, picture: &Upright, prepared: &Prepared<'_>) -> Result<OcrPage, OcrError> {
        let words = self.words(prepared)?;
        if words.is_empty() {
            return Err(OcrError::NothingToRead);
        }
        Ok(OcrPage { width: picture.width(), height: picture.height(), words, close: false })
    }

    /// Reads a part again, larger; the page may come back empty. Bounds are
    /// those of the whole picture.
    pub fn reread(&self, picture: &Upright, region: Region) -> Result<OcrPage, OcrError> {
        let part = part::enlarged(picture, region.bounds)?;
        self.expect(region.print)?;
        let words = self.some(part);
        self.expect(Print::Block)?;
        let (width, height) = (picture.width(), picture.height());
        Ok(OcrPage { width, height, words: words?, close: false })
    }

    /// Reads single lines again, each by itself; the page is [`close`](OcrPage::close)
    /// and may come back empty. Bounds are those of the whole picture.
    pub fn closer(
        &self,
        picture: &Upright,
        lines: &[Strip],
        eye: Eye,
    ) -> Result<OcrPage, OcrError> {
        let (width, height) = (picture.width(), picture.height());
        let mut words: Vec<Word> = Vec::new();
        self.set_mode(TessPageSegMode::PSM_SINGLE_LINE)?;
        for (line, strip) in (0..).zip(lines) {
            let read = part::line(picture, strip, eye).and_then(|line| self.some(line));
            words.extend(read.unwrap_or_default().into_iter().map(|word| Word { line, ..word }));
        }
        self.set_mode(TessPageSegMode::PSM_SINGLE_BLOCK)?;
        Ok(OcrPage { width, height, words, close: true })
    }

    fn some(&self, part: Option<Prepared<'_>>) -> Result<Vec<Word>, OcrError> {
        part.map_or(Ok(Vec::new()), |part| self.words(&part))
    }

    fn expect(&self, print: Print) -> Result<(), OcrError> {
        let letters = if print == Print::Digits { DIGITS } else { "" };
        self.tesseract.set_variable("tessedit_char_whitelist", letters).map_err(failed)
    }

    fn set_mode(&self, mode: TessPageSegMode) -> Result<(), OcrError> {
        self.tesseract.set_page_seg_mode(mode).map_err(failed)
    }

    fn words(&self, prepared: &Prepared<'_>) -> Result<Vec<Word>, OcrError> {
        let grey = &prepared.grey;
        let side = |pixels: u32| i32::try_from(pixels).map_err(|_| OcrError::TooLarge);
        let (width, height) = (side(grey.width())?, side(grey.height())?);
        self.tesseract.set_image(grey, width, height, 1, width).map_err(failed)?;
        let text = self.tesseract.get_tsv_text(0).map_err(failed);
        // The picture's copies inside go now, not when the next one comes.
        self.tesseract.clear().map_err(failed)?;
        Ok(table::words(&text?, &prepared.place))
    }
}

fn failed(error: TesseractError) -> OcrError {
    OcrError::Recogniser(error.to_string())
}

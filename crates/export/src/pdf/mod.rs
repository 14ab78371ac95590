//! A report on A4 pages: totals and charts, a table, and small pictures.
//!
//! Pages are laid out here, line by line with the fonts' own measures, so that
//! no row can fall off the end of a page. Text is real text in embedded fonts
//! that were cut down to the characters in use: it can be searched and copied.
mod canvas;
mod chart;
mod jpeg;
mod pictures;
mod summary;
mod table;
mod text;
mod theme;
mod typefaces;

pub(crate) use canvas::{Canvas, Footer, MARGIN, PAGE_WIDTH, TextStyle};
pub(crate) use text::{ellipsize, wrap};
pub(crate) use theme::{ACCENT, CONTROL_EDGE, LINE, SECONDARY};
pub(crate) use typefaces::{Typefaces, Weight};

use crate::{ExportError, Fonts, Report};

/// What goes into the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Small pictures of the receipts behind the table.
    pub thumbnails: bool,
}

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The PDF file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What could not be shown as it is.
    pub notes: Vec<Note>,
}

/// Something that could not be shown as it is; the document is complete otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// No installed font has these characters, so a sign stands for each.
    MissingCharacters {
        /// How many different characters.
        count: usize,
        /// Whether Chinese characters are among them: a Chinese font would help.
        chinese: bool,
    },
    /// Pictures that are no JPEG and were left out.
    PicturesLeftOut {
        /// How many.
        count: usize,
    },
}

/// Lays the report out. At least one row is needed.
pub fn render(report: &Report, options: Options, fonts: &Fonts) -> Result<Document, ExportError> {
    if report.rows.is_empty() {
        return Err(ExportError::Empty);
    }
    let totals = report.totals()?;
    let mut canvas = Canvas::new(Typefaces::new(fonts)?);
    summary::draw(&mut canvas, report, &totals)?;
    table::draw(&mut canvas, report)?;
    let mut notes = Vec::new();
    if options.thumbnails {
        notes.extend(pictures::draw(&mut canvas, report));
    }
    let footer = Footer::Numbered { left: footer_text(report) };
    let (document, missing) = canvas.finish(&report.title, report.generated, footer)?;
    notes.extend(missing);
    Ok(Document { notes, ..document })
}

fn footer_text(report: &Report) -> String {
    match &report.profile {
        Some(profile) => format!("{} · {profile}", report.title),
        None => report.title.clone(),
    }
}

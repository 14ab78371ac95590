//! Report values to CSV and PDF bytes.
//!
//! Nothing here reads a database or writes a file: values go in, bytes come
//! out. The only thing taken from the machine is its fonts, by
//! [`Fonts::installed`], because none are bundled.
//!
//! ```
//! use export::{ExportError, Fonts, Report, csv, pdf};
//!
//! fn both(report: &Report) -> Result<(Vec<u8>, Vec<u8>), ExportError> {
//!     let mut table = Vec::new();
//!     csv::write(report, csv::Options::default(), &mut table)?;
//!     let document = pdf::render(report, pdf::Options { thumbnails: true }, &Fonts::installed())?;
//!     Ok((table, document.bytes))
//! }
//! ```
pub mod csv;
mod error;
mod fonts;
pub mod kit;
pub mod pdf;
mod report;

pub use error::ExportError;
pub use fonts::{Face, Fonts};
pub use report::{Columns, Item, Labels, Report, Row};

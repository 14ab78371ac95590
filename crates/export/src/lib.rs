//! Report values to CSV and PDF bytes.
//!
//! Nothing here reads a database or writes a file: values go in, bytes come
//! out. The only thing taken from the machine is its fonts, by
//! [`Fonts::installed`], because none are bundled.
//!
//! ```no_run
//! # fn report() -> export::Report { unimplemented!() }
//! use export::{Fonts, csv, pdf};
//! let report = report();
//! let mut table = Vec::new();
//! csv::write(&report, csv::Options::default(), &mut table)?;
//! let document = pdf::render(&report, pdf::Options { thumbnails: true }, &Fonts::installed())?;
//! assert!(document.bytes.starts_with(b"%PDF"));
//! # Ok::<(), export::ExportError>(())
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

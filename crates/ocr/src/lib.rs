//! Bytes of pictures and PDF pages to an upright picture to a recognised page.
//!
//! ```no_run
//! # fn main() -> Result<(), ocr::OcrError> {
//! let picture = ocr::upright(&std::fs::read("receipt.heic").unwrap())?;
//! let engine = ocr::Engine::start(&["eng".into()], None)?;
//! let page = engine.read(&picture)?;
//! println!("{} words on {} x {} pixels", page.words.len(), page.width, page.height);
//! # Ok(()) }
//! ```
//!
//! Everything here meets hostile bytes, much of it in C, and is meant to run in
//! a process of its own with nothing to lose.
mod background;
mod codes;
mod decode;
mod derive;
mod engine;
mod error;
mod format;
mod hash;
mod heif;
mod jpeg;
mod leaf;
mod orient;
mod part;
mod pdf;
mod prepare;
mod slant;
mod table;
mod upright;

pub use decode::{MAX_PIXELS, upright};
pub use engine::{Engine, Eye, Look, Print, Region};
pub use error::OcrError;
pub use format::Format;
pub use leaf::{Leaf, Printed};
pub use upright::Upright;

//! From a dropped file to a receipt that waits in the inbox.
//!
//! A file is stored before it is read, together with the job to read it, in one
//! transaction: from then on a crash loses nothing.
mod admit;
mod divide;
mod files;
mod finish;
mod locked;
mod pages;
pub(crate) use files::is_kind;
pub(crate) use locked::Passwords;
pub(crate) use pages::around;
pub(crate) mod queue;
mod samples;
mod steer;
pub(crate) mod work;

pub use admit::{ingest_paths, ingest_picture};
pub use divide::with_divided;
pub use files::{LARGEST, Refusal, read as read_file, shown_name};
pub use locked::{offer_password, unlock};
pub use samples::{add_samples, remove_samples};
pub(crate) use steer::is_busy;
pub use steer::{cancel, retry, wait};

use std::path::{Path, PathBuf};

/// The job that reads a receipt; its subject is the receipt's id.
pub(crate) const READ: &str = "read_receipt";

/// What files that may be receipts are called; inside a dropped folder only these are looked at.
pub const EXTENSIONS: &[&str] =
    &["jpg", "jpeg", "png", "webp", "tif", "tiff", "bmp", "gif", "heic", "heif", "pdf"];

/// The files in what was dropped or named, folders opened.
pub fn expand(dropped: &[PathBuf]) -> Vec<PathBuf> {
    files::expand(dropped, is_picture_name)
}

pub(crate) fn is_picture_name(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

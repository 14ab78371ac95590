//! Whether a profile's file is as it was written.
use crate::error::Error;
use crate::views::ShortenedView;
use serde::Serialize;
use store::table::{attachment, receipt};
use store::{Cancel, Store};

/// What a whole profile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Holdings {
    /// Receipts, confirmed or not, that are not in the bin.
    pub receipts: u32,
    /// Pictures; the same bytes count once.
    pub pictures: u32,
}

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What it holds.
    pub holdings: Holdings,
    /// Each time that its history was found to end early, unless acknowledged.
    pub shortened: Vec<ShortenedView>,
}

/// Looks at every byte of the file.
///
/// # Errors
/// [`fault::Code::ProfileDamaged`]; [`store::Error::Cancelled`] once it is ended.
pub(crate) fn check(store: &Store, ending: &Cancel) -> Result<Holdings, Error> {
    store.check_until(ending)?;
    count(store)
}

/// Counts what it holds.
pub(crate) fn count(store: &Store) -> Result<Holdings, Error> {
    Ok(store.read(|view| {
        Ok(Holdings { receipts: receipt::count(view)?, pictures: attachment::count(view)? })
    })?)
}

//! Whether a profile's file is as it was written.
use crate::error::Error;
use serde::Serialize;
use store::Store;
use store::table::{attachment, receipt};

/// What a whole profile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Holdings {
    /// Receipts, confirmed or not, that are not in the bin.
    pub receipts: u32,
    /// Pictures; the same bytes count once.
    pub pictures: u32,
}

/// Looks at every byte of the file.
///
/// # Errors
/// [`fault::Code::ProfileDamaged`].
pub(crate) fn check(store: &Store) -> Result<Holdings, Error> {
    store.check()?;
    Ok(store.read(|view| {
        Ok(Holdings { receipts: receipt::count(view)?, pictures: attachment::count(view)? })
    })?)
}

//! Brings a bare machine to where the project builds.
mod face;
mod packages;
mod versions;

use crate::Result;
pub use face::{build as build_face, install as install_face, npm};
pub use packages::Purpose;

/// Checks the tool chains, then installs what is missing for the purpose.
///
/// # Errors
/// Something is too old, or missing and not to be had.
pub fn prepare(purpose: Purpose) -> Result {
    versions::check()?;
    packages::ensure(purpose)
}

//! Brings a bare machine to where the project builds.
mod face;
mod packages;
mod versions;

use crate::{Result, shell};
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

/// All at once, so that every later step finds its features united and built.
pub const BUILD: &str = "cargo build --quiet --workspace --all-targets";

/// Everything that is tested and measured, from a clean checkout on.
///
/// # Errors
/// As [`prepare`], or something does not build.
pub fn build_all() -> Result {
    prepare(Purpose::Test)?;
    install_face()?;
    build_face()?;
    shell::run(shell::line(BUILD))
}

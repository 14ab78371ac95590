//! `cargo xtask shots`: screenshots of every step, light and dark.
use crate::setup;
use crate::test::Selection;
use crate::{Result, shell};

/// Goes the whole way in the real window; the pictures land in `assets/shots`.
///
/// # Errors
/// The machine could not be set up, or the app not be built.
pub fn shots() -> Result<bool> {
    let folder = shell::root().join("assets/shots");
    setup::build_all()?;
    let environment = [("QUITTANCE_SHOTS", folder.display().to_string())];
    let filter = "binary(window) & test(shots)";
    let walk = Selection {
        filter,
        more: &["--test-threads=1"],
        environment: &environment,
        ..Selection::default()
    };
    Ok(walk.run()?.is_good())
}

//! `cargo xtask run`: from a bare machine to the open window.
use crate::setup::{self, Purpose};
use crate::{Result, shell};

/// Sets up, builds the release programs and opens the window.
///
/// # Errors
/// What could not be installed or built, or that there is no display.
pub fn run() -> Result {
    setup::prepare(Purpose::Run)?;
    setup::install_face()?;
    setup::build_face()?;
    shell::run(shell::line(
        "cargo build --release -p quittance -p quittance-cli -p reader --bins",
    ))?;
    if !has_display() {
        return Err("There is no display to open the window on; \
                    target/release/quittance-cli --help does the same work without one."
            .into());
    }
    shell::run(shell::line("target/release/quittance"))
}

/// Whether a window can open; away from Linux always.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

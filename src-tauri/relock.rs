//! Starting anew into the lock screen.
//!
//! Dropping keys is not enough: freed heap of the app, and everything the
//! webview's processes hold, would stay readable. So the program replaces
//! itself, and every page it had is gone.
use tauri::AppHandle;

/// The argument that makes a start stop at the lock screen.
pub const LOCKED: &str = "--locked";

/// The argument that makes it offer to restore a backup there.
const RESTORE: &str = "--restore";

/// What the fresh start is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Opening a profile again.
    Open,
    /// Restoring a backup.
    Restore,
}

/// Whether this start was made by [`start_anew`].
pub fn started_locked() -> bool {
    std::env::args().any(|argument| argument == LOCKED)
}

/// Whether it was made to restore a backup.
pub fn started_to_restore() -> bool {
    std::env::args().any(|argument| argument == RESTORE)
}

/// Replaces this process by a fresh one. The caller has dropped the session.
pub fn start_anew(app: &AppHandle, then: Then) {
    tauri_plugin_single_instance::destroy(app);
    let Ok(program) = std::env::current_exe() else {
        return app.exit(0);
    };
    let mut fresh = std::process::Command::new(program);
    fresh.arg(LOCKED);
    if then == Then::Restore {
        fresh.arg(RESTORE);
    }
    let error = replace(fresh);
    tracing::error!(%error, "the program could not be started anew");
    app.exit(0);
}

#[cfg(unix)]
fn replace(mut fresh: std::process::Command) -> std::io::Error {
    std::os::unix::process::CommandExt::exec(&mut fresh)
}

#[cfg(not(unix))]
fn replace(mut fresh: std::process::Command) -> std::io::Error {
    match fresh.spawn() {
        Ok(_) => std::process::exit(0),
        Err(error) => error,
    }
}

//! Locking by itself. What is due is for `app` to say; here it is only asked
//! from time to time.
use crate::shell::Shell;
use app::Session;
use std::sync::{Arc, Weak};
use std::time::Duration;
use tauri::{AppHandle, Manager};

/// How often it is asked. After the machine has slept, so long at most goes by
/// until it locks.
const EVERY: Duration = Duration::from_secs(2);

/// Looks after a session for as long as it is in use.
pub fn watch(app: &AppHandle, session: &Arc<Session>) {
    let (app, session) = (app.clone(), Arc::downgrade(session));
    let looking = std::thread::Builder::new().name("idle".into()).spawn(move || {
        while wait(&session) {}
        if session.strong_count() > 0 {
            app.state::<Shell>().lock();
        }
    });
    if let Err(error) = looking {
        tracing::error!(%error, "the profile will not lock by itself");
    }
}

/// Waits a little; false once it is time to lock, or the session is gone.
fn wait(session: &Weak<Session>) -> bool {
    std::thread::sleep(EVERY);
    let Some(session) = session.upgrade() else { return false };
    match app::lock::is_due(&session) {
        Ok(due) => !due,
        Err(error) => {
            tracing::warn!(%error, "when to lock could not be read");
            true
        }
    }
}

//! Locking: by hand, by itself, and when the desktop says so.
use crate::relock::{self, Then};
use crate::shell::Shell;
use crate::window;
use tauri::Manager;

impl Shell {
    /// Drops the session with its keys and starts anew into the lock screen.
    pub fn lock(&self) {
        self.lock_into(Then::Open);
    }

    /// As [`Shell::lock`], into where a backup is restored.
    pub fn lock_to_restore(&self) {
        self.lock_into(Then::Restore);
    }

    /// Locks, where the open profile is to lock on such an occasion; whether it does.
    #[cfg_attr(
        not(target_os = "linux"),
        expect(dead_code, reason = "other desktops are not heard")
    )]
    pub fn lock_on(&self, occasion: app::lock::Occasion) -> bool {
        let Ok(session) = self.session() else { return self.is_locking() };
        let wanted = app::lock::locks_on(&session, occasion).unwrap_or_else(|error| {
            tracing::warn!(%error, "whether to lock could not be read, so it is");
            true
        });
        drop(session);
        if wanted {
            self.lock();
        }
        wanted
    }

    fn lock_into(&self, then: Then) {
        self.begin_locking();
        if let Some(window) = self.app().get_webview_window(window::MAIN)
            && let Err(error) = window.hide()
        {
            tracing::warn!(%error, "the window could not be hidden");
        }
        self.close();
        let app = self.app().clone();
        let on_main = self.app().run_on_main_thread(move || relock::start_anew(&app, then));
        if on_main.is_err() {
            self.app().exit(0);
        }
    }
}

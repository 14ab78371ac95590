//! Locking: by hand, by itself, and when the desktop says so.
use crate::relock::{self, Then};
use crate::shell::Shell;
use crate::window;
use app::Session;
use app::views::LockView;
use std::sync::mpsc::channel;
use std::time::Duration;
use tauri::Manager;

/// So long what is under way has to end well. What has not ended then is cut short
/// as by a loss of power, which nothing that was said to be done is lost by.
const ENDING: Duration = Duration::from_millis(40);

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
        let wanted = self.lock_kept().is_some_and(|lock| app::lock::locks_on(&lock, occasion));
        if wanted {
            self.lock();
        }
        wanted || self.is_locking()
    }

    /// When the profile locks whose keys are in memory: the open one, or the one that
    /// is out of use while a step has it in hand.
    fn lock_kept(&self) -> Option<LockView> {
        let Ok(session) = self.session() else { return self.away() };
        Some(app::lock::get(&session).unwrap_or_else(|error| {
            tracing::warn!(%error, "whether to lock could not be read, so it is");
            LockView { with_screen: true, before_sleep: true, ..LockView::default() }
        }))
    }

    /// Keeps where the user is and closes the session; a long step of its writer is not waited for.
    fn close_for(&self, time: Duration) {
        let Some(session) = self.take_session() else { return };
        let (ended, end) = channel();
        let closing = std::thread::Builder::new().name("closing".into()).spawn(move || {
            keep_place(&session);
            session.close();
            let _ = ended.send(());
        });
        if closing.is_ok() && end.recv_timeout(time).is_err() {
            tracing::info!("locked before everything had ended");
        }
    }

    fn lock_into(&self, then: Then) {
        self.begin_locking();
        if let Some(window) = self.app().get_webview_window(window::MAIN)
            && let Err(error) = window.hide()
        {
            tracing::warn!(%error, "the window could not be hidden");
        }
        self.close_for(ENDING);
        let app = self.app().clone();
        let on_main = self.app().run_on_main_thread(move || relock::start_anew(&app, then));
        if on_main.is_err() {
            self.app().exit(0);
        }
    }
}

/// So that unlocking brings the same screen back.
fn keep_place(session: &Session) {
    if let Err(error) = app::place::keep(session) {
        tracing::warn!(%error, "the next start begins in the inbox");
    }
}

//! The desktop's list of recently used files.
use std::path::Path;
use tauri::AppHandle;

/// Takes a file off the list that GTK's own dialog has put it on: what was
/// exported and when is nobody else's to know. The dialog adds it a little
/// after it closes, and the list is written a quarter of a second later.
#[cfg(target_os = "linux")]
pub fn forget(app: &AppHandle, path: &Path) {
    use gtk::gio::prelude::FileExt;
    use gtk::glib::{ControlFlow, timeout_add_local};
    use gtk::prelude::RecentManagerExt;
    use std::time::Duration;

    let uri = gtk::gio::File::for_path(path).uri();
    let forgetting = app.run_on_main_thread(move || {
        let mut tries = 0..40;
        timeout_add_local(Duration::from_millis(50), move || {
            let list = gtk::RecentManager::default();
            let is_off = list.is_none_or(|list| list.remove_item(&uri).is_ok());
            if is_off || tries.next().is_none() {
                ControlFlow::Break
            } else {
                ControlFlow::Continue
            }
        });
    });
    if let Err(error) = forgetting {
        tracing::warn!(%error, "the list of recent files could not be reached");
    }
}

/// Other systems' dialogs are told by the file itself, if at all.
#[cfg(not(target_os = "linux"))]
pub fn forget(_: &AppHandle, _: &Path) {}

//! The one window.
use crate::drops;
use app::views::Theme;
use tauri::webview::PageLoadEvent;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder};

/// The window's label, which the capability file names too.
pub const MAIN: &str = "main";

/// Whether there is a screen to open a window on.
pub fn has_display() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Opens the window: incognito, so that the webview writes nothing to disk.
///
/// A window that is driven by automation cannot be incognito (WebKitGTK gives
/// automation its own context), so whoever drives it keeps its data folder in memory.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let driven = std::env::var("TAURI_WEBVIEW_AUTOMATION").is_ok_and(|value| value == "true");
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Quittance")
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        .incognito(!driven)
        .on_navigation(|url| {
            matches!(url.scheme(), "tauri") || url.host_str() == Some("tauri.localhost")
        })
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                forget_hosts(window.app_handle());
            }
        })
        .build()?;
    window.on_window_event({
        let app = app.clone();
        move |event| drops::on_window_event(&app, event)
    });
    Ok(())
}

/// Even for an incognito page WebKitGTK makes a plain database of hosts that
/// want HTTPS. No page here has a host, so it is empty; it goes all the same.
fn forget_hosts(app: &AppHandle) {
    let Ok(folder) = app.path().app_local_data_dir() else { return };
    let removed = std::fs::remove_file(folder.join("hsts-storage.sqlite"));
    if let Err(error) = removed
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "the webview's list of hosts could not be removed");
    }
}

/// Frame, menu and dialogs follow the theme that the content has.
pub fn dress(app: &AppHandle, theme: Theme) {
    app.set_theme(match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    });
}

/// Brings the window to the front, when the app is started a second time.
pub fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let raised = window.unminimize().and_then(|()| window.set_focus());
        if let Err(error) = raised {
            tracing::warn!(%error, "the window could not be raised");
        }
    }
}

//! Preferences, and the registry that menu and palette share.
use crate::shell::{Shell, with_session};
use crate::window;
use app::views::{CommandView, PreferencesView};
use fault::Fault;
use tauri::{AppHandle, Manager};

/// What the user prefers.
#[tauri::command]
#[specta::specta]
pub async fn preferences(app: AppHandle) -> Result<PreferencesView, Fault> {
    with_session(app, app::preferences::get).await
}

/// Keeps what the user prefers.
#[tauri::command]
#[specta::specta]
pub async fn set_preferences(app: AppHandle, preferences: PreferencesView) -> Result<(), Fault> {
    window::dress(&app, preferences.theme);
    with_session(app, move |session| app::preferences::set(session, preferences)).await
}

/// Every command of menu and palette.
#[tauri::command]
#[specta::specta]
pub fn command_registry(app: AppHandle) -> Vec<CommandView> {
    app.state::<Shell>().commands()
}

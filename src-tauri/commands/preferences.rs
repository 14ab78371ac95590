//! Preferences, where the user is, and the registry that menu and palette share.
use crate::relock;
use crate::shell::{Shell, report, with_session};
use crate::window;
use app::views::{CommandView, PlaceView, PreferencesView};
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

/// Where the user is. On the main thread, so that a lock that is asked for next knows it.
#[tauri::command]
#[specta::specta]
pub fn note_place(app: AppHandle, place: PlaceView) -> Result<(), Fault> {
    let session = app.state::<Shell>().session()?;
    app::place::note(&session, place).map_err(|error| report(&error))
}

/// Where the user was when the profile was locked; none at an ordinary start.
#[tauri::command]
#[specta::specta]
pub async fn take_place(app: AppHandle) -> Result<Option<PlaceView>, Fault> {
    let left = with_session(app, app::place::take).await?;
    Ok(left.filter(|_| relock::started_locked()))
}

/// Every command of menu and palette.
#[tauri::command]
#[specta::specta]
pub fn command_registry(app: AppHandle) -> Vec<CommandView> {
    app.state::<Shell>().commands()
}

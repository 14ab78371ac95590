//! Watched folders.
use crate::ask;
use crate::shell::with_session;
use app::views::{IntakeSummary, WatchView};
use fault::Fault;
use tauri::AppHandle;

/// The watched folders and what is offered.
#[tauri::command]
#[specta::specta]
pub async fn watched(app: AppHandle) -> Result<WatchView, Fault> {
    with_session(app, app::watch::view).await
}

/// Looks at what is new in the folders; may take a while.
#[tauri::command]
#[specta::specta]
pub async fn look_into_folders(app: AppHandle) -> Result<(), Fault> {
    with_session(app, app::watch::look).await
}

/// Asks for a folder and watches it; `false` when the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn watch_folder(app: AppHandle) -> Result<bool, Fault> {
    let Some(folder) = ask::folder(&app).await else {
        return Ok(false);
    };
    with_session(app, move |session| app::watch::add(session, &folder)).await?;
    Ok(true)
}

/// Watches a folder no more.
#[tauri::command]
#[specta::specta]
pub async fn unwatch_folder(app: AppHandle, id: String) -> Result<(), Fault> {
    with_session(app, move |session| app::watch::remove(session, &id)).await
}

/// Takes these in; the originals stay where they are.
#[tauri::command]
#[specta::specta]
pub async fn take_offered(app: AppHandle, ids: Vec<String>) -> Result<IntakeSummary, Fault> {
    with_session(app, move |session| app::watch::take(session, &ids)).await
}

/// These are not offered again.
#[tauri::command]
#[specta::specta]
pub async fn dismiss_offered(app: AppHandle, ids: Vec<String>) -> Result<(), Fault> {
    with_session(app, move |session| app::watch::dismiss(session, &ids)).await
}

//! Undo and redo.
use crate::shell::with_session;
use app::views::UndoView;
use fault::Fault;
use tauri::AppHandle;

/// What undo and redo would do now.
#[tauri::command]
#[specta::specta]
pub async fn undo_view(app: AppHandle) -> Result<UndoView, Fault> {
    with_session(app, app::undo::view).await
}

/// Takes the last action back.
#[tauri::command]
#[specta::specta]
pub async fn undo(app: AppHandle) -> Result<UndoView, Fault> {
    with_session(app, app::undo::undo).await
}

/// Does again what was last taken back.
#[tauri::command]
#[specta::specta]
pub async fn redo(app: AppHandle) -> Result<UndoView, Fault> {
    with_session(app, app::undo::redo).await
}

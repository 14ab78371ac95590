//! Undo and redo.
use crate::shell::with_session;
use app::views::{DeedView, UndoView};
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

/// Everything that was done to a receipt, the latest first.
#[tauri::command]
#[specta::specta]
pub async fn receipt_history(app: AppHandle, id: String) -> Result<Vec<DeedView>, Fault> {
    with_session(app, move |session| app::history::of_receipt(session, &id)).await
}

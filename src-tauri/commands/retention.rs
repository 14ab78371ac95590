//! Removing receipts for good.
use crate::shell::with_session;
use app::views::{PurgedView, RetentionPreview};
use fault::Fault;
use tauri::AppHandle;

/// What removing these for good would remove, what is held of them, and which backups
/// may hold them still.
#[tauri::command]
#[specta::specta]
pub async fn preview_purge(app: AppHandle, ids: Vec<String>) -> Result<RetentionPreview, Fault> {
    with_session(app, move |session| app::retention::of(session, &ids)).await
}

/// Removes these for good, and searches for them afterwards.
#[tauri::command]
#[specta::specta]
pub async fn purge_receipts(app: AppHandle, ids: Vec<String>) -> Result<PurgedView, Fault> {
    with_session(app, move |session| app::retention::purge(session, &ids)).await
}

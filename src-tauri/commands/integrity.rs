//! Whether what is here is all that there was, and as it was written.
use crate::shell::with_session;
use app::Holdings;
use app::views::IntegrityView;
use fault::Fault;
use tauri::AppHandle;

/// What is known of the vault's wholeness.
#[tauri::command]
#[specta::specta]
pub async fn integrity(app: AppHandle) -> Result<IntegrityView, Fault> {
    with_session(app, app::integrity::view).await
}

/// Looks at every byte of the vault; may take a while.
#[tauri::command]
#[specta::specta]
pub async fn check_integrity(app: AppHandle) -> Result<Holdings, Fault> {
    with_session(app, app::integrity::check).await
}

/// The user has seen that the history ends early.
#[tauri::command]
#[specta::specta]
pub async fn acknowledge_shortened(app: AppHandle) -> Result<(), Fault> {
    with_session(app, app::integrity::acknowledge).await
}

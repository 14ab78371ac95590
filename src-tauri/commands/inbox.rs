//! The inbox and the review.
use crate::shell::with_session;
use app::views::{ConfirmRequest, DuplicateDecision, InboxView, ReceiptEdits, ReviewView};
use fault::Fault;
use tauri::AppHandle;

/// What is not confirmed yet.
#[tauri::command]
#[specta::specta]
pub async fn inbox(app: AppHandle) -> Result<InboxView, Fault> {
    with_session(app, app::inbox::view).await
}

/// One receipt beside its picture.
#[tauri::command]
#[specta::specta]
pub async fn review(app: AppHandle, id: String) -> Result<ReviewView, Fault> {
    with_session(app, move |session| app::receipts::review(session, &id)).await
}

/// Stores edits.
#[tauri::command]
#[specta::specta]
pub async fn edit_receipt(
    app: AppHandle,
    id: String,
    edits: ReceiptEdits,
) -> Result<ReviewView, Fault> {
    with_session(app, move |session| app::receipts::edit(session, &id, &edits)).await
}

/// Stores the last edits and confirms, in one step.
#[tauri::command]
#[specta::specta]
pub async fn confirm_receipt(app: AppHandle, request: ConfirmRequest) -> Result<ReviewView, Fault> {
    with_session(app, move |session| app::receipts::confirm(session, &request)).await
}

/// Confirms all of these in one step; how many.
#[tauri::command]
#[specta::specta]
pub async fn confirm_all(app: AppHandle, ids: Vec<String>) -> Result<u32, Fault> {
    with_session(app, move |session| app::receipts::confirm_all(session, &ids)).await
}

/// What the user says of a pair.
#[tauri::command]
#[specta::specta]
pub async fn resolve_duplicate(
    app: AppHandle,
    id: String,
    decision: DuplicateDecision,
) -> Result<(), Fault> {
    with_session(app, move |session| app::duplicates::resolve(session, &id, decision)).await
}

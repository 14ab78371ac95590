//! The list of receipts.
use crate::shell::with_session;
use app::views::{CategoryView, ListRequest, ListTotals, ReceiptRow};
use fault::Fault;
use tauri::AppHandle;

/// A window of the list.
#[tauri::command]
#[specta::specta]
pub async fn list_receipts(app: AppHandle, request: ListRequest) -> Result<Vec<ReceiptRow>, Fault> {
    with_session(app, move |session| app::list::rows(session, &request)).await
}

/// Count and sums of a query.
#[tauri::command]
#[specta::specta]
pub async fn list_totals(app: AppHandle, query: String) -> Result<ListTotals, Fault> {
    with_session(app, move |session| app::list::totals(session, &query)).await
}

/// To the bin, in one step.
#[tauri::command]
#[specta::specta]
pub async fn bin_receipts(app: AppHandle, ids: Vec<String>) -> Result<(), Fault> {
    with_session(app, move |session| app::receipts::bin(session, &ids)).await
}

/// Back from the bin, in one step.
#[tauri::command]
#[specta::specta]
pub async fn restore_receipts(app: AppHandle, ids: Vec<String>) -> Result<(), Fault> {
    with_session(app, move |session| app::receipts::restore(session, &ids)).await
}

/// Gives all of these one category, in one step.
#[tauri::command]
#[specta::specta]
pub async fn categorise_receipts(
    app: AppHandle,
    ids: Vec<String>,
    category_id: String,
) -> Result<(), Fault> {
    with_session(app, move |session| app::receipts::categorise(session, &ids, &category_id)).await
}

/// The categories in their order.
#[tauri::command]
#[specta::specta]
pub async fn categories(app: AppHandle) -> Result<Vec<CategoryView>, Fault> {
    with_session(app, app::categories::list).await
}

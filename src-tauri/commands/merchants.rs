//! What is known of sellers.
use crate::shell::with_session;
use app::views::MerchantView;
use fault::Fault;
use tauri::AppHandle;

/// Every seller something is known of.
#[tauri::command]
#[specta::specta]
pub async fn merchants(app: AppHandle) -> Result<Vec<MerchantView>, Fault> {
    with_session(app, app::merchants::list).await
}

/// Gives up what is known of one; its receipts stay.
#[tauri::command]
#[specta::specta]
pub async fn forget_merchant(app: AppHandle, key: String) -> Result<(), Fault> {
    with_session(app, move |session| app::merchants::forget(session, &key)).await
}

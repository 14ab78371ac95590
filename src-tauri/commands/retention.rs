//! How long receipts are kept, what is held, and removing for good.
use crate::shell::with_session;
use app::retention;
use app::views::{HoldView, PolicyView, PurgedView, RetentionPreview, RetentionView};
use fault::Fault;
use tauri::AppHandle;

/// What removing these for good would remove, what is held of them, and which backups
/// may hold them still.
#[tauri::command]
#[specta::specta]
pub async fn preview_purge(app: AppHandle, ids: Vec<String>) -> Result<RetentionPreview, Fault> {
    with_session(app, move |session| retention::of(session, &ids)).await
}

/// Removes these for good, and searches for them afterwards.
#[tauri::command]
#[specta::specta]
pub async fn purge_receipts(app: AppHandle, ids: Vec<String>) -> Result<PurgedView, Fault> {
    with_session(app, move |session| retention::purge(session, &ids)).await
}

/// How long receipts are kept.
#[tauri::command]
#[specta::specta]
pub async fn retention(app: AppHandle) -> Result<RetentionView, Fault> {
    with_session(app, retention::view).await
}

/// Sets the policy of its category in the place of the one before.
#[tauri::command]
#[specta::specta]
pub async fn set_policy(app: AppHandle, policy: PolicyView) -> Result<(), Fault> {
    let PolicyView { category, rule, years } = policy;
    let set =
        move |session: &_| retention::set_policy(session, category.as_deref(), Some((rule, years)));
    with_session(app, set).await
}

/// Takes the policy of a category away, or the one of all others.
#[tauri::command]
#[specta::specta]
pub async fn remove_policy(app: AppHandle, category: Option<String>) -> Result<(), Fault> {
    with_session(app, move |session| retention::set_policy(session, category.as_deref(), None))
        .await
}

/// Lets what is due go by itself, or no more.
#[tauri::command]
#[specta::specta]
pub async fn set_automatic(app: AppHandle, on: bool) -> Result<(), Fault> {
    with_session(app, move |session| retention::set_automatic(session, on)).await
}

/// After how many days the bin empties; none for never.
#[tauri::command]
#[specta::specta]
pub async fn set_bin_days(app: AppHandle, days: Option<u16>) -> Result<(), Fault> {
    with_session(app, move |session| retention::set_bin_days(session, days)).await
}

/// What would go now by policies and the bin's age, and what is kept.
#[tauri::command]
#[specta::specta]
pub async fn preview_due(app: AppHandle) -> Result<RetentionPreview, Fault> {
    with_session(app, retention::preview).await
}

/// Every hold that was not lifted.
#[tauri::command]
#[specta::specta]
pub async fn holds(app: AppHandle) -> Result<Vec<HoldView>, Fault> {
    with_session(app, retention::holds).await
}

/// Holds receipts until a day, or until that is lifted, in one step.
#[tauri::command]
#[specta::specta]
pub async fn hold_receipts(
    app: AppHandle,
    ids: Vec<String>,
    until: Option<String>,
    reason: String,
) -> Result<(), Fault> {
    let hold = move |session: &_| retention::add_hold(session, &ids, until.as_deref(), &reason);
    with_session(app, hold).await.map(drop)
}

/// Lifts a hold.
#[tauri::command]
#[specta::specta]
pub async fn lift_hold(app: AppHandle, id: String) -> Result<(), Fault> {
    with_session(app, move |session| retention::remove_hold(session, &id)).await
}

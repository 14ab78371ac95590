//! Opening, locking, and the recovery kit.
use crate::commands::exports::ask_where;
use crate::shell::{Shell, off_thread, with_session};
use app::views::{CreateProfileRequest, ProfileView, RecoveryKitView, SessionView};
use fault::Fault;
use tauri::{AppHandle, Manager};

/// What the first screen needs.
#[tauri::command]
#[specta::specta]
pub async fn session(app: AppHandle) -> Result<SessionView, Fault> {
    off_thread(move || app.state::<Shell>().view()).await
}

/// Makes a profile and opens it.
#[tauri::command]
#[specta::specta]
pub async fn create_profile(
    app: AppHandle,
    request: CreateProfileRequest,
) -> Result<ProfileView, Fault> {
    off_thread(move || {
        app.state::<Shell>().enter(|machine, events| machine.create(request, events))
    })
    .await
}

/// Opens a profile.
#[tauri::command]
#[specta::specta]
pub async fn open_profile(
    app: AppHandle,
    id: String,
    passphrase: Option<String>,
) -> Result<ProfileView, Fault> {
    off_thread(move || {
        app.state::<Shell>().enter(|machine, events| machine.open(&id, passphrase, events))
    })
    .await
}

/// Opens a profile whose keychain entry or passphrase is lost.
#[tauri::command]
#[specta::specta]
pub async fn open_with_kit(
    app: AppHandle,
    id: String,
    words: String,
) -> Result<ProfileView, Fault> {
    off_thread(move || {
        app.state::<Shell>().enter(|machine, events| machine.open_with_kit(&id, words, events))
    })
    .await
}

/// Drops all keys and starts anew into the lock screen.
#[tauri::command]
#[specta::specta]
pub async fn lock(app: AppHandle) -> Result<(), Fault> {
    off_thread(move || {
        app.state::<Shell>().lock();
        Ok(())
    })
    .await
}

/// The words, while they are not proven.
#[tauri::command]
#[specta::specta]
pub async fn recovery_kit(app: AppHandle) -> Result<RecoveryKitView, Fault> {
    with_session(app, app::kit::view).await
}

/// Checks the two words asked for; from then on the words are not kept.
#[tauri::command]
#[specta::specta]
pub async fn prove_recovery_kit(app: AppHandle, words: [String; 2]) -> Result<(), Fault> {
    with_session(app, move |session| app::kit::prove(session, &words)).await
}

/// Saves the kit as a PDF; `false` when the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn save_recovery_kit(app: AppHandle) -> Result<bool, Fault> {
    let Some(path) = ask_where(&app, "kit.file_name", "pdf").await else { return Ok(false) };
    with_session(app, move |session| app::kit::save(session, &path)).await?;
    Ok(true)
}

/// Later: one line in the inbox is left.
#[tauri::command]
#[specta::specta]
pub async fn dismiss_recovery_kit(app: AppHandle) -> Result<(), Fault> {
    with_session(app, app::kit::dismiss).await
}

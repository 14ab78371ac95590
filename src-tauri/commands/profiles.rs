//! Opening, locking, and the recovery kit.
use crate::ask;
use crate::shell::{Shell, off_thread, with_session};
use app::views::{CreateProfileRequest, KitSaved, ProfileView, RecoveryKitView, SessionView};
use fault::{Code, Fault};
use tauri::{AppHandle, Manager, WebviewWindow};

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

/// Saves the kit as a PDF where the user chooses. A place on the vault's own
/// disk is kept in mind for [`save_recovery_kit_beside_vault`].
#[tauri::command]
#[specta::specta]
pub async fn save_recovery_kit(app: AppHandle) -> Result<KitSaved, Fault> {
    let Some(path) = ask::where_to(&app, "kit.file_name", "pdf").await else {
        return Ok(KitSaved::Cancelled);
    };
    let place = path.clone();
    let handle = app.clone();
    let saved = with_session(app, move |session| app::kit::save(session, &path, false)).await?;
    if saved == KitSaved::BesideVault {
        handle.state::<Shell>().keep_kit_place(place);
    }
    Ok(saved)
}

/// Saves the kit where the user chose to, though it is on the vault's own disk.
#[tauri::command]
#[specta::specta]
pub async fn save_recovery_kit_beside_vault(app: AppHandle) -> Result<KitSaved, Fault> {
    let Some(path) = app.state::<Shell>().take_kit_place() else { return Ok(KitSaved::Cancelled) };
    with_session(app, move |session| app::kit::save(session, &path, true)).await
}

/// Opens the system's print dialog on the window; its print style shows the kit alone.
#[tauri::command]
#[specta::specta]
pub async fn print_window(window: WebviewWindow) -> Result<(), Fault> {
    window.print().map_err(|error| {
        tracing::warn!(%error, "the print dialog did not open");
        Fault::new(Code::Internal)
    })
}

/// Later: one line in the inbox is left.
#[tauri::command]
#[specta::specta]
pub async fn dismiss_recovery_kit(app: AppHandle) -> Result<(), Fault> {
    with_session(app, app::kit::dismiss).await
}

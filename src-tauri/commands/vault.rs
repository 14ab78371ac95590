//! How the open profile is kept: its settings.
use crate::shell::{Shell, off_thread, report, with_session};
use app::Session;
use app::views::{
    BackupView, ChangeModeRequest, LockView, ProfileColour, ProfileView, ProgressView,
    ProofRequest, RecoveryKitView, RemovalView, RemovedView, RenewRequest, StrengthView, VaultView,
};
use fault::Fault;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};

/// How the open profile is kept.
#[tauri::command]
#[specta::specta]
pub async fn vault(app: AppHandle) -> Result<VaultView, Fault> {
    with_machine(app, |shell, session| shell.machine().vault(session)).await
}

/// Judges a passphrase that is being chosen for a profile of this name.
#[tauri::command]
#[specta::specta]
pub async fn strength(passphrase: String, profile: String) -> Result<StrengthView, Fault> {
    off_thread(move || Ok(app::strength::estimate(&passphrase, &profile))).await
}

/// Lets the profile open another way, or with another passphrase.
#[tauri::command]
#[specta::specta]
pub async fn change_mode(app: AppHandle, request: ChangeModeRequest) -> Result<ProfileView, Fault> {
    with_machine(app, move |shell, session| {
        shell.machine().change_mode(session, request)?;
        Ok(session.profile())
    })
    .await
}

/// Makes a new kit, which opens nothing until it is proven.
#[tauri::command]
#[specta::specta]
pub async fn begin_kit(app: AppHandle) -> Result<RecoveryKitView, Fault> {
    with_session(app, app::renewal::begin).await
}

/// Puts the new kit in the place of the present one; the backups that the old
/// one still opens.
#[tauri::command]
#[specta::specta]
pub async fn replace_kit(
    app: AppHandle,
    proof: ProofRequest,
    words: [String; 2],
) -> Result<Vec<BackupView>, Fault> {
    with_machine(app, move |shell, session| shell.machine().replace_kit(session, proof, &words))
        .await
}

/// Gives up a kit that was to come.
#[tauri::command]
#[specta::specta]
pub async fn withdraw_kit(app: AppHandle) -> Result<(), Fault> {
    with_session(app, app::kit::withdraw).await
}

/// Encrypts everything anew; the words of the new kit.
#[tauri::command]
#[specta::specta]
pub async fn renew(
    app: AppHandle,
    request: RenewRequest,
    channel: Channel<ProgressView>,
) -> Result<RecoveryKitView, Fault> {
    off_thread(move || {
        let shell = app.state::<Shell>();
        shell.renew(request, &shell.steps().begin(channel))
    })
    .await
}

/// Gives the profile a name and a colour.
#[tauri::command]
#[specta::specta]
pub async fn rename_profile(
    app: AppHandle,
    name: String,
    colour: ProfileColour,
) -> Result<ProfileView, Fault> {
    with_machine(app, move |shell, session| {
        shell.machine().rename(&session.profile().id, &name, Some(colour))?;
        Ok(session.profile())
    })
    .await
}

/// What removing the profile would destroy.
#[tauri::command]
#[specta::specta]
pub async fn removal(app: AppHandle) -> Result<RemovalView, Fault> {
    with_session(app, app::removal::preview).await
}

/// Removes the profile for good; its name is typed.
#[tauri::command]
#[specta::specta]
pub async fn remove_profile(app: AppHandle, name: String) -> Result<RemovedView, Fault> {
    off_thread(move || app.state::<Shell>().remove(&name)).await
}

/// Keeps when the profile locks by itself.
#[tauri::command]
#[specta::specta]
pub async fn set_lock(app: AppHandle, lock: LockView) -> Result<(), Fault> {
    with_session(app, move |session| app::lock::set(session, lock)).await
}

/// Somebody is there: keys and pointer, as the face sees them.
#[tauri::command]
#[specta::specta]
pub async fn touch(app: AppHandle) -> Result<(), Fault> {
    with_session(app, |session| {
        app::lock::touch(session);
        Ok(())
    })
    .await
}

/// As [`with_session`], for what needs the machine besides.
async fn with_machine<T, F>(app: AppHandle, use_case: F) -> Result<T, Fault>
where
    T: Send + 'static,
    F: FnOnce(&Shell, &Session) -> Result<T, app::Error> + Send + 'static,
{
    off_thread(move || {
        let shell = app.state::<Shell>();
        let session = shell.session()?;
        use_case(&shell, &session).map_err(|error| report(&error))
    })
    .await
}

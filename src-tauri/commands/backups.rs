//! Backups and restoring them. Paths stay in the shell.
use crate::ask;
use crate::shell::{Shell, off_thread, report, with_session};
use crate::steps::step;
use app::backups::{self, Plan};
use app::views::{
    BackupContentView, BackupFileView, BackupView, ProfileView, ProgressView, ProofRequest,
    RestoreRequest,
};
use fault::Fault;
use std::path::PathBuf;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};

/// Makes a backup into the folder of the plan, or into one that is asked for;
/// none when the user cancelled the question.
#[tauri::command]
#[specta::specta]
pub async fn make_backup(
    app: AppHandle,
    elsewhere: bool,
    channel: Channel<ProgressView>,
) -> Result<Option<BackupView>, Fault> {
    let Some(folder) = folder(&app, elsewhere).await? else { return Ok(None) };
    step(app, channel, move |session, on_progress| backups::make(session, &folder, on_progress))
        .await
        .map(Some)
}

/// Makes a known backup anew in its place.
#[tauri::command]
#[specta::specta]
pub async fn remake_backup(
    app: AppHandle,
    id: String,
    channel: Channel<ProgressView>,
) -> Result<BackupView, Fault> {
    step(app, channel, move |session, on_progress| backups::remake(session, &id, on_progress)).await
}

/// Reads a known backup from end to end.
#[tauri::command]
#[specta::specta]
pub async fn verify_backup(
    app: AppHandle,
    id: String,
    channel: Channel<ProgressView>,
) -> Result<BackupContentView, Fault> {
    step(app, channel, move |session, on_progress| backups::verify(session, &id, on_progress)).await
}

/// Takes a backup off the list; its file stays.
#[tauri::command]
#[specta::specta]
pub async fn forget_backup(app: AppHandle, id: String) -> Result<(), Fault> {
    with_session(app, move |session| backups::forget_known(session, &id)).await
}

/// Has backups make themselves, into the folder of the plan or one that is
/// asked for; `false` when the user cancelled the question.
#[tauri::command]
#[specta::specta]
pub async fn plan_backups(
    app: AppHandle,
    every_days: u16,
    keep: u16,
    elsewhere: bool,
) -> Result<bool, Fault> {
    let Some(folder) = folder(&app, elsewhere).await? else { return Ok(false) };
    let plan = Plan { folder, every_days, keep };
    with_session(app, move |session| backups::set_plan(session, Some(plan))).await?;
    Ok(true)
}

/// Backups make themselves no more; those that are there stay.
#[tauri::command]
#[specta::specta]
pub async fn end_backup_plan(app: AppHandle) -> Result<(), Fault> {
    with_session(app, |session| backups::set_plan(session, None)).await
}

/// No place for backups is asked for again.
#[tauri::command]
#[specta::specta]
pub async fn decline_backups(app: AppHandle) -> Result<(), Fault> {
    with_session(app, backups::decline_offer).await
}

/// Asks for a backup to restore; none when the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn choose_backup(app: AppHandle) -> Result<Option<BackupFileView>, Fault> {
    let Some(file) = ask::file(&app, "restore.files", backups::EXTENSION).await else {
        return Ok(None);
    };
    off_thread(move || {
        let shell = app.state::<Shell>();
        let view = shell.machine().look_at_backup(&file).map_err(|error| report(&error))?;
        shell.keep_backup(file);
        Ok(Some(view))
    })
    .await
}

/// Restores the backup that was chosen and opens it.
#[tauri::command]
#[specta::specta]
pub async fn restore_backup(
    app: AppHandle,
    request: RestoreRequest,
    channel: Channel<ProgressView>,
) -> Result<ProfileView, Fault> {
    off_thread(move || {
        let shell = app.state::<Shell>();
        shell.restore(request, &shell.steps().begin(channel))
    })
    .await
}

/// Gives a profile whose key file is lost the one of the backup that was
/// chosen, and opens it.
#[tauri::command]
#[specta::specta]
pub async fn regain_key(app: AppHandle, proof: ProofRequest) -> Result<ProfileView, Fault> {
    off_thread(move || app.state::<Shell>().regain(proof)).await
}

/// Locks, and starts anew where a backup is restored.
#[tauri::command]
#[specta::specta]
pub async fn lock_to_restore(app: AppHandle) -> Result<(), Fault> {
    off_thread(move || {
        app.state::<Shell>().lock_to_restore();
        Ok(())
    })
    .await
}

/// Stops what takes long, as long as it can be stopped.
#[tauri::command]
#[specta::specta]
pub fn cancel_step(app: AppHandle) {
    app.state::<Shell>().steps().stop();
}

/// The folder of the plan, unless there is none or another is wanted.
async fn folder(app: &AppHandle, elsewhere: bool) -> Result<Option<PathBuf>, Fault> {
    let planned = with_session(app.clone(), backups::folder).await?;
    match planned.filter(|_| !elsewhere) {
        Some(folder) => Ok(Some(folder)),
        None => Ok(ask::folder(app).await),
    }
}

//! Leaving with everything, coming back, and merging another copy. Paths stay in the shell.
use crate::ask;
use crate::shell::{Shell, off_thread, report};
use crate::steps::step;
use app::archives;
use app::merging::EXTENSIONS;
use app::views::{
    ArchiveDone, ComeBackRequest, MergeDone, MergeFileView, MergePreview, MergeRequest,
    ProfileView, ProgressView,
};
use fault::Fault;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};

/// Asks where to, and writes everything; without a passphrase anybody can read
/// it. None when the user cancelled the question.
#[tauri::command]
#[specta::specta]
pub async fn export_archive(
    app: AppHandle,
    passphrase: Option<String>,
    channel: Channel<ProgressView>,
) -> Result<Option<ArchiveDone>, Fault> {
    let extension = if passphrase.is_some() { "tar.age" } else { "tar" };
    let Some(path) = ask::where_to(&app, "archive.file_name", extension).await else {
        return Ok(None);
    };
    let write = move |session: &_, on_progress: app::OnProgress<'_>| {
        archives::write(session, &path, passphrase.as_deref(), on_progress)
    };
    step(app, channel, write).await.map(Some)
}

/// Asks for an archive or a backup of another copy; none when the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn choose_other(app: AppHandle) -> Result<Option<MergeFileView>, Fault> {
    let Some(file) = ask::one_of(&app, "merge.files", EXTENSIONS).await else { return Ok(None) };
    off_thread(move || {
        let shell = app.state::<Shell>();
        let view = shell.machine().look_at_merge(&file).map_err(|error| report(&error))?;
        shell.keep_backup(file);
        Ok(Some(view))
    })
    .await
}

/// Makes the archive that was chosen a profile, and opens it.
#[tauri::command]
#[specta::specta]
pub async fn come_back(
    app: AppHandle,
    request: ComeBackRequest,
    channel: Channel<ProgressView>,
) -> Result<ProfileView, Fault> {
    off_thread(move || {
        let shell = app.state::<Shell>();
        let (file, on_progress) = (shell.backup()?, shell.steps().begin(channel));
        shell.enter(|machine, events| machine.come_back(&file, request, &on_progress, events))
    })
    .await
}

/// What merging the file that was chosen would do.
#[tauri::command]
#[specta::specta]
pub async fn preview_merge(
    app: AppHandle,
    request: MergeRequest,
    channel: Channel<ProgressView>,
) -> Result<MergePreview, Fault> {
    off_thread(move || {
        let shell = app.state::<Shell>();
        let (file, session) = (shell.backup()?, shell.session()?);
        let on_progress = shell.steps().begin(channel);
        let preview = shell.machine().preview_merge(&session, &file, &request, &on_progress);
        preview.map_err(|error| report(&error))
    })
    .await
}

/// Merges the file that was chosen into the open profile.
#[tauri::command]
#[specta::specta]
pub async fn merge(
    app: AppHandle,
    request: MergeRequest,
    channel: Channel<ProgressView>,
) -> Result<MergeDone, Fault> {
    off_thread(move || {
        let shell = app.state::<Shell>();
        let (file, session) = (shell.backup()?, shell.session()?);
        let on_progress = shell.steps().begin(channel);
        let done = shell.machine().merge(&session, &file, &request, &on_progress);
        done.map_err(|error| report(&error))
    })
    .await
}

//! What comes in.
use crate::shell::{Shell, with_session};
use app::views::{Event, IntakeSummary, ReadAgainRequest, SplitRequest};
use fault::{Code, Fault};
use tauri::ipc::{Channel, InvokeBody, Request};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;
use words::Words;

/// Events from now on.
#[tauri::command]
#[specta::specta]
pub fn watch(app: AppHandle, channel: Channel<Event>) {
    app.state::<Shell>().listen(channel);
}

/// Asks for files and takes them in; none when the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn import_receipts(app: AppHandle) -> Result<Option<IntakeSummary>, Fault> {
    let words = Words::english();
    let dialog =
        app.dialog().file().add_filter(words.get("import.pictures", &[]), app::intake::EXTENSIONS);
    let (send, chosen) = tauri::async_runtime::channel(1);
    dialog.set_title(words.get("command.import", &[])).pick_files(move |files| {
        // A closed receiver means the command was dropped with its window.
        drop(send.blocking_send(files));
    });
    let mut chosen = chosen;
    let Some(files) = chosen.recv().await.flatten() else { return Ok(None) };
    let paths: Vec<_> = files.into_iter().filter_map(|file| file.into_path().ok()).collect();
    with_session(app, move |session| app::intake::ingest_paths(session, &paths)).await.map(Some)
}

/// A pasted picture: its bytes are the body, its name is in the header `name`.
#[tauri::command]
pub async fn ingest_picture(app: AppHandle, request: Request<'_>) -> Result<IntakeSummary, Fault> {
    let InvokeBody::Raw(bytes) = request.body() else { return Err(Fault::new(Code::InvalidValue)) };
    let named =
        request.headers().get("name").and_then(|name| name.to_str().ok()).map(str::to_owned);
    let (bytes, name) =
        (bytes.clone(), named.unwrap_or_else(|| Words::english().get("import.pasted", &[])));
    with_session(app, move |session| app::intake::ingest_picture(session, &name, bytes)).await
}

/// The bundled samples, badged as such.
#[tauri::command]
#[specta::specta]
pub async fn add_samples(app: AppHandle) -> Result<IntakeSummary, Fault> {
    with_session(app, app::intake::add_samples).await
}

/// All samples go in one step.
#[tauri::command]
#[specta::specta]
pub async fn remove_samples(app: AppHandle) -> Result<(), Fault> {
    with_session(app, app::intake::remove_samples).await
}

/// Stops these readings, or all; the pictures are kept.
#[tauri::command]
#[specta::specta]
pub async fn cancel_reading(app: AppHandle, ids: Vec<String>) -> Result<(), Fault> {
    with_session(app, move |session| app::intake::cancel(session, &ids)).await
}

/// Reads a picture again.
#[tauri::command]
#[specta::specta]
pub async fn retry_reading(app: AppHandle, id: String) -> Result<(), Fault> {
    with_session(app, move |session| app::intake::retry(session, &id)).await
}

/// Has a locked file read with its password.
#[tauri::command]
#[specta::specta]
pub async fn unlock_receipt(app: AppHandle, id: String, password: String) -> Result<(), Fault> {
    with_session(app, move |session| app::intake::unlock(session, &id, password)).await
}

/// Reads a picture again: turned, in part, in another language.
#[tauri::command]
#[specta::specta]
pub async fn read_again(app: AppHandle, request: ReadAgainRequest) -> Result<(), Fault> {
    with_session(app, move |session| app::receipts::read_again(session, &request)).await
}

/// Makes a receipt of each part of a picture; their ids.
#[tauri::command]
#[specta::specta]
pub async fn split_receipt(app: AppHandle, request: SplitRequest) -> Result<Vec<String>, Fault> {
    with_session(app, move |session| app::receipts::split(session, &request)).await
}

/// Makes a receipt of each picture of one; their ids.
#[tauri::command]
#[specta::specta]
pub async fn separate_receipt(app: AppHandle, id: String) -> Result<Vec<String>, Fault> {
    with_session(app, move |session| app::receipts::separate(session, &id)).await
}

/// Makes one receipt of several, with all their pictures from the top down; its id.
#[tauri::command]
#[specta::specta]
pub async fn join_receipts(app: AppHandle, ids: Vec<String>) -> Result<String, Fault> {
    with_session(app, move |session| app::receipts::join(session, &ids)).await
}

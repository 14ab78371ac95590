//! Exports to a file that the user chooses.
use crate::recent;
use crate::shell::with_session;
use app::views::{ExportDone, ExportFormat, ExportRequest};
use fault::Fault;
use std::path::PathBuf;
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;
use words::Words;

/// Asks where to, and writes; none when the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn export_receipts(
    app: AppHandle,
    request: ExportRequest,
) -> Result<Option<ExportDone>, Fault> {
    let extension = match request.format {
        ExportFormat::Csv { .. } => "csv",
        ExportFormat::Pdf { .. } => "pdf",
    };
    let Some(path) = ask_where(&app, "export.file_name", extension).await else { return Ok(None) };
    with_session(app, move |session| app::exports::write(session, &request, &path)).await.map(Some)
}

/// How many receipts would be in the file.
#[tauri::command]
#[specta::specta]
pub async fn count_export(app: AppHandle, request: ExportRequest) -> Result<u32, Fault> {
    with_session(app, move |session| app::exports::count(session, &request)).await
}

/// The native save dialog with a name from the catalogue. What is chosen stays
/// out of the desktop's list of recent files.
pub async fn ask_where(app: &AppHandle, name_key: &str, extension: &str) -> Option<PathBuf> {
    let words = Words::english();
    let name = format!("{}.{extension}", words.get(name_key, &[]));
    let dialog =
        app.dialog().file().set_file_name(name).add_filter(extension.to_uppercase(), &[extension]);
    let (send, mut chosen) = tauri::async_runtime::channel(1);
    dialog.save_file(move |file| {
        // A closed receiver means the command was dropped with its window.
        drop(send.blocking_send(file));
    });
    let path = chosen.recv().await.flatten()?.into_path().ok()?;
    recent::forget(app, &path);
    Some(path)
}

//! Exports to a file that the user chooses.
use crate::ask;
use crate::shell::with_session;
use app::views::{ExportDone, ExportFormat, ExportRequest};
use fault::Fault;
use tauri::AppHandle;

/// Asks where to, and writes, inside an age file where there is a passphrase;
/// none when the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn export_receipts(
    app: AppHandle,
    request: ExportRequest,
    passphrase: Option<String>,
) -> Result<Option<ExportDone>, Fault> {
    let extension = match (request.format, &passphrase) {
        (ExportFormat::Csv { .. }, None) => "csv",
        (ExportFormat::Pdf { .. }, None) => "pdf",
        (ExportFormat::Csv { .. }, Some(_)) => "csv.age",
        (ExportFormat::Pdf { .. }, Some(_)) => "pdf.age",
    };
    let Some(path) = ask::where_to(&app, "export.file_name", extension).await else {
        return Ok(None);
    };
    let write = move |session: &_| {
        app::exports::write_sealed(session, &request, &path, passphrase.as_deref())
    };
    with_session(app, write).await.map(Some)
}

/// How many receipts would be in the file.
#[tauri::command]
#[specta::specta]
pub async fn count_export(app: AppHandle, request: ExportRequest) -> Result<u32, Fault> {
    with_session(app, move |session| app::exports::count(session, &request)).await
}

//! Exports to a file that the user chooses.
use crate::ask;
use crate::shell::with_session;
use app::views::{ExportDone, ExportFormat, ExportRequest};
use fault::Fault;
use tauri::AppHandle;

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
    let Some(path) = ask::where_to(&app, "export.file_name", extension).await else {
        return Ok(None);
    };
    with_session(app, move |session| app::exports::write(session, &request, &path)).await.map(Some)
}

/// How many receipts would be in the file.
#[tauri::command]
#[specta::specta]
pub async fn count_export(app: AppHandle, request: ExportRequest) -> Result<u32, Fault> {
    with_session(app, move |session| app::exports::count(session, &request)).await
}

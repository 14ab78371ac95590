//! When something is wrong: what can be saved, and a report for whoever helps.
use crate::ask;
use crate::shell::{Shell, off_thread, report, with_session};
use app::diagnostics;
use app::views::{ProgressView, ProofRequest, SalvageView, UnopenedRequest};
use fault::Fault;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};

/// Saves what can still be read of the open, damaged profile, or of one that
/// does not open, and opens it.
#[tauri::command]
#[specta::specta]
pub async fn salvage(
    app: AppHandle,
    unopened: Option<String>,
    proof: ProofRequest,
    channel: Channel<ProgressView>,
) -> Result<SalvageView, Fault> {
    off_thread(move || {
        let shell = app.state::<Shell>();
        let on_progress = shell.steps().begin(channel);
        match unopened {
            Some(id) => shell.salvage_unopened(&id, proof, &on_progress),
            None => shell.salvage(proof, &on_progress),
        }
    })
    .await
}

/// Removes the damaged file that salvaging kept.
#[tauri::command]
#[specta::specta]
pub async fn remove_damaged(app: AppHandle) -> Result<(), Fault> {
    with_session(app, app::salvage::remove_kept).await
}

/// The report on the open profile, or on one that does not open, as it is saved
/// when the user wants that.
#[tauri::command]
#[specta::specta]
pub async fn diagnostics(
    app: AppHandle,
    unopened: Option<UnopenedRequest>,
) -> Result<String, Fault> {
    off_thread(move || {
        let shell = app.state::<Shell>();
        let machine = shell.machine();
        let made = match unopened {
            Some(UnopenedRequest { id, code }) => {
                shell.require_closed()?;
                machine.diagnostics_unopened(&id, code).and_then(|it| diagnostics::text(&it))
            }
            None => machine.diagnostics(&*shell.session()?).and_then(|it| diagnostics::text(&it)),
        };
        let text = made.map_err(|error| report(&error))?;
        shell.keep_report(text.clone());
        Ok(text)
    })
    .await
}

/// Asks where to, and writes the report that was shown; false when the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn save_diagnostics(app: AppHandle) -> Result<bool, Fault> {
    let Some(path) = ask::where_to(&app, "diagnostics.file_name", "json").await else {
        return Ok(false);
    };
    off_thread(move || {
        let text = app.state::<Shell>().report()?;
        diagnostics::write(&text, &path).map_err(|error| report(&error))?;
        Ok(true)
    })
    .await
}

//! The native dialogs. What is chosen stays out of the desktop's list of recent
//! files, and its path out of the webview.
use crate::recent;
use std::path::PathBuf;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};
use words::Words;

/// Where to save, with a name from the catalogue.
pub async fn where_to(app: &AppHandle, name_key: &str, extension: &str) -> Option<PathBuf> {
    let name = format!("{}.{extension}", Words::english().get(name_key, &[]));
    let dialog =
        app.dialog().file().set_file_name(name).add_filter(extension.to_uppercase(), &[extension]);
    let (send, chosen) = tauri::async_runtime::channel(1);
    // A closed receiver means the command was dropped with its window.
    dialog.save_file(move |file| drop(send.blocking_send(file)));
    forgotten(app, chosen).await
}

/// A folder.
pub async fn folder(app: &AppHandle) -> Option<PathBuf> {
    let (send, chosen) = tauri::async_runtime::channel(1);
    app.dialog().file().pick_folder(move |folder| drop(send.blocking_send(folder)));
    forgotten(app, chosen).await
}

/// A file that is there.
pub async fn file(app: &AppHandle, name_key: &str, extension: &str) -> Option<PathBuf> {
    one_of(app, name_key, &[extension]).await
}

/// A file that is there, of one of several kinds.
pub async fn one_of(app: &AppHandle, name_key: &str, extensions: &[&str]) -> Option<PathBuf> {
    let filter = Words::english().get(name_key, &[]);
    let dialog = app.dialog().file().add_filter(filter, extensions);
    let (send, chosen) = tauri::async_runtime::channel(1);
    dialog.pick_file(move |file| drop(send.blocking_send(file)));
    forgotten(app, chosen).await
}

async fn forgotten(
    app: &AppHandle,
    mut chosen: tauri::async_runtime::Receiver<Option<FilePath>>,
) -> Option<PathBuf> {
    let path = chosen.recv().await.flatten()?.into_path().ok()?;
    recent::forget(app, &path);
    Some(path)
}

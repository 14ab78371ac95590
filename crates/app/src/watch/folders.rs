//! Which folders are watched: this installation's own choice.
use crate::error::Error;
use crate::session::Session;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use store::View;
use store::table::{setting, watched_file};

const KEY: &str = "watched_folders";

/// Folders at most.
const MOST: usize = 20;

/// One watched folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Folder {
    /// What the face calls it by: it is given no path.
    pub(super) id: String,
    /// Where it is.
    pub(super) path: PathBuf,
}

pub(super) fn list(view: &View<'_>) -> store::Result<Vec<Folder>> {
    Ok(setting::find(view, KEY)?.unwrap_or_default())
}

/// Watches a folder from now on; one that is watched already stays.
///
/// # Errors
/// [`Error::InvalidValue`] for what is no folder, and beyond twenty of them.
pub fn add(session: &Session, path: &Path) -> Result<(), Error> {
    let path = path.canonicalize().map_err(|_| Error::InvalidValue { field: "folder" })?;
    let mut folders = session.store().read(list)?;
    if !path.is_dir() || path.to_str().is_none() || folders.len() >= MOST {
        return Err(Error::InvalidValue { field: "folder" });
    }
    if folders.iter().all(|folder| folder.path != path) {
        folders.push(Folder { id: super::offers::id_of(&path), path });
    }
    Ok(session.store().write_local(move |tx| setting::set(tx, KEY, &folders))?)
}

/// Watches a folder no more, and forgets what was seen in it.
pub fn remove(session: &Session, id: &str) -> Result<(), Error> {
    let (folders, files) =
        session.store().read(|view| Ok((list(view)?, watched_file::list(view)?)))?;
    let (gone, kept): (Vec<_>, Vec<_>) = folders.into_iter().partition(|folder| folder.id == id);
    let is_in = |path: &str| {
        gone.iter().any(|folder| Path::new(path).parent() == Some(folder.path.as_path()))
    };
    let forgotten: Vec<String> =
        files.into_iter().map(|file| file.path).filter(|path| is_in(path)).collect();
    Ok(session.store().write_local(move |tx| {
        watched_file::remove(tx, &forgotten)?;
        setting::set(tx, KEY, &kept)
    })?)
}

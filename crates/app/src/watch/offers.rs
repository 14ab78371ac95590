//! What is offered, and what the user says to it.
use super::folders::{self, Folder};
use crate::error::Error;
use crate::intake::{ingest_paths, shown_name};
use crate::session::Session;
use crate::views::{Event, IntakeSummary, OfferView, WatchView, WatchedFolderView};
use std::path::{Path, PathBuf};
use store::table::attachment;
use store::table::watched_file::{self, Verdict, WatchedFile};

/// The watched folders and what in them looks like a receipt.
pub fn view(session: &Session) -> Result<WatchView, Error> {
    let (folders, files) =
        session.store().read(|view| Ok((folders::list(view)?, watched_file::list(view)?)))?;
    let folder = |folder: &Folder| WatchedFolderView {
        id: folder.id.clone(),
        name: shown_name(&folder.path),
    };
    let offer = |file: WatchedFile| OfferView {
        id: id_of(Path::new(&file.path)),
        name: shown_name(Path::new(&file.path)),
        folder: Path::new(&file.path).parent().map(shown_name).unwrap_or_default(),
    };
    let mut offered: Vec<WatchedFile> =
        files.into_iter().filter(|file| file.verdict == Verdict::Offered).collect();
    offered.sort_by_key(|file| std::cmp::Reverse(file.modified));
    Ok(WatchView {
        folders: folders.iter().map(folder).collect(),
        offered: offered.into_iter().map(offer).collect(),
    })
}

/// Takes these in; the originals stay where they are.
pub fn take(session: &Session, ids: &[String]) -> Result<IntakeSummary, Error> {
    let files = offered(session, ids)?;
    let paths: Vec<PathBuf> = files.iter().map(|file| PathBuf::from(&file.path)).collect();
    let summary = ingest_paths(session, &paths)?;
    settle(session, files)?;
    Ok(summary)
}

/// These are not offered again.
pub fn dismiss(session: &Session, ids: &[String]) -> Result<(), Error> {
    settle(session, offered(session, ids)?)
}

/// The small picture of what is offered under this id.
pub(crate) fn thumb(session: &Session, id: &str) -> Result<Option<Vec<u8>>, Error> {
    let ids = [id.to_owned()];
    let Some(file) = offered(session, &ids)?.pop() else { return Ok(None) };
    Ok(session.store().read(|view| watched_file::thumb(view, &file.path))?)
}

fn offered(session: &Session, ids: &[String]) -> Result<Vec<WatchedFile>, Error> {
    let files = session.store().read(watched_file::list)?;
    let is_meant = |file: &WatchedFile| {
        file.verdict == Verdict::Offered && ids.contains(&id_of(Path::new(&file.path)))
    };
    Ok(files.into_iter().filter(is_meant).collect())
}

fn settle(session: &Session, files: Vec<WatchedFile>) -> Result<(), Error> {
    session.store().write_local(move |tx| {
        let settled = |file: WatchedFile| WatchedFile { verdict: Verdict::Settled, ..file };
        files.into_iter().map(settled).try_for_each(|file| watched_file::put(tx, &file))
    })?;
    session.core.tell(Event::Changed);
    Ok(())
}

/// What the face calls a file or folder by: it is given no path.
pub(super) fn id_of(path: &Path) -> String {
    attachment::sha256_of(path.as_os_str().as_encoded_bytes())
}

//! The backups that this installation made: a list of its own, in the vault.
use crate::error::Error;
use crate::kit::on_one_disk;
use crate::session::Session;
use crate::views::BackupView;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use store::table::{attachment, setting};
use store::{LocalTx, Store, View};

const KEY: &str = "backups";

/// One backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) path: PathBuf,
    pub(super) made_at: Timestamp,
    pub(super) bytes: u64,
    /// A hash of the header that opens it.
    pub(super) header: String,
    /// Whether it made itself, and so may go by itself.
    pub(super) scheduled: bool,
}

impl Known {
    /// A face is given this in the place of the path.
    fn id(&self) -> String {
        attachment::sha256_of(self.path.as_os_str().as_encoded_bytes())
    }

    fn is_there(&self) -> bool {
        self.path.is_file()
    }
}

/// Every backup that is known of, the newest first; also those that are no
/// longer where they were put.
pub fn list(session: &Session) -> Result<Vec<BackupView>, Error> {
    let header = fingerprint(session)?;
    let mut backups = session.store().read(all)?;
    backups.sort_by_key(|backup| std::cmp::Reverse(backup.made_at));
    Ok(backups.iter().map(|backup| view(session, backup, &header)).collect())
}

/// Takes a backup off the list; its file is left as it is.
///
/// # Errors
/// [`Error::NotFound`].
pub fn forget_known(session: &Session, id: &str) -> Result<(), Error> {
    let path = get(session, id)?.path;
    Ok(session.store().write_local(move |tx| forget(tx, &[path]))?)
}

/// The backups that a passphrase or kit opens which opens the profile no more,
/// also those that are not there now. To close them they must be made anew.
pub fn of_an_older_key(session: &Session) -> Result<Vec<BackupView>, Error> {
    let mut backups = list(session)?;
    backups.retain(|backup| backup.opens_old_way);
    Ok(backups)
}

/// The backups that were made from one moment to another, also those that are
/// not there now: who plugs the disk in again has them.
pub(crate) fn made_between(
    session: &Session,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<BackupView>, Error> {
    let header = fingerprint(session)?;
    let mut backups = session.store().read(all)?;
    backups.retain(|backup| (from..=to).contains(&backup.made_at));
    Ok(backups.iter().map(|backup| view(session, backup, &header)).collect())
}

/// What the present header is told apart by.
pub(super) fn fingerprint(session: &Session) -> Result<String, Error> {
    Ok(attachment::sha256_of(&session.open_profile().header()?.to_bytes()))
}

/// The backup of an id that [`list`] gave.
pub(super) fn get(session: &Session, id: &str) -> Result<Known, Error> {
    let known = session.store().read(all)?.into_iter().find(|backup| backup.id() == id);
    known.ok_or(Error::NotFound { what: "backup" })
}

pub(super) fn all(view: &View<'_>) -> store::Result<Vec<Known>> {
    Ok(setting::find(view, KEY)?.unwrap_or_default())
}

/// Notes a backup, in the place of one that had its name.
pub(super) fn add(tx: &LocalTx<'_>, made: Known) -> store::Result<()> {
    let mut backups = all(tx)?;
    backups.retain(|backup| backup.path != made.path);
    backups.push(made);
    setting::set(tx, KEY, &backups)
}

/// Forgets backups that were removed.
pub(super) fn forget(tx: &LocalTx<'_>, paths: &[PathBuf]) -> store::Result<()> {
    let mut backups = all(tx)?;
    backups.retain(|backup| !paths.contains(&backup.path));
    setting::set(tx, KEY, &backups)
}

/// From here on none of them goes by itself: they may hold what salvaging could not read.
pub(crate) fn keep_all(store: &Store) -> Result<(), Error> {
    Ok(store.write_local(|tx| {
        let kept = all(tx)?.into_iter().map(|backup| Known { scheduled: false, ..backup });
        setting::set(tx, KEY, &kept.collect::<Vec<_>>())
    })?)
}

pub(super) fn view(session: &Session, backup: &Known, header: &str) -> BackupView {
    let folder = backup.path.parent();
    BackupView {
        id: backup.id(),
        name: name(&backup.path),
        folder: folder.map(name).unwrap_or_default(),
        made_at: backup.made_at.to_string(),
        kib: u32::try_from(crate::progress::kib(backup.bytes)).unwrap_or(u32::MAX),
        there: backup.is_there(),
        beside_vault: on_one_disk(&session.database(), &backup.path),
        opens_old_way: backup.header != header,
    }
}

/// The last part of a path: a face is given no more of it.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

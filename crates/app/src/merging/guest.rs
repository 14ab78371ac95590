//! The other copy, for as long as it is looked at: its database as a file
//! beside the vault, encrypted, and gone afterwards.
use crate::archives;
use crate::backups::{self, Opened};
use crate::error::Error;
use crate::foreign;
use crate::intake::shown_name;
use crate::machine::Machine;
use crate::profiles;
use crate::progress::{OnProgress, tell};
use crate::session::Session;
use crate::views::{MergeFileView, MergeRequest, ProgressStep};
use envelope::Purpose;
use fault::{Code, Coded};
use secret::Key;
use std::path::{Path, PathBuf};
use std::sync::MutexGuard;
use store::{Incoming, Store};

/// The first bytes of an encrypted archive.
const SEALED: &[u8] = b"age-encryption.org/";

pub(super) fn look(machine: &Machine, path: &Path) -> Result<MergeFileView, Error> {
    let name = shown_name(path);
    match machine.look_at_backup(path) {
        Ok(backup) => Ok(MergeFileView { name, backup: Some(backup.mode), sealed: true }),
        Err(error) if error.code() == Code::NotABackup => {
            Ok(MergeFileView { name, backup: None, sealed: archives::begins_with(path, SEALED)? })
        }
        Err(error) => Err(error),
    }
}

/// The other copy. It goes when it is dropped.
pub(super) struct Guest<'s> {
    /// The profile's name on the day of the file.
    pub(super) profile: String,
    store: Option<Store>,
    database: PathBuf,
    /// What is wrong with its database, as what is wrong with the file.
    told: fn(store::Error) -> Error,
    /// No backup is made meanwhile: it would write under the same name.
    _no_backup: MutexGuard<'s, ()>,
}

impl<'s> Guest<'s> {
    pub(super) fn open(
        machine: &Machine,
        session: &'s Session,
        path: &Path,
        request: &MergeRequest,
        on_progress: OnProgress<'_>,
    ) -> Result<Self, Error> {
        let profile = session.open_profile();
        let no_backup = profile.hold();
        let mut guest = Self {
            profile: String::new(),
            store: None,
            database: profile.snapshot()?,
            told: backups::in_backup,
            _no_backup: no_backup,
        };
        let key = match look(machine, path)?.backup {
            Some(_) => guest.take_backup(machine, path, request, on_progress)?,
            None => {
                guest.told = archives::in_archive;
                guest.take_archive(machine, path, request, on_progress)?
            }
        };
        tell(on_progress, ProgressStep::Checking, 0, 1)?;
        let store = Store::open(&guest.database, key.expose(), machine.context());
        let store = store.map_err(guest.told)?;
        store.check().and_then(|()| foreign::look_through(&store)).map_err(guest.told)?;
        guest.store = Some(store);
        tell(on_progress, ProgressStep::Checking, 1, 1)?;
        Ok(guest)
    }

    pub(super) fn store(&self) -> Result<&Store, Error> {
        self.store.as_ref().ok_or(Error::NotFound { what: "guest" })
    }

    /// Merging it was refused: what the vault does not take is the file's fault.
    pub(super) fn refused(&self, error: store::Error) -> Error {
        match error {
            store::Error::Invalid(what) => (self.told)(store::Error::Damaged(what)),
            error => error.into(),
        }
    }

    fn take_backup(
        &mut self,
        machine: &Machine,
        path: &Path,
        request: &MergeRequest,
        on_progress: OnProgress<'_>,
    ) -> Result<Key, Error> {
        let mut opened = Opened::open(machine, path, &request.proof.clone().into())?;
        opened.extract(&backups::create(&self.database)?, on_progress)?;
        self.profile.clone_from(&opened.content.profile);
        Ok(opened.data.derive(Purpose::Database))
    }

    /// Under a key of its own, which nobody else ever has.
    fn take_archive(
        &mut self,
        machine: &Machine,
        path: &Path,
        request: &MergeRequest,
        on_progress: OnProgress<'_>,
    ) -> Result<Key, Error> {
        let key = Key::make_random().map_err(profiles::Error::from)?;
        let passphrase = request.archive_passphrase.as_deref();
        let manifest = archives::unpack(path, passphrase, on_progress, &mut |_| {
            Ok(Incoming::begin(&self.database, key.expose(), machine.context())?)
        })?;
        self.profile = manifest.profile;
        Ok(key)
    }
}

impl Drop for Guest<'_> {
    fn drop(&mut self) {
        self.store = None;
        for beside in ["", "-wal", "-shm", "-lock"] {
            let mut name = self.database.clone().into_os_string();
            name.push(beside);
            // What stays is encrypted, and goes when the profile is opened.
            let _ = std::fs::remove_file(name);
        }
    }
}

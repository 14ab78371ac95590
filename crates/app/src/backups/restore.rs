//! From a backup to a profile, on an empty machine or beside others.
use super::known;
use super::part::Part;
use super::read::{Opened, header_of};
use crate::error::Error;
use crate::integrity;
use crate::machine::Machine;
use crate::profiles::{self, Arrival, Arriving, Proof};
use crate::progress::{OnProgress, tell};
use crate::security;
use crate::session::{Events, Session};
use crate::views::{
    BackupContentView, BackupFileView, ProgressStep, ProofRequest, RestoreAs, RestoreRequest,
    SecurityKind,
};
use std::fs::{File, OpenOptions};
use std::path::Path;
use store::Store;
use words::Words;
use zeroize::Zeroizing;

impl Machine {
    /// Looks at the beginning of a file: whether it is a backup, and what
    /// opens it.
    ///
    /// # Errors
    /// Which of no backup, damaged, cut or newer it is.
    pub fn look_at_backup(&self, path: &Path) -> Result<BackupFileView, Error> {
        let header = header_of(path)?;
        let here = profiles::is_here(&header, &self.data)?;
        let keyless = profiles::is_keyless(&header, &self.data);
        let mode = profiles::mode_of(&header);
        Ok(BackupFileView { name: known::name(path), mode, here, keyless })
    }

    /// Reads a backup from end to end, and looks at every byte of its database.
    /// What is written for that is encrypted, and goes again.
    ///
    /// # Errors
    /// Which of no backup, damaged, cut, newer or not to be opened it is.
    pub fn check_backup(
        &self,
        path: &Path,
        proof: ProofRequest,
        on_progress: OnProgress<'_>,
    ) -> Result<BackupContentView, Error> {
        let mut opened = Opened::open(self, path, &proof.into())?;
        let part = Part::begin(&self.data.make()?).map_err(store::Error::from)?;
        opened.extract(part.file(), on_progress)?;
        tell(on_progress, ProgressStep::Checking, 0, 1)?;
        let key = opened.data.derive(envelope::Purpose::Database);
        store::check_file(part.path(), key.expose()).map_err(in_backup)?;
        tell(on_progress, ProgressStep::Checking, 1, 1)?;
        Ok(opened.content.view())
    }

    /// Makes a backup a profile of this machine and opens it. The file and the
    /// kit, or what opened it there, are all that is needed.
    ///
    /// # Errors
    /// As [`Machine::check_backup`]; [`fault::Code::ProfileHere`] unless the one
    /// that is here is to be set aside; a full disk; [`Error::Stopped`]. Nothing
    /// is left then, and what is here stands.
    pub fn restore(
        &self,
        path: &Path,
        request: RestoreRequest,
        on_progress: OnProgress<'_>,
        events: Events,
    ) -> Result<Session, Error> {
        let RestoreRequest { proof, restore_as, set_aside, mode, passphrase } = request;
        let proof: Proof = proof.into();
        let mut opened = Opened::open(self, path, &proof)?;
        let way = mode.map(|mode| (mode, passphrase.map(Zeroizing::new)));
        let arrival = Arrival {
            header: &opened.header,
            data: &opened.data,
            name: name(&opened.content.profile, restore_as),
            colour: opened.content.colour,
            way,
            set_aside,
        };
        let arriving = profiles::arrive(arrival, &*self.clock, &*self.keychain, &self.data)?;
        opened.extract(&create(&arriving.database())?, on_progress)?;
        self.prepare(&arriving, on_progress)?;
        self.start(arriving.finish()?, events)
    }

    /// Checks the database, brings it up to this version, makes anew what a
    /// backup is without, and begins to count.
    fn prepare(&self, arriving: &Arriving<'_>, on_progress: OnProgress<'_>) -> Result<(), Error> {
        let key = arriving.profile().db_key().expose();
        let store = Store::open(&arriving.database(), key, self.context()).map_err(in_backup)?;
        tell(on_progress, ProgressStep::Checking, 0, 1)?;
        store.check().map_err(in_backup)?;
        // Also where it moves: what was done after the backup may stand in another one,
        // under the numbers that this one goes on with.
        let store = store.become_another_device(&arriving.profile().view().name)?;
        tell(on_progress, ProgressStep::Rebuilding, 0, 1)?;
        store.rebuild()?;
        security::note(&store, self.clock.now(), SecurityKind::Restored, 1);
        tell(on_progress, ProgressStep::Rebuilding, 1, 1)?;
        integrity::begin(&store, arriving.profile().counter())?;
        Ok(store.close()?)
    }
}

/// A copy says that it is one.
fn name(profile: &str, restore_as: RestoreAs) -> String {
    match restore_as {
        RestoreAs::Move => profile.to_owned(),
        RestoreAs::Copy => Words::english().get("profile.copy", &[("name", profile)]),
    }
}

/// A new file that only its owner can read.
pub(crate) fn create(path: &Path) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path).map_err(store::Error::from)?)
}

/// What is wrong with a database out of a backup is wrong with the backup.
pub(crate) fn in_backup(error: store::Error) -> Error {
    use envelope::EnvelopeError as Backup;
    match error {
        store::Error::Damaged(what) => Backup::BackupDamaged(what).into(),
        store::Error::WrongKey => Backup::BackupDamaged("its database").into(),
        store::Error::Newer(version) => {
            Backup::BackupNewer(u16::try_from(version).unwrap_or(u16::MAX)).into()
        }
        error => error.into(),
    }
}

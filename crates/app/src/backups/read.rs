//! Reading a backup: what opens it, and its database as a file.
use super::content::Content;
use super::known;
use super::part::Part;
use super::restore::in_backup;
use crate::error::Error;
use crate::machine::Machine;
use crate::profiles::{Proof, unlock_header};
use crate::progress::{OnProgress, kib, tell};
use crate::session::Session;
use crate::views::{BackupContentView, ProgressStep};
use envelope::{BackupReader, DataKey, EnvelopeError, Header, Purpose};
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;

/// A backup that was opened.
pub(crate) struct Opened {
    pub(crate) header: Header,
    pub(crate) data: DataKey,
    pub(crate) content: Content,
    reader: BackupReader<BufReader<File>>,
}

impl Opened {
    pub(crate) fn open(machine: &Machine, path: &Path, proof: &Proof) -> Result<Self, Error> {
        let mut reader = begin(path)?;
        let header = reader.header().clone();
        let data = unlock_header(&header, proof, &*machine.keychain)?;
        let content = reader.open(&data.derive(Purpose::Backup)).map_err(told)?;
        Ok(Self { content: Content::parse(&content)?, header, data, reader })
    }

    /// Writes its database into a file, on the disk when this returns.
    pub(crate) fn extract(
        &mut self,
        target: &File,
        on_progress: OnProgress<'_>,
    ) -> Result<(), Error> {
        extract(&mut self.reader, target, on_progress)
    }
}

fn extract(
    reader: &mut BackupReader<BufReader<File>>,
    mut target: &File,
    on_progress: OnProgress<'_>,
) -> Result<(), Error> {
    let (mut done, total) = (0, reader.left());
    while let Some(piece) = reader.next_piece().map_err(told)? {
        target.write_all(piece).map_err(store::Error::from)?;
        done += piece.len() as u64;
        tell(on_progress, ProgressStep::Reading, kib(done), kib(total))?;
    }
    Ok(target.sync_all().map_err(store::Error::from)?)
}

/// Reads a known backup from end to end and looks at every byte of its
/// database. The open profile's key opens it, so nothing is asked for; one of
/// another data key counts as damaged.
///
/// # Errors
/// Which of gone, damaged or cut it is; [`Error::Stopped`].
pub fn verify(
    session: &Session,
    id: &str,
    on_progress: OnProgress<'_>,
) -> Result<BackupContentView, Error> {
    let (known, profile) = (known::get(session, id)?, session.open_profile());
    let mut reader = begin(&known.path)?;
    let content = reader.open(profile.backup_key()).map_err(told)?;
    let database = profile.database();
    let part = Part::begin(database.parent().unwrap_or(&database)).map_err(store::Error::from)?;
    extract(&mut reader, part.file(), on_progress)?;
    tell(on_progress, ProgressStep::Checking, 0, 1)?;
    store::check_file(part.path(), profile.db_key().expose()).map_err(in_backup)?;
    tell(on_progress, ProgressStep::Checking, 1, 1)?;
    Ok(Content::parse(&content)?.view())
}

/// The header of a file that is named as a backup.
pub(super) fn header_of(path: &Path) -> Result<Header, Error> {
    Ok(begin(path)?.header().clone())
}

fn begin(path: &Path) -> Result<BackupReader<BufReader<File>>, Error> {
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    BackupReader::begin(BufReader::new(file)).map_err(told)
}

/// Trouble with the file that is read is no trouble with the vault.
fn told(error: EnvelopeError) -> Error {
    match error {
        EnvelopeError::File(error) => unreadable(&error),
        error => error.into(),
    }
}

fn unreadable(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => Error::NoBackup(fault::Code::FileGone),
        io::ErrorKind::IsADirectory => Error::NoBackup(fault::Code::NotABackup),
        _ => Error::NoBackup(fault::Code::FileDenied),
    }
}

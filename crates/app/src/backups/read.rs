//! Reading a backup: what opens it, and its database as a file.
use super::content::Content;
use crate::error::Error;
use crate::machine::Machine;
use crate::profiles::{Proof, unlock_header};
use crate::progress::{OnProgress, kib, tell};
use crate::views::ProgressStep;
use envelope::{BackupReader, DataKey, EnvelopeError, Header, Purpose};
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;

/// A backup that was opened.
pub(super) struct Opened {
    pub(super) header: Header,
    pub(super) data: DataKey,
    pub(super) content: Content,
    reader: BackupReader<BufReader<File>>,
}

impl Opened {
    pub(super) fn open(machine: &Machine, path: &Path, proof: &Proof) -> Result<Self, Error> {
        let file = File::open(path).map_err(|error| unreadable(&error))?;
        let mut reader = BackupReader::begin(BufReader::new(file)).map_err(told)?;
        let header = reader.header().clone();
        let data = unlock_header(&header, proof, &*machine.keychain)?;
        let content = reader.open(&data.derive(Purpose::Backup)).map_err(told)?;
        Ok(Self { content: Content::parse(&content)?, header, data, reader })
    }

    /// Writes its database into a file, on the disk when this returns.
    pub(super) fn extract(
        &mut self,
        target: &File,
        on_progress: OnProgress<'_>,
    ) -> Result<(), Error> {
        let mut target = target;
        let (mut done, total) = (0, self.reader.left());
        while let Some(piece) = self.reader.next_piece().map_err(told)? {
            target.write_all(piece).map_err(store::Error::from)?;
            done += piece.len() as u64;
            tell(on_progress, ProgressStep::Reading, kib(done), kib(total))?;
        }
        Ok(target.sync_all().map_err(store::Error::from)?)
    }
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

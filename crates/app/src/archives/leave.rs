//! Writing an archive.
use super::content::{self, End, Manifest};
use super::{check_passphrase, proof};
use crate::error::Error;
use crate::exports::{self, Target};
use crate::intake;
use crate::progress::{OnProgress, tell};
use crate::session::Session;
use crate::views::{ArchiveDone, ProgressStep};
use archive::{ArchiveError, Writer};
use fault::{Code, Coded};
use std::fs::File;
use std::io::{self, BufWriter, Read};
use std::path::Path;
use store::table::attachment::{self, Attachment};
use store::{AttachmentId, View};

/// Bytes of rows that are put into one entry.
const PART: usize = 1 << 20;

/// What is for people to read.
const README: &str = include_str!("../../../../ARCHIVE.md");

/// Writes everything to `target`: whole and read back, or not at all. Without a passphrase
/// anybody can read it; the face has asked before.
///
/// # Errors
/// [`fault::Code::PassphraseTooShort`]; a full disk, a folder that cannot be
/// written; [`Error::Stopped`]. What stood there stands then.
pub fn write(
    session: &Session,
    target: &Path,
    passphrase: Option<&str>,
    on_progress: OnProgress<'_>,
) -> Result<ArchiveDone, Error> {
    check_passphrase(passphrase)?;
    let file = Target::begin(target)?;
    let table = table_for_people(session)?;
    let manifest = {
        let profile = session.profile();
        Manifest::new(profile.name, profile.colour, session.core.clock.now())
    };
    let written = session.store().read(|view| {
        // Its own errors are no trouble of the vault's.
        Ok((|| {
            let out = BufWriter::new(file.file());
            let mut leaving = Leaving {
                writer: Writer::begin(out, passphrase)?,
                end: End::default(),
                on_progress,
            };
            leaving.json(content::MANIFEST, &manifest)?;
            leaving.bytes(content::README, README.as_bytes())?;
            leaving.rows(view)?;
            leaving.pictures(view)?;
            if let Some(table) = &table {
                leaving.bytes(content::TABLE, table)?;
            }
            leaving.finish()
        })())
    })?;
    let end = written.map_err(|error: Error| error.at(target))?;
    let proven = proof::read_back(file.file(), passphrase, &end, on_progress);
    proven.map_err(|error| error.at(target))?;
    file.finish()?;
    let small = |many: u64| u32::try_from(many).unwrap_or(u32::MAX);
    Ok(ArchiveDone {
        file_name: intake::shown_name(target),
        receipts: small(end.rows.get("receipt").copied().unwrap_or_default()),
        pictures: small(end.pictures),
        encrypted: passphrase.is_some(),
    })
}

/// The confirmed receipts; none where none is, which keeps nobody from leaving.
fn table_for_people(session: &Session) -> Result<Option<Vec<u8>>, Error> {
    match exports::everything(session) {
        Err(error) if error.code() == Code::NothingToExport => Ok(None),
        table => table.map(Some),
    }
}

/// An archive on its way out.
struct Leaving<'l> {
    writer: Writer<BufWriter<&'l File>>,
    end: End,
    on_progress: OnProgress<'l>,
}

impl Leaving<'_> {
    fn json<T: serde::Serialize>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.bytes(name, &serde_json::to_vec(value)?)
    }

    fn bytes(&mut self, name: &str, mut bytes: &[u8]) -> Result<(), Error> {
        Ok(self.writer.entry(name, bytes.len() as u64, &mut bytes)?)
    }

    fn rows(&mut self, view: &View<'_>) -> Result<(), Error> {
        let tables: Vec<&str> = store::tables().collect();
        for (n, table) in (0..).zip(&tables) {
            tell(self.on_progress, ProgressStep::Copying, n, tables.len() as u64)?;
            self.table(view, table)?;
        }
        Ok(())
    }

    /// A table in parts, so that none of it has to be held whole.
    fn table(&mut self, view: &View<'_>, table: &str) -> Result<(), Error> {
        let (mut lines, mut part, mut failed) = (String::new(), 1, None);
        let each = store::each_row(view, table, &mut |line| {
            lines.push_str(line);
            lines.push('\n');
            self.end.count_row(table);
            if lines.len() < PART {
                return Ok(());
            }
            let put = self.bytes(&content::rows_name(table, part), lines.as_bytes());
            (lines, part) = (String::new(), part + 1);
            put.map_err(|error| {
                failed = Some(error);
                store::Error::Cancelled
            })
        });
        match failed {
            Some(error) => return Err(error),
            None => each?,
        }
        if lines.is_empty() {
            return Ok(());
        }
        self.bytes(&content::rows_name(table, part), lines.as_bytes())
    }

    fn pictures(&mut self, view: &View<'_>) -> Result<(), Error> {
        let all = attachment::list(view)?;
        for (n, Attachment { id, sha256, len, mime, .. }) in (0..).zip(&all) {
            tell(self.on_progress, ProgressStep::Writing, n, all.len() as u64)?;
            let name = content::picture_name(sha256, mime);
            let mut picture = Picture { view, id: *id, next: 0, piece: Vec::new(), at: 0 };
            match self.writer.entry(&name, *len, &mut picture) {
                Err(ArchiveError::Damaged(_)) => {
                    return Err(store::Error::Damaged("attachment_chunk").into());
                }
                written => written?,
            }
            self.end.pictures += 1;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<End, Error> {
        let end = self.end.clone();
        self.json(content::END, &end)?;
        let out = self.writer.finish()?;
        out.into_inner().map_err(|error| ArchiveError::File(error.into_error()))?;
        Ok(end)
    }
}

/// The bytes of a picture, a piece at a time.
struct Picture<'v, 'c> {
    view: &'v View<'c>,
    id: AttachmentId,
    next: u64,
    piece: Vec<u8>,
    at: usize,
}

impl Read for Picture<'_, '_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() {
            let piece = attachment::chunk(self.view, self.id, self.next);
            self.piece = piece.map_err(io::Error::other)?.unwrap_or_default();
            (self.at, self.next) = (0, self.next + 1);
        }
        let read = Read::read(&mut &self.piece[self.at..], bytes)?;
        self.at += read;
        Ok(read)
    }
}

//! Making a backup.
use super::EXTENSION;
use super::content::Content;
use super::known::{self, Known};
use super::part::Part;
use super::snapshot::Snapshot;
use crate::check;
use crate::error::Error;
use crate::exports::TargetError;
use crate::progress::{OnProgress, kib, tell};
use crate::session::Session;
use crate::views::{BackupView, ProgressStep};
use envelope::{BackupReader, BackupWriter, EnvelopeError, Header};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read};
use std::path::{Path, PathBuf};

const PIECE: usize = 64 * 1024;

/// Makes a backup at `target`, or in it under a name of its own when it is a
/// folder. It is there when it was read back and found the same.
///
/// # Errors
/// A full disk, a folder that cannot be written; [`Error::Stopped`];
/// [`fault::Code::ProfileDamaged`] for a vault that is known to be. Nothing is left
/// then, and what had the name before stands.
pub fn make(
    session: &Session,
    target: &Path,
    on_progress: OnProgress<'_>,
) -> Result<BackupView, Error> {
    make_as(session, target, false, on_progress)
}

/// Makes a known backup anew in its place, so that what opens the profile now
/// opens it, and nothing else.
///
/// # Errors
/// [`Error::NotFound`]; as [`make`], and the one that is there stands.
pub fn remake(
    session: &Session,
    id: &str,
    on_progress: OnProgress<'_>,
) -> Result<BackupView, Error> {
    let known = known::get(session, id)?;
    make_as(session, &known.path, known.scheduled, on_progress)
}

/// As [`make`]; one that is scheduled may go by itself.
pub(super) fn make_as(
    session: &Session,
    target: &Path,
    scheduled: bool,
    on_progress: OnProgress<'_>,
) -> Result<BackupView, Error> {
    // What is damaged must not take the place of what was whole.
    if session.store().is_frozen() {
        return Err(store::Error::Frozen.into());
    }
    let _header_stands = session.open_profile().hold();
    let now = session.core.clock.now();
    let target = file_in(session, target, now);
    let told = |error: std::io::Error| TargetError::of(error, &target);
    let part = Part::begin(target.parent().unwrap_or(Path::new("."))).map_err(told)?;
    let snapshot = Snapshot::take(session, on_progress)?;
    let header = session.open_profile().header()?;
    let content = describe(session, now)?;
    let backup = Backup { session, snapshot: &snapshot, header: &header, content: &content };
    backup.write(&part, on_progress).map_err(|error| error.at(&target))?;
    backup.verify(&part, on_progress).map_err(|error| error.at(&target))?;
    let bytes = part.file().metadata().map_err(told)?.len();
    part.finish(&target)?;
    let fingerprint = known::fingerprint(session)?;
    let made = Known { path: target, made_at: now, bytes, header: fingerprint.clone(), scheduled };
    let view = known::view(session, &made, &fingerprint);
    session.store().write_local(move |tx| known::add(tx, made))?;
    Ok(view)
}

/// What a backup is made of.
struct Backup<'b> {
    session: &'b Session,
    snapshot: &'b Snapshot,
    header: &'b Header,
    content: &'b Content,
}

impl Backup<'_> {
    fn write(&self, part: &Part, on_progress: OnProgress<'_>) -> Result<(), Error> {
        let key = self.session.open_profile().backup_key();
        let (content, length) = (serde_json::to_vec(self.content)?, self.snapshot.len()?);
        let out = BufWriter::new(part.file());
        let mut writer = BackupWriter::begin(out, self.header, key, &content, length)?;
        self.each_piece(ProgressStep::Writing, on_progress, |piece| Ok(writer.write(piece)?))?;
        drop(writer.finish()?);
        Ok(part.file().sync_all().map_err(EnvelopeError::from)?)
    }

    /// Reads it back from the disk and compares it with what was checked.
    fn verify(&self, part: &Part, on_progress: OnProgress<'_>) -> Result<(), Error> {
        let file = File::open(part.path()).map_err(EnvelopeError::from)?;
        let mut reader = BackupReader::begin(BufReader::new(file))?;
        let content = reader.open(self.session.open_profile().backup_key())?;
        if reader.header() != self.header || Content::parse(&content)? != *self.content {
            return Err(EnvelopeError::BackupDamaged("what was read back").into());
        }
        self.each_piece(ProgressStep::Verifying, on_progress, |piece| {
            match reader.next_piece()? {
                Some(read) if read == piece => Ok(()),
                _ => Err(EnvelopeError::BackupDamaged("what was read back").into()),
            }
        })?;
        match reader.next_piece()? {
            None => Ok(()),
            Some(_) => Err(EnvelopeError::BackupDamaged("what was read back").into()),
        }
    }

    fn each_piece(
        &self,
        step: ProgressStep,
        on_progress: OnProgress<'_>,
        mut take: impl FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut file = File::open(self.snapshot.path()).map_err(store::Error::from)?;
        let (mut piece, mut done, total) = (Vec::with_capacity(PIECE), 0, self.snapshot.len()?);
        loop {
            piece.clear();
            let piece_of = Read::by_ref(&mut file).take(PIECE as u64);
            let read = { piece_of }.read_to_end(&mut piece).map_err(store::Error::from)?;
            if read == 0 {
                return Ok(());
            }
            take(&piece)?;
            done += read as u64;
            tell(on_progress, step, kib(done), kib(total))?;
        }
    }
}

fn describe(session: &Session, now: Timestamp) -> Result<Content, Error> {
    let (profile, holdings) = (session.profile(), check::count(session.store())?);
    Ok(Content {
        profile: profile.name,
        colour: profile.colour,
        made_at: now,
        receipts: holdings.receipts,
        pictures: holdings.pictures,
        app: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// Where it goes: into a folder under the profile's name and the moment.
fn file_in(session: &Session, target: &Path, now: Timestamp) -> PathBuf {
    if !target.is_dir() {
        return target.to_owned();
    }
    let moment = now.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H.%M.%S").to_string();
    let named = |sign: char| if sign.is_alphanumeric() { sign } else { '-' };
    let profile: String = session.profile().name.chars().map(named).collect();
    target.join(format!("{profile} {moment}.{EXTENSION}"))
}

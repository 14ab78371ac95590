//! From an archive to a profile of its own. Whoever made it may mean no good:
//! nothing of it counts before all of it was looked at.
use super::content::{End, Kind, Manifest};
use crate::error::Error;
use crate::intake::READ;
use crate::integrity;
use crate::kit;
use crate::machine::Machine;
use crate::profiles::{self, Made};
use crate::progress::{OnProgress, kib, tell};
use crate::session::{Events, Session};
use crate::views::{ComeBackRequest, CreateProfileRequest, ProgressStep};
use archive::{ArchiveError, Entry};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use store::table::receipt::{self, State};
use store::table::{job, setting};
use store::{Incoming, Store};

/// Bytes of rows in one entry at most: they are held at once.
const LARGEST_PART: u64 = 16 << 20;

impl Machine {
    /// Makes an archive a profile of this machine and opens it. It has a new
    /// kit, and goes its own way: what it came from can be merged back.
    ///
    /// # Errors
    /// Which of no archive, damaged, cut, newer or not to be opened it is; those
    /// of making a profile; [`Error::Stopped`]. Nothing is left then.
    pub fn come_back(
        &self,
        path: &Path,
        request: ComeBackRequest,
        on_progress: OnProgress<'_>,
        events: Events,
    ) -> Result<Session, Error> {
        let file = File::open(path).map_err(ArchiveError::File)?;
        let total = file.metadata().map_err(ArchiveError::File)?.len();
        let passphrase = request.archive_passphrase.clone();
        let mut arriving = Arriving {
            machine: self,
            request,
            begun: None,
            seen: End::default(),
            ended: false,
            on_progress,
            done: 0,
            total,
        };
        archive::read(BufReader::new(file), passphrase.as_deref(), &mut |entry| {
            arriving.take(entry)
        })?;
        arriving.finish(events)
    }
}

/// An archive on its way in.
struct Arriving<'a> {
    machine: &'a Machine,
    request: ComeBackRequest,
    begun: Option<Begun<'a>>,
    /// What came so far.
    seen: End,
    ended: bool,
    on_progress: OnProgress<'a>,
    done: u64,
    total: u64,
}

/// Its profile. Dropped before the end, nothing of it stays.
struct Begun<'a> {
    incoming: Incoming,
    made: Made<'a>,
    manifest: Manifest,
}

impl Arriving<'_> {
    fn take(&mut self, entry: Entry<'_>) -> Result<(), Error> {
        if self.ended {
            return Err(ArchiveError::Damaged("what follows its end").into());
        }
        self.done += entry.len;
        tell(
            self.on_progress,
            ProgressStep::Reading,
            kib(self.done.min(self.total)),
            kib(self.total),
        )?;
        match (Kind::of(&entry.name), &self.begun) {
            (Some(Kind::Manifest), None) => self.begin(Manifest::parse(entry.content)?),
            (_, None) => Err(ArchiveError::NotAnArchive.into()),
            (Some(Kind::Rows(table)), Some(begun)) => {
                rows(begun, &mut self.seen, table, entry.content)
            }
            (Some(Kind::Picture(sha256)), Some(begun)) => {
                self.seen.pictures += 1;
                begun.incoming.picture(sha256, entry.content).map_err(in_archive)
            }
            (Some(Kind::Beside), Some(_)) => Ok(()),
            (Some(Kind::End), Some(_)) => self.end(&End::parse(entry.content)?),
            (Some(Kind::Manifest) | None, Some(_)) => Err(ArchiveError::Damaged("a name").into()),
        }
    }

    fn begin(&mut self, manifest: Manifest) -> Result<(), Error> {
        let machine = self.machine;
        let request = CreateProfileRequest {
            name: self.request.name.clone().unwrap_or_else(|| manifest.profile.clone()),
            mode: self.request.mode,
            passphrase: self.request.passphrase.clone(),
        };
        let context = machine.context();
        let made = profiles::create(
            request,
            &*machine.clock,
            &*context.ids,
            &*machine.keychain,
            &machine.data,
        )?;
        let incoming =
            Incoming::begin(&made.database(), made.db_key().expose(), machine.context())?;
        self.begun = Some(Begun { incoming, made, manifest });
        Ok(())
    }

    fn end(&mut self, wanted: &End) -> Result<(), Error> {
        self.ended = true;
        if self.seen == *wanted { Ok(()) } else { Err(ArchiveError::Damaged("a count").into()) }
    }

    fn finish(self, events: Events) -> Result<Session, Error> {
        let Self { machine, begun, ended, on_progress, .. } = self;
        let Some(Begun { incoming, made, manifest }) = begun else {
            return Err(ArchiveError::NotAnArchive.into());
        };
        if !ended {
            return Err(ArchiveError::Cut.into());
        }
        incoming.finish().map_err(in_archive)?;
        prepare(machine, &made, on_progress)?;
        let profile = made.finish()?;
        let name = profile.view().name;
        let session = machine.start(profile, events)?;
        machine.rename(&session.profile().id, &name, Some(manifest.colour))?;
        Ok(session)
    }
}

fn rows(
    begun: &Begun<'_>,
    seen: &mut End,
    table: &str,
    content: &mut dyn Read,
) -> Result<(), Error> {
    let mut lines = String::new();
    let read = content.take(LARGEST_PART + 1).read_to_string(&mut lines);
    if read.map_err(|_| ArchiveError::Damaged("a row"))? as u64 > LARGEST_PART {
        return Err(ArchiveError::Damaged("a length").into());
    }
    for line in lines.lines() {
        begun.incoming.row(table, line).map_err(in_archive)?;
        seen.count_row(table);
    }
    Ok(())
}

/// Looks at all of it, makes anew what an archive is without, and begins to count.
fn prepare(machine: &Machine, made: &Made<'_>, on_progress: OnProgress<'_>) -> Result<(), Error> {
    let (path, key) = (made.database(), made.db_key().expose());
    let store = Store::open(&path, key, machine.context())?;
    tell(on_progress, ProgressStep::Checking, 0, 1)?;
    store.check().map_err(in_archive)?;
    let store = store.become_another_device(&made.name())?;
    tell(on_progress, ProgressStep::Rebuilding, 0, 1)?;
    store.rebuild().map_err(in_archive)?;
    let words = made.kit_words();
    store.write_local(move |tx| {
        setting::set(tx, kit::WORDS, &Some(words.expose()))?;
        let unread = receipt::inbox(tx)?.into_iter().filter(|it| it.state == State::Reading);
        for receipt in unread {
            job::enqueue(tx, READ, &receipt.id.to_string())?;
        }
        Ok(())
    })?;
    integrity::begin(&store, made.counter())?;
    Ok(store.close()?)
}

/// What the store does not take was wrong in the archive.
fn in_archive(error: store::Error) -> Error {
    match error {
        store::Error::Invalid(what) | store::Error::Damaged(what) => {
            ArchiveError::Damaged(what).into()
        }
        store::Error::Newer(_) => ArchiveError::Newer.into(),
        error => error.into(),
    }
}

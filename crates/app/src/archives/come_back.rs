//! From an archive to a profile of its own.
use super::unpack::{in_archive, unpack};
use crate::error::Error;
use crate::foreign;
use crate::intake::READ;
use crate::integrity;
use crate::kit;
use crate::machine::Machine;
use crate::profiles::{self, Made};
use crate::progress::{OnProgress, tell};
use crate::session::{Events, Session};
use crate::views::{ComeBackRequest, CreateProfileRequest, ProgressStep};
use archive::ArchiveError;
use std::path::Path;
use store::table::receipt::{self, State};
use store::table::{job, setting};
use store::{Incoming, Store};

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
        let ComeBackRequest { archive_passphrase, name, mode, passphrase } = request;
        let mut made = None;
        let manifest = unpack(path, archive_passphrase.as_deref(), on_progress, &mut |manifest| {
            let name = name.clone().unwrap_or_else(|| manifest.profile.clone());
            let begun =
                self.begin(CreateProfileRequest { name, mode, passphrase: passphrase.clone() })?;
            let key = begun.db_key();
            let incoming = Incoming::begin(&begun.database(), key.expose(), self.context())?;
            made = Some(begun);
            Ok(incoming)
        })?;
        let made = made.ok_or(ArchiveError::NotAnArchive)?;
        prepare(self, &made, on_progress)?;
        made.paint(manifest.colour);
        self.start(made.finish()?, events)
    }

    /// A profile to be filled. Dropped before its end, nothing of it stays.
    fn begin(&self, request: CreateProfileRequest) -> Result<Made<'_>, Error> {
        let context = self.context();
        Ok(profiles::create(request, &*self.clock, &*context.ids, &*self.keychain, &self.data)?)
    }
}

/// Looks at all of it, makes anew what an archive is without, and begins to count.
fn prepare(machine: &Machine, made: &Made<'_>, on_progress: OnProgress<'_>) -> Result<(), Error> {
    let (path, key) = (made.database(), made.db_key().expose());
    let store = Store::open(&path, key, machine.context())?;
    tell(on_progress, ProgressStep::Checking, 0, 1)?;
    store.check().and_then(|()| foreign::look_through(&store)).map_err(in_archive)?;
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

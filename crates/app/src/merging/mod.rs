//! Import from another Quittance: a backup or an archive of another copy of
//! this profile, or of another one, merged by the records' ids through the
//! change log. Said before, done in one transaction; a second time changes nothing.
mod guest;
mod suspects;
mod told;

use crate::backups;
use crate::error::Error;
use crate::intake::READ;
use crate::machine::Machine;
use crate::progress::{OnProgress, tell};
use crate::session::Session;
use crate::views::{Event, MergeDone, MergeFileView, MergePreview, MergeRequest, ProgressStep};
use guest::Guest;
use std::path::Path;
use store::table::job;
use store::table::receipt::{self, State};

impl Machine {
    /// Looks at the beginning of a file: whether it can be merged, and what
    /// opens it.
    ///
    /// # Errors
    /// Which of no archive, damaged or newer it is.
    pub fn look_at_merge(&self, path: &Path) -> Result<MergeFileView, Error> {
        guest::look(self, path)
    }

    /// What merging a file into the open profile would do; nothing is written.
    ///
    /// # Errors
    /// Those of reading a backup or an archive; [`Error::Stopped`].
    pub fn preview_merge(
        &self,
        session: &Session,
        path: &Path,
        request: &MergeRequest,
        on_progress: OnProgress<'_>,
    ) -> Result<MergePreview, Error> {
        let guest = Guest::open(self, session, path, request, on_progress)?;
        let comparison = session.store().compare(guest.store()?)?;
        told::preview(session, guest.profile.clone(), &comparison)
    }

    /// Merges a file into the open profile. What is here and there both stays
    /// as it was said last; what was removed for good on either side stays gone.
    ///
    /// # Errors
    /// As [`Machine::preview_merge`]; [`fault::Code::Held`] where something that is
    /// held here was removed for good there; a full disk. Nothing is merged then.
    pub fn merge(
        &self,
        session: &Session,
        path: &Path,
        request: &MergeRequest,
        on_progress: OnProgress<'_>,
    ) -> Result<MergeDone, Error> {
        let guest = Guest::open(self, session, path, request, on_progress)?;
        tell(on_progress, ProgressStep::Merging, 0, 1)?;
        let merged = session.store().merge(guest.store()?, suspects::note);
        let merged = merged.map_err(|error| guest.refused(error))?;
        read_what_waits(session)?;
        session.core.tell(Event::Changed);
        let small = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        Ok(MergeDone { actions: small(merged.actions), pictures: small(merged.pictures) })
    }
}

/// What was not read there yet is read here.
fn read_what_waits(session: &Session) -> Result<(), Error> {
    session.store().write_local(|tx| {
        let unread = receipt::inbox(tx)?.into_iter().filter(|it| it.state == State::Reading);
        unread.into_iter().try_for_each(|it| job::enqueue(tx, READ, &it.id.to_string()).map(drop))
    })?;
    session.core.queue.wake();
    session.core.queue.learn();
    Ok(())
}

/// What a file's name ends in that can be merged.
pub const EXTENSIONS: &[&str] = &[backups::EXTENSION, "age", "tar"];

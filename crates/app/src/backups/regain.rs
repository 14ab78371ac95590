//! A profile whose key file is lost gets it back from a backup.
use super::read::Opened;
use crate::error::Error;
use crate::machine::Machine;
use crate::profiles;
use crate::security;
use crate::session::{Events, Session};
use crate::views::{ProofRequest, SecurityKind};
use std::path::Path;

impl Machine {
    /// Takes the header of a backup into the profile that is here without one
    /// that can be read, and opens it: with all that is here, by what opened it
    /// on the day of the backup.
    ///
    /// # Errors
    /// As [`Machine::check_backup`], for the file and the proof;
    /// [`fault::Code::KeyDiffers`] for one of another key than what is here;
    /// [`fault::Code::ProfileHere`] where nothing is lost; those of
    /// [`Machine::open`].
    pub fn regain(
        &self,
        path: &Path,
        proof: ProofRequest,
        events: Events,
    ) -> Result<Session, Error> {
        let opened = Opened::open(self, path, &proof.clone().into())?;
        let id = profiles::regain(&opened.header, &opened.data, &self.data)?;
        drop(opened);
        let session = self.open_with(&id.to_string(), proof, events)?;
        let now = self.clock.now();
        security::note(session.store(), now, SecurityKind::KeyRegained, 1);
        Ok(session)
    }
}

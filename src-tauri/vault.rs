//! What takes the open profile out of use for a while, or for good.
use crate::shell::{Shell, report};
use app::views::{
    ProfileView, ProofRequest, RecoveryKitView, RemovedView, RenewRequest, RestoreRequest,
    SalvageView,
};
use app::{OnProgress, Session};
use fault::{Code, Fault};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long it waits for those who have the session in hand.
const PATIENCE: Duration = Duration::from_secs(20);
const NAP: Duration = Duration::from_millis(20);

impl Shell {
    /// Encrypts the open profile anew and opens it again; when that fails, as
    /// it was. Until it is open again there is no session.
    ///
    /// # Errors
    /// Those of [`app::Machine::renew`]; the profile is locked where it could
    /// not be opened again.
    pub fn renew(
        &self,
        request: RenewRequest,
        on_progress: OnProgress<'_>,
    ) -> Result<RecoveryKitView, Fault> {
        let id = self.proven(&request.proof)?;
        let RenewRequest { proof, passphrase } = request.clone();
        let after = match &passphrase {
            Some(_) => ProofRequest { passphrase, kit: None },
            None => ProofRequest { kit: None, ..proof.clone() },
        };
        self.release()?;
        let renewed = self.machine().renew(&id, request, on_progress);
        let proof = if renewed.is_ok() { after } else { proof };
        let opened = self.enter(|machine, events| machine.open_with(&id, proof, events));
        let kit = renewed.map_err(|error| report(&error))?;
        opened.map(|_| kit)
    }

    /// Removes the open profile for good, once its name was typed.
    ///
    /// # Errors
    /// [`Code::InvalidValue`] for another name; what could not be removed.
    pub fn remove(&self, typed: &str) -> Result<RemovedView, Fault> {
        let session = self.session()?;
        app::removal::require_name(&session, typed).map_err(|error| report(&error))?;
        let id = session.profile().id;
        drop(session);
        self.release()?;
        let removed = self.machine().remove(&id).map_err(|error| report(&error));
        self.keep_away(None);
        removed
    }

    /// Restores the backup that was chosen, and opens what it holds.
    ///
    /// # Errors
    /// Those of [`app::Machine::restore`]; [`Code::NotFound`] when none was chosen.
    pub fn restore(
        &self,
        request: RestoreRequest,
        on_progress: OnProgress<'_>,
    ) -> Result<ProfileView, Fault> {
        let file = self.backup()?;
        self.enter(|machine, events| machine.restore(&file, request, on_progress, events))
    }

    /// Takes the key file of the backup that was chosen into the profile that
    /// has lost its own, and opens it.
    ///
    /// # Errors
    /// Those of [`app::Machine::regain`]; [`Code::NotFound`] when none was chosen;
    /// [`Code::ProfileInUse`] while a profile is open.
    pub fn regain(&self, proof: ProofRequest) -> Result<ProfileView, Fault> {
        self.require_closed()?;
        let file = self.backup()?;
        self.enter(|machine, events| machine.regain(&file, proof, events))
    }

    /// Saves what can still be read of the open profile into a new file in its
    /// place, and opens it again; when that fails, as it was.
    ///
    /// # Errors
    /// Those of [`app::Machine::salvage`]; the profile is locked where it could
    /// not be opened again.
    pub fn salvage(
        &self,
        proof: ProofRequest,
        on_progress: OnProgress<'_>,
    ) -> Result<SalvageView, Fault> {
        let id = self.proven(&proof)?;
        self.release()?;
        let salvaged = self.machine().salvage(&id, proof.clone(), on_progress);
        let opened = self.enter(|machine, events| machine.open_with(&id, proof, events));
        let saved = salvaged.map_err(|error| report(&error))?;
        opened.map(|_| saved)
    }

    /// The same of a profile that does not open.
    ///
    /// # Errors
    /// Those of [`app::Machine::salvage`] and of opening what was saved;
    /// [`Code::ProfileInUse`] while one is open.
    pub fn salvage_unopened(
        &self,
        id: &str,
        proof: ProofRequest,
        on_progress: OnProgress<'_>,
    ) -> Result<SalvageView, Fault> {
        self.require_closed()?;
        let salvaged = self.machine().salvage(id, proof.clone(), on_progress);
        let saved = salvaged.map_err(|error| report(&error))?;
        self.enter(|machine, events| machine.open_with(id, proof, events))?;
        Ok(saved)
    }

    /// The id of the open profile, once it was shown that it may be closed for
    /// this: a slip of the pen costs nobody the session.
    fn proven(&self, proof: &ProofRequest) -> Result<String, Fault> {
        let session = self.session()?;
        self.machine().prove(&session, proof.clone()).map_err(|error| report(&error))?;
        Ok(session.profile().id)
    }

    /// Closes the session and waits until its lock is let go of. Whoever does not
    /// let go ends with the process: the profile is locked then.
    fn release(&self) -> Result<(), Fault> {
        if let Ok(session) = self.session() {
            self.keep_away(app::lock::get(&session).ok());
        }
        let Some(session) = self.take_session() else { return Ok(()) };
        session.close();
        until_dropped(session).inspect_err(|_| self.lock())
    }
}

/// Others have it in hand only for as long as they work.
fn until_dropped(mut session: Arc<Session>) -> Result<(), Fault> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        match Arc::try_unwrap(session) {
            Ok(_) => return Ok(()),
            Err(shared) => session = shared,
        }
        std::thread::sleep(NAP);
    }
    Err(Fault::new(Code::ProfileInUse))
}

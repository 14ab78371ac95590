//! What can still be read of a damaged vault, in a new one in its place.
use crate::backups;
use crate::error::Error;
use crate::integrity;
use crate::machine::Machine;
use crate::profiles::OpenProfile;
use crate::progress::{OnProgress, kib, tell};
use crate::retention;
use crate::session::Session;
use crate::views::{KeptDamagedView, ProgressStep, ProofRequest, SalvageView, SalvagedTable};
use std::ops::ControlFlow;
use std::path::Path;
use store::{Closed, Salvage, Salvaged, Store};

impl Machine {
    /// Copies every row that can still be read into a new database in the place
    /// of the damaged one, which stays beside it. What could not be read is said,
    /// table by table. Nothing is removed by itself in the new one until that is
    /// turned on again: what was held may be held no more. The profile must not be open.
    ///
    /// # Errors
    /// As [`Machine::open`]; [`Error::Closed`] where nothing of it can be read:
    /// it is missing, another's, or a page of its schema is damaged; one that a newer
    /// version wrote, which is not touched; [`Error::Stopped`]. The damaged one
    /// stands then as it was.
    pub fn salvage(
        &self,
        id: &str,
        proof: ProofRequest,
        on_progress: OnProgress<'_>,
    ) -> Result<SalvageView, Error> {
        let profile = self.unlock(id, &proof.into())?;
        require_readable(&profile)?;
        let target = profile.snapshot()?;
        let salvaged = self.rescue(&profile, &target, on_progress);
        let salvaged = salvaged.inspect_err(|_| drop(std::fs::remove_file(&target)))?;
        tell(on_progress, ProgressStep::Changing, 0, 1)?;
        let moment = self.clock.now().as_millisecond();
        let kept_as = profile.replace_damaged(&target, moment)?;
        tell(&crate::unwatched, ProgressStep::Changing, 1, 1)?;
        Ok(SalvageView { tables: salvaged.tables.iter().map(view).collect(), kept_as })
    }

    fn rescue(
        &self,
        profile: &OpenProfile,
        target: &Path,
        on_progress: OnProgress<'_>,
    ) -> Result<Salvage, Error> {
        let key = profile.db_key().expose();
        let mut on_table = |done, total| match tell(on_progress, ProgressStep::Copying, done, total)
        {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        };
        let vault = profile.database();
        let salvaged = store::salvage(&vault, target, key, self.context(), &mut on_table)?;
        let store = Store::open(target, key, self.context())?;
        let store = store.become_another_device(&profile.view().name)?;
        tell(on_progress, ProgressStep::Rebuilding, 0, 1)?;
        store.rebuild()?;
        tell(on_progress, ProgressStep::Checking, 0, 1)?;
        store.check()?;
        retention::turn_off(&store)?;
        backups::keep_all(&store)?;
        let now = self.clock.now();
        integrity::note_salvaged(&store, profile.counter(), salvaged.last, now)?;
        store.close()?;
        Ok(salvaged)
    }
}

fn require_readable(profile: &OpenProfile) -> Result<(), Error> {
    match store::why_closed(&profile.database(), profile.db_key().expose())? {
        Closed::Broken => Ok(()),
        why => Err(Error::Closed(why)),
    }
}

fn view(salvaged: &Salvaged) -> SalvagedTable {
    let small = |many: u64| u32::try_from(many).unwrap_or(u32::MAX);
    SalvagedTable {
        table: salvaged.table.to_owned(),
        kept: small(salvaged.kept),
        lost: salvaged.lost.map(small),
    }
}

/// The damaged files that are kept beside the vault.
pub(crate) fn kept(session: &Session) -> Result<Option<KeptDamagedView>, Error> {
    let kept = session.open_profile().kept_damaged()?;
    let bytes = kept.iter().map(|file| file.bytes).sum();
    let first = kept.iter().map(|file| file.since).min();
    Ok(first.map(|since| KeptDamagedView {
        since: since.to_string(),
        kib: u32::try_from(kib(bytes)).unwrap_or(u32::MAX),
    }))
}

/// Removes them: what they held, and what was removed for good since, is then
/// in no file of the profile.
///
/// # Errors
/// Those of the folder; what could be removed is gone.
pub fn remove_kept(session: &Session) -> Result<(), Error> {
    Ok(session.open_profile().remove_kept_damaged()?)
}

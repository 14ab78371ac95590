//! A new recovery kit, and a new data key: for when somebody may have the old.
use crate::backups;
use crate::error::Error;
use crate::integrity;
use crate::kit;
use crate::machine::Machine;
use crate::profiles::{OpenProfile, Renewal};
use crate::progress::{OnProgress, tell};
use crate::security;
use crate::session::Session;
use crate::views::{
    BackupView, Event, ProgressStep, ProofRequest, RecoveryKitView, RenewRequest, SecurityKind,
};
use envelope::Kit;
use std::ops::ControlFlow;
use store::table::setting;
use store::{Cache, Store};
use zeroize::Zeroizing;

impl Machine {
    /// Lets the new kit open the profile, once two of its words prove that it
    /// was written down. The old kit opens this profile no more; the backups
    /// that it still opens are named.
    ///
    /// # Errors
    /// [`Error::WrongKit`] for the words; those of opening, for the proof.
    pub fn replace_kit(
        &self,
        session: &Session,
        proof: ProofRequest,
        typed: &[String; 2],
    ) -> Result<Vec<BackupView>, Error> {
        let words = Zeroizing::new(kit::proven(session, typed)?.join(" "));
        let new = Kit::parse(&words)?;
        let (clock, keychain) = (&*self.clock, &*self.keychain);
        session.open_profile().replace_kit(&proof.into(), &new, clock, keychain)?;
        kit::forget_next(session)?;
        security::note(session.store(), clock.now(), SecurityKind::KitReplaced, 1);
        backups::of_an_older_key(session)
    }

    /// Encrypts a profile that is not open anew, under a new data key with a new
    /// kit. What somebody copied before opens with the old key for ever; what is
    /// written from here on does not.
    ///
    /// # Errors
    /// Those of opening; [`fault::Code::PassphraseTooShort`] where the kit is
    /// shown and a new passphrase is needed; a full disk, which wants room for a
    /// second database; [`Error::Stopped`]. The old key opens it then.
    pub fn renew(
        &self,
        id: &str,
        request: RenewRequest,
        on_progress: OnProgress<'_>,
    ) -> Result<RecoveryKitView, Error> {
        let RenewRequest { proof, passphrase } = request;
        let (proof, new) = (proof.into(), passphrase.map(Zeroizing::new));
        let profile = self.unlock(id, &proof)?;
        let renewal = Renewal::begin(&profile, &proof, new, &*self.clock, &*self.keychain)?;
        self.copy(&profile, &renewal, on_progress)?;
        let shown = self.ready(&renewal, on_progress)?;
        tell(on_progress, ProgressStep::Changing, 0, 2)?;
        renewal.commit(&*self.keychain, &|step| {
            // From here on there is no way back, so nobody is asked.
            let _ = tell(on_progress, ProgressStep::Changing, 1 + step as u64, 2);
        })?;
        Ok(shown)
    }

    fn copy(
        &self,
        profile: &OpenProfile,
        renewal: &Renewal<'_>,
        on_progress: OnProgress<'_>,
    ) -> Result<(), Error> {
        let store = Store::open(&profile.database(), profile.db_key().expose(), self.context())?;
        integrity::compare(&store, profile.counter(), self.clock.now())?;
        let mut on_rows = |done, total| match tell(on_progress, ProgressStep::Copying, done, total)
        {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        };
        let key = renewal.db_key();
        store.copy_to(&renewal.database(), key.expose(), Cache::Kept, &mut on_rows)?;
        Ok(store.close()?)
    }

    /// Makes the copy one that can take the old one's place.
    fn ready(
        &self,
        renewal: &Renewal<'_>,
        on_progress: OnProgress<'_>,
    ) -> Result<RecoveryKitView, Error> {
        let key = renewal.db_key();
        let store = Store::open(&renewal.database(), key.expose(), self.context())?;
        tell(on_progress, ProgressStep::Rebuilding, 0, 1)?;
        store.rebuild()?;
        let words = kit::words_of(renewal.kit());
        let kept = words.clone();
        store.write_local(move |tx| {
            // A kit that was begun before opens nothing of what is encrypted anew.
            setting::set(tx, kit::NEXT_WORDS, &Option::<Vec<String>>::None)?;
            setting::set(tx, kit::WORDS, &Some(kept))
        })?;
        security::note(&store, self.clock.now(), SecurityKind::Renewed, 1);
        integrity::begin(&store, &renewal.counter())?;
        tell(on_progress, ProgressStep::Checking, 0, 1)?;
        store.check()?;
        store.close()?;
        tell(on_progress, ProgressStep::Checking, 1, 1)?;
        Ok(kit::shown(words))
    }
}

/// Makes a new kit, which opens nothing until it is proven.
///
/// # Errors
/// [`fault::Code::DiskFull`].
pub fn begin(session: &Session) -> Result<RecoveryKitView, Error> {
    let words = kit::words_of(&Kit::make_random()?);
    let kept = words.clone();
    session.store().write_local(move |tx| setting::set(tx, kit::NEXT_WORDS, &Some(kept)))?;
    session.core.tell(Event::Changed);
    Ok(kit::shown(words))
}

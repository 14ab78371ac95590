//! What does not depend on an open profile: the profiles of this user, the
//! keychain, the readers.
use crate::check::Checked;
use crate::error::Error;
use crate::integrity;
use crate::kit;
use crate::profiles::{self, DataDir, OpenProfile, Proof};
use crate::security;
use crate::session::{Events, Parts, Session};
use crate::views::{
    ChangeModeRequest, CreateProfileRequest, KeychainView, OpenMode, ProfileColour, ProofRequest,
    RemovedView, SecurityKind, SessionView,
};
use money::{Clock, IdSource, SystemClock, UuidSource};
use reader::{Pool, PoolConfig};
use secret::{Keychain, OsKeychain};
use std::path::Path;
use std::sync::Arc;
use store::table::setting;
use store::{Context, Founding, Store};
use zeroize::Zeroizing;

/// Where sessions come from.
pub struct Machine {
    pub(crate) data: DataDir,
    pub(crate) keychain: Arc<dyn Keychain>,
    pub(crate) clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
}

impl Machine {
    /// The profiles in this user's own data folder.
    pub fn of_this_user() -> Result<Self, Error> {
        Ok(Self::with(DataDir::default_for_user()?))
    }

    /// The profiles in a folder of the caller's choice.
    pub fn at(folder: &Path) -> Result<Self, Error> {
        Ok(Self::with(DataDir::at(folder)))
    }

    /// The same, by another clock.
    #[must_use]
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Self {
        Self { clock, ..self }
    }

    fn with(data: DataDir) -> Self {
        let keychain = Arc::new(OsKeychain::default());
        Self { data, keychain, clock: Arc::new(SystemClock), ids: Arc::new(UuidSource) }
    }

    /// The profiles and what this machine can do; nothing is open.
    pub fn view(&self) -> Result<SessionView, Error> {
        Ok(SessionView {
            profiles: profiles::list(&self.data)?,
            open: None,
            keychain: self.keychain_view(),
            reader_ready: reader::program().is_ok(),
            opening_fault: None,
            restoring: false,
        })
    }

    pub(crate) fn keychain_view(&self) -> KeychainView {
        match self.keychain.state().is_lasting() {
            true => KeychainView::Ready,
            false => KeychainView::Missing,
        }
    }

    /// The profile that was opened last, if the desktop login is all it needs.
    pub fn opens_without_asking(&self) -> Option<String> {
        let last = profiles::list(&self.data).ok()?.into_iter().next()?;
        (last.mode == OpenMode::Keychain).then_some(last.id)
    }

    /// Makes a profile and opens it. Nothing is left behind when it cannot be made whole.
    pub fn create(&self, request: CreateProfileRequest, events: Events) -> Result<Session, Error> {
        let made =
            profiles::create(request, &*self.clock, &*self.ids, &*self.keychain, &self.data)?;
        let founding = Founding {
            device_name: made.name(),
            categories: ledger::Category::ALL
                .iter()
                .map(|category| category.key().to_owned())
                .collect(),
        };
        let store =
            Store::create(&made.database(), made.db_key().expose(), self.context(), founding)?;
        let words = made.kit_words();
        store.write_local(move |tx| setting::set(tx, kit::WORDS, &Some(words.expose())))?;
        integrity::begin(&store, made.counter())?;
        self.session(made.finish()?, store, events)
    }

    /// Opens a profile; a passphrase is needed when that is its mode.
    pub fn open(
        &self,
        id: &str,
        passphrase: Option<String>,
        events: Events,
    ) -> Result<Session, Error> {
        self.start(self.unlock(id, &Proof::passphrase(passphrase))?, events)
    }

    /// Opens a profile by the words of its recovery kit.
    pub fn open_with_kit(&self, id: &str, words: String, events: Events) -> Result<Session, Error> {
        self.start(self.unlock(id, &Proof::kit(words))?, events)
    }

    /// Opens a profile by what is shown: the words of its kit, or what it opens with.
    pub fn open_with(
        &self,
        id: &str,
        proof: ProofRequest,
        events: Events,
    ) -> Result<Session, Error> {
        self.start(self.unlock(id, &proof.into())?, events)
    }

    /// Checks a profile's file from end to end; nothing is read or queued
    /// meanwhile. Whether its history ends early is said, and acknowledged
    /// where that is asked for.
    ///
    /// # Errors
    /// As [`Machine::open`]; a damaged file is [`fault::Code::ProfileDamaged`].
    pub fn check(
        &self,
        id: &str,
        proof: ProofRequest,
        acknowledge: bool,
    ) -> Result<Checked, Error> {
        let profile = self.unlock(id, &proof.into())?;
        let store = integrity::open(&profile, self.context(), self.clock.now())?;
        let holdings = integrity::checked(&store, &profile, &store::Cancel::new())?;
        let shortened = integrity::shortened(&store)?;
        if acknowledge {
            integrity::forget_shortened(&store)?;
        }
        store.close()?;
        Ok(Checked { holdings, shortened })
    }

    /// Whether what is shown opens the profile that is open: asked before it is
    /// closed for something that needs it closed.
    ///
    /// # Errors
    /// As [`Machine::open`], for the proof.
    pub fn prove(&self, session: &Session, proof: ProofRequest) -> Result<(), Error> {
        Ok(session.open_profile().prove(&proof.into(), &*self.clock, &*self.keychain)?)
    }

    /// Lets a profile open another way, or with another passphrase. Nothing is
    /// encrypted anew.
    ///
    /// # Errors
    /// As [`Machine::open`], for the proof; those of making a profile, for the new way.
    pub fn change_mode(&self, session: &Session, request: ChangeModeRequest) -> Result<(), Error> {
        let ChangeModeRequest { proof, mode, passphrase } = request;
        let passphrase = passphrase.map(Zeroizing::new);
        let (clock, keychain) = (&*self.clock, &*self.keychain);
        let before = session.profile().mode;
        session.open_profile().change_mode(&proof.into(), mode, passphrase, clock, keychain)?;
        let kind = match mode == before {
            true => SecurityKind::PassphraseChanged,
            false => SecurityKind::ModeChanged,
        };
        security::note(session.store(), clock.now(), kind, 1);
        Ok(())
    }

    /// Renames a profile, open or not, and gives it a colour where one is named.
    ///
    /// # Errors
    /// [`fault::Code::ProfileName`]; [`fault::Code::ProfileMissing`].
    pub fn rename(&self, id: &str, name: &str, colour: Option<ProfileColour>) -> Result<(), Error> {
        Ok(profiles::rename(id, name, colour, &self.data)?)
    }

    /// Removes a profile that is not open for good; [`crate::removal::preview`]
    /// says before what that means.
    ///
    /// # Errors
    /// [`fault::Code::ProfileInUse`]; what could not be removed, which the next start goes on with.
    pub fn remove(&self, id: &str) -> Result<RemovedView, Error> {
        let removed = profiles::remove(id, &*self.keychain, &self.data)?;
        Ok(RemovedView { keychain_left: removed.keychain_left })
    }

    pub(crate) fn unlock(&self, id: &str, proof: &Proof) -> Result<OpenProfile, Error> {
        Ok(profiles::open(id, proof, &*self.clock, &*self.keychain, &self.data)?)
    }

    pub(crate) fn start(&self, profile: OpenProfile, events: Events) -> Result<Session, Error> {
        let store = integrity::open(&profile, self.context(), self.clock.now())?;
        profile.was_opened(self.clock.now());
        self.note_opening(&profile, &store);
        self.session(profile, store, events)
    }

    /// How it was opened, where that is worth knowing later.
    fn note_opening(&self, profile: &OpenProfile, store: &Store) {
        let now = self.clock.now();
        if profile.wrong_tries() > 0 {
            security::note(store, now, SecurityKind::FailedUnlock, profile.wrong_tries());
        }
        if profile.by_kit() {
            security::note(store, now, SecurityKind::OpenedWithKit, 1);
        }
    }

    fn session(
        &self,
        profile: OpenProfile,
        store: Store,
        events: Events,
    ) -> Result<Session, Error> {
        let store = store.with_witness(integrity::witness(profile.counter()));
        let pool = reader::program().ok().map(|program| Pool::start(PoolConfig::new(program)));
        Session::start(Parts { profile, store, pool, clock: self.clock.clone(), events })
    }

    pub(crate) fn context(&self) -> Context {
        Context { clock: self.clock.clone(), ids: self.ids.clone() }
    }
}

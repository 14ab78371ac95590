//! What does not depend on an open profile: the profiles of this user, the
//! keychain, the readers.
use crate::check::{self, Holdings};
use crate::error::Error;
use crate::kit;
use crate::profiles::{self, DataDir, OpenProfile};
use crate::session::{Events, Parts, Session};
use crate::views::{CreateProfileRequest, KeychainView, OpenMode, SessionView};
use money::{Clock, IdSource, SystemClock, UuidSource};
use reader::{Pool, PoolConfig};
use secret::{Keychain, OsKeychain};
use std::path::Path;
use std::sync::Arc;
use store::table::setting;
use store::{Context, Founding, Store};

/// Where sessions come from.
pub struct Machine {
    data: DataDir,
    keychain: Arc<dyn Keychain>,
    clock: Arc<dyn Clock>,
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

    fn with(data: DataDir) -> Self {
        let keychain = Arc::new(OsKeychain::default());
        Self { data, keychain, clock: Arc::new(SystemClock), ids: Arc::new(UuidSource) }
    }

    /// The profiles and what this machine can do; nothing is open.
    pub fn view(&self) -> Result<SessionView, Error> {
        Ok(SessionView {
            profiles: profiles::list(&self.data)?,
            open: None,
            keychain: if self.keychain.state().is_lasting() {
                KeychainView::Ready
            } else {
                KeychainView::Missing
            },
            reader_ready: reader::program().is_ok(),
            opening_fault: None,
        })
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
        self.session(made.finish()?, store, events)
    }

    /// Opens a profile; a passphrase is needed when that is its mode.
    pub fn open(
        &self,
        id: &str,
        passphrase: Option<String>,
        events: Events,
    ) -> Result<Session, Error> {
        let profile = profiles::open(id, passphrase, &*self.clock, &*self.keychain, &self.data)?;
        self.start(profile, events)
    }

    /// Opens a profile by the words of its recovery kit.
    pub fn open_with_kit(&self, id: &str, words: String, events: Events) -> Result<Session, Error> {
        let profile =
            profiles::open_with_kit(id, words, &*self.clock, &*self.keychain, &self.data)?;
        self.start(profile, events)
    }

    /// Checks a profile's file from end to end; nothing is read or queued meanwhile.
    ///
    /// # Errors
    /// As [`Machine::open`]; a damaged file is [`fault::Code::ProfileDamaged`].
    pub fn check(&self, id: &str, passphrase: Option<String>) -> Result<Holdings, Error> {
        let profile = profiles::open(id, passphrase, &*self.clock, &*self.keychain, &self.data)?;
        let store = Store::open(&profile.database(), profile.db_key().expose(), self.context())?;
        let holdings = check::check(&store)?;
        store.close()?;
        Ok(holdings)
    }

    fn start(&self, profile: OpenProfile, events: Events) -> Result<Session, Error> {
        let store = Store::open(&profile.database(), profile.db_key().expose(), self.context())?;
        self.session(profile, store, events)
    }

    fn session(
        &self,
        profile: OpenProfile,
        store: Store,
        events: Events,
    ) -> Result<Session, Error> {
        let pool = reader::program().ok().map(|program| Pool::start(PoolConfig::new(program)));
        Session::start(Parts { profile, store, pool, clock: self.clock.clone(), events })
    }

    fn context(&self) -> Context {
        Context { clock: self.clock.clone(), ids: self.ids.clone() }
    }
}

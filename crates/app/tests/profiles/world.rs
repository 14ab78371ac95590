//! A data folder with its clock and its keychain.
use app::profiles::{self, DataDir, Error, OpenProfile, Proof, Removed};
use app::views::{CreateProfileRequest, OpenMode};
use fault::{Code, Coded};
use jiff::{SignedDuration, Timestamp};
use money::{Clock, UuidSource};
use secret::{Key, Keychain, KeychainError, KeychainState};
use std::{fs, path::PathBuf, sync::Mutex};
use zeroize::Zeroizing;

/// A clock that stands still until it is moved.
pub struct HandClock(Mutex<Timestamp>);

impl HandClock {
    pub fn new() -> Self {
        Self(Mutex::new("2026-11-22T08:00:00Z".parse().unwrap()))
    }

    pub fn forward(&self, seconds: i64) {
        *self.0.lock().unwrap() += SignedDuration::from_secs(seconds);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// A data folder and a clock of the test's own.
pub struct World {
    pub folder: tempfile::TempDir,
    pub clock: HandClock,
    pub keychain: Box<dyn Keychain>,
}

impl World {
    pub fn with(keychain: impl Keychain + 'static) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            clock: HandClock::new(),
            keychain: Box::new(keychain),
        }
    }

    /// One in which nothing asks the keychain.
    pub fn without_keychain() -> Self {
        Self::with(NoKeychain)
    }

    pub fn dir(&self) -> DataDir {
        DataDir::at(self.folder.path())
    }

    pub fn begin(&self, name: &str, passphrase: Option<&str>) -> Result<profiles::Made<'_>, Error> {
        let mode = if passphrase.is_some() { OpenMode::Passphrase } else { OpenMode::Keychain };
        let request = CreateProfileRequest {
            name: name.into(),
            mode,
            passphrase: passphrase.map(str::to_owned),
        };
        profiles::create(request, &self.clock, &UuidSource, &*self.keychain, &self.dir())
    }

    /// A finished profile's id, database key and kit.
    pub fn make(&self, name: &str, passphrase: Option<&str>) -> (String, [u8; 32], String) {
        let made = self.begin(name, passphrase).unwrap();
        fs::write(made.database(), b"stands for the database").unwrap();
        let (key, kit) = (*made.db_key().expose(), made.kit_words().expose().join(" "));
        (made.finish().unwrap().id().to_string(), key, kit)
    }

    pub fn open(&self, id: &str, passphrase: Option<&str>) -> Result<OpenProfile, Error> {
        self.open_by(id, &Proof::passphrase(passphrase.map(str::to_owned)))
    }

    pub fn open_with_kit(&self, id: &str, words: &str) -> Result<OpenProfile, Error> {
        self.open_by(id, &Proof::kit(words.to_owned()))
    }

    pub fn open_by(&self, id: &str, proof: &Proof) -> Result<OpenProfile, Error> {
        let opened = profiles::open(id, proof, &self.clock, &*self.keychain, &self.dir());
        opened.inspect(|profile| profile.was_opened(self.clock.now()))
    }

    /// Opens it by what is shown, lets it open another way, and closes it.
    pub fn change(
        &self,
        id: &str,
        proof: &Proof,
        mode: OpenMode,
        passphrase: Option<&str>,
    ) -> Result<(), Error> {
        let passphrase = passphrase.map(|typed| Zeroizing::new(typed.to_owned()));
        self.open_by(id, proof)?.change_mode(proof, mode, passphrase, &self.clock, &*self.keychain)
    }

    pub fn remove(&self, id: &str) -> Result<Removed, Error> {
        profiles::remove(id, &*self.keychain, &self.dir())
    }

    pub fn names(&self) -> Vec<String> {
        profiles::list(&self.dir()).unwrap().into_iter().map(|profile| profile.name).collect()
    }

    pub fn profiles(&self) -> PathBuf {
        self.folder.path().join("profiles")
    }

    pub fn folder_of(&self, id: &str) -> PathBuf {
        self.profiles().join(id)
    }

    pub fn folders(&self) -> usize {
        let entries =
            fs::read_dir(self.profiles()).map(Iterator::collect::<Vec<_>>).unwrap_or_default();
        entries.into_iter().filter(|entry| entry.as_ref().unwrap().path().is_dir()).count()
    }
}

/// A machine that has none: for profiles that need none.
pub struct NoKeychain;

impl Keychain for NoKeychain {
    fn state(&self) -> KeychainState {
        KeychainState::Missing
    }
    fn store(&self, _: &str, _: &Key) -> Result<(), KeychainError> {
        Err(KeychainError::Missing)
    }
    fn read(&self, _: &str) -> Result<Key, KeychainError> {
        Err(KeychainError::Missing)
    }
    fn delete(&self, _: &str) -> Result<(), KeychainError> {
        Err(KeychainError::Missing)
    }
}

/// One that says it lasts and gives back another key than it was given: what
/// cannot be had from a real one on demand.
pub struct Forgetful;

impl Keychain for Forgetful {
    fn state(&self) -> KeychainState {
        KeychainState::Ready
    }
    fn store(&self, _: &str, _: &Key) -> Result<(), KeychainError> {
        Ok(())
    }
    fn read(&self, _: &str) -> Result<Key, KeychainError> {
        Ok(Key::copy_from(&[0; 32]))
    }
    fn delete(&self, _: &str) -> Result<(), KeychainError> {
        Ok(())
    }
}

pub const PASSPHRASE: &str = "eight or more";

pub fn code<T>(result: Result<T, Error>) -> Code {
    result.err().expect("this was to be refused").code()
}

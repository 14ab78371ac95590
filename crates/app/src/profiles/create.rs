//! Making a profile.
use super::{
    DataDir, Error, OpenProfile,
    folder::Folder,
    keychain_name,
    label::Label,
    list::{forget_entry, names, sweep},
    name, next_id,
};
use crate::views::{CreateProfileRequest, OpenMode};
use envelope::{DataKey, Header, Kit, Opener, Passphrase};
use money::{Clock, IdSource};
use secret::{Key, Keychain, KeychainError, Secret};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// A profile whose keys are kept, and whose database is still to be made. It
/// is a profile once [`Made::finish`] has returned; dropped before, everything
/// of it goes again, the keychain's entry too.
pub struct Made<'k> {
    profile: OpenProfile,
    kit: Kit,
    begun: Begun<'k>,
}

impl Made<'_> {
    /// Where its database belongs.
    pub fn database(&self) -> PathBuf {
        self.profile.database()
    }

    /// The database's raw key.
    pub fn db_key(&self) -> &Key {
        self.profile.db_key()
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.profile.view().name
    }

    /// The words of its recovery kit, which nothing else has: they belong into
    /// the database until the user has proven them.
    pub fn kit_words(&self) -> Secret<Vec<String>> {
        Secret::new(self.kit.to_words().expose().split(' ').map(str::to_owned).collect())
    }

    /// Makes it a profile, once its database is on the disk.
    ///
    /// # Errors
    /// [`Error::File`], and then nothing of it is left.
    pub fn finish(mut self) -> Result<OpenProfile, Error> {
        self.begun.folder.finish()?;
        self.begun.finished = true;
        Ok(self.profile)
    }
}

/// Takes back what was begun unless it was finished.
struct Begun<'k> {
    folder: Folder,
    keychain: &'k dyn Keychain,
    mode: OpenMode,
    finished: bool,
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        if self.finished {
            return;
        }
        if self.mode == OpenMode::Keychain {
            forget_entry(&self.folder, self.keychain);
        }
        if let Err(error) = self.folder.remove() {
            tracing::warn!(%error, "an unfinished profile stays until the next one is made");
        }
    }
}

/// Makes a profile's keys: a random data key, wrapped for the way it opens and
/// for a recovery kit. The keychain has given its secret back before anything
/// depends on it.
///
/// # Errors
/// A name or passphrase that cannot be used; a keychain that is missing,
/// denied or forgets; a disk that is full. Nothing is left behind.
pub fn create<'k>(
    request: CreateProfileRequest,
    clock: &dyn Clock,
    ids: &dyn IdSource,
    keychain: &'k dyn Keychain,
    dir: &DataDir,
) -> Result<Made<'k>, Error> {
    sweep(dir, keychain)?;
    let typed = request.passphrase.map(Zeroizing::new);
    let name = name::validate(&request.name, &names(dir)?)?.to_owned();
    let passphrase = chosen(request.mode, typed.as_deref().map(String::as_str))?;

    let folder = dir.folder(next_id(ids));
    let begun = Begun { folder: folder.clone(), keychain, mode: request.mode, finished: false };
    let lock = dir.hold().and_then(|_held| folder.begin())?;
    let label = Label { name, mode: request.mode, opened_at: Some(clock.now()) };
    label.write(&folder)?;

    let (data, kit) = (DataKey::make_random()?, Kit::make_random()?);
    let entry = match &passphrase {
        None => Some(entrust(keychain, &keychain_name(folder.id))?),
        Some(_) => None,
    };
    let ways = entry.iter().map(Opener::Keychain).chain(passphrase.iter().map(Opener::Passphrase));
    let ways: Vec<Opener<'_>> = ways.chain([Opener::Kit(&kit)]).collect();
    folder.header().create(&Header::make(*folder.id.uuid().as_bytes(), &data, &ways)?)?;
    let profile = OpenProfile::new(folder, label, &data, lock);
    Ok(Made { profile, kit, begun })
}

/// Gives the keychain a new secret, and takes it only if the keychain gives it
/// back through a fresh handle.
pub(super) fn entrust(keychain: &dyn Keychain, name: &str) -> Result<Key, Error> {
    if !keychain.state().is_lasting() {
        return Err(KeychainError::Missing.into());
    }
    let secret = Key::make_random()?;
    keychain.store(name, &secret)?;
    let kept = keychain.read(name)?;
    if kept.matches(&secret) { Ok(kept) } else { Err(Error::KeychainForgot) }
}

fn chosen(mode: OpenMode, typed: Option<&str>) -> Result<Option<Passphrase>, Error> {
    match mode {
        OpenMode::Keychain => Ok(None),
        OpenMode::Passphrase => Ok(Some(Passphrase::choose(typed.unwrap_or_default())?)),
    }
}

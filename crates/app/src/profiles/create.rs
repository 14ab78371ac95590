//! Making a profile.
use super::{
    DataDir, Error, OpenProfile,
    entry::Entry,
    folder::Folder,
    label::Label,
    list::{names, sweep},
    mode, name, next_id,
};
use crate::views::{CreateProfileRequest, OpenMode, ProfileColour};
use envelope::{Counter, DataKey, Header, Kit, Opener};
use money::{Clock, IdSource};
use secret::{Key, Keychain, Secret};
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

    /// How much was done in it.
    pub fn counter(&self) -> &Counter {
        self.profile.counter()
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.profile.view().name
    }

    /// Gives it a colour, before it is a profile.
    pub fn paint(&self, colour: ProfileColour) {
        self.profile.relabel(|label| Label { colour, ..label });
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
        if self.mode.asks_keychain() {
            Entry::of(self.folder.id, self.keychain).forget();
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
    let passphrase = mode::chosen(request.mode, typed)?;

    let folder = dir.folder(next_id(ids));
    let begun = Begun { folder: folder.clone(), keychain, mode: request.mode, finished: false };
    let lock = dir.hold().and_then(|_held| folder.begin())?;
    let colour = ProfileColour::default();
    Label { name, mode: request.mode, colour, opened_at: Some(clock.now()) }.write(&folder)?;

    let (data, kit) = (DataKey::make_random()?, Kit::make_random()?);
    let entry = Entry::of(folder.id, keychain);
    let secret = request.mode.asks_keychain().then(|| entry.make()).transpose()?;
    let way = mode::opener(passphrase.as_ref(), secret.as_ref())?;
    let ways = [way, Opener::Kit(&kit)];
    folder.header().create(&Header::make(*folder.id.uuid().as_bytes(), &data, &ways)?)?;
    let profile = OpenProfile::new(folder, &data, lock);
    Ok(Made { profile, kit, begun })
}

//! A profile that comes from a backup.
//!
//! It is made whole in a folder beside the one it will have. A profile that is
//! here already is set aside only then, and kept.
use super::{
    DataDir, Error, OpenProfile, ProfileId, Proof,
    entry::Entry,
    folder::Folder,
    label::Label,
    list::{names, sweep},
    mode,
    name::free,
};
use crate::views::{OpenMode, ProfileColour};
use envelope::{DataKey, Header, Kit, Opener, Passphrase, WrapKind};
use money::Clock;
use secret::{Key, Keychain};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// What comes.
pub struct Arrival<'a> {
    /// The header of its day.
    pub header: &'a Header,
    /// What that holds.
    pub data: &'a DataKey,
    /// What to call it; changed where a profile here has that name.
    pub name: String,
    /// Its colour.
    pub colour: ProfileColour,
    /// How it opens here; none for the way it opened there.
    pub way: Option<(OpenMode, Option<Zeroizing<String>>)>,
    /// Whether a profile of this id that is here is set aside.
    pub set_aside: bool,
}

/// A profile whose database is still to come. Dropped before
/// [`Arriving::finish`], everything of it goes again.
pub struct Arriving<'k> {
    profile: Option<OpenProfile>,
    home: Folder,
    entry: Entry<'k>,
    secret: Option<Key>,
    moment: i64,
}

/// Makes room for a profile.
///
/// # Errors
/// [`Error::Here`]; a passphrase that cannot be used; a keychain that is
/// missing or denied, where it is asked for; a full disk. Nothing is left then.
pub fn arrive<'k>(
    arrival: Arrival<'_>,
    clock: &dyn Clock,
    keychain: &'k dyn Keychain,
    dir: &DataDir,
) -> Result<Arriving<'k>, Error> {
    sweep(dir, keychain)?;
    let home = dir.folder(id_of(arrival.header));
    if home.is_there()? && !arrival.set_aside {
        return Err(Error::Here);
    }
    let entry = Entry::of(home.id, keychain);
    let (header, secret) = header_here(&arrival, &entry)?;
    let folder = home.arriving();
    let lock = dir.hold().and_then(|_held| folder.begin())?;
    let profile = Some(OpenProfile::new(folder.clone(), arrival.data, lock));
    let now = clock.now();
    let arriving = Arriving { profile, home, entry, secret, moment: now.as_second() };
    let taken: Vec<String> = names(dir)?;
    let (name, mode, colour) = (free(&arrival.name, &taken), mode::of(&header), arrival.colour);
    Label { name, mode, colour, opened_at: Some(now) }.write(&folder)?;
    folder.header().create(&header)?;
    Ok(arriving)
}

/// The header that it has here, and the keychain's secret if that is new.
fn header_here(arrival: &Arrival<'_>, entry: &Entry<'_>) -> Result<(Header, Option<Key>), Error> {
    let Arrival { header, data, way, .. } = arrival;
    let Some((mode, passphrase)) = way else { return Ok(as_it_was(header, data, entry)) };
    let typed = passphrase.as_ref().map(|typed| Zeroizing::new(typed.to_string()));
    let passphrase = mode::chosen(*mode, typed)?;
    let secret = mode.asks_keychain().then(|| entry.make_next()).transpose()?;
    let way = mode::opener(passphrase.as_ref(), secret.as_ref())?;
    Ok((header.rewrap(data, &[WrapKind::Kit], &way)?, secret))
}

/// A keychain that does not have its secret is given a new one, where there is
/// a keychain. Where there is none, the kit opens it.
fn as_it_was(header: &Header, data: &DataKey, entry: &Entry<'_>) -> (Header, Option<Key>) {
    let opens = |secret: &Key| Ok(header.open(&Opener::Keychain(secret)).map(drop)?);
    if mode::of(header) != OpenMode::Keychain || entry.open(opens).is_ok() {
        return (header.clone(), None);
    }
    let renewed = entry.make_next().and_then(|secret| {
        Ok((header.rewrap(data, &[WrapKind::Kit], &Opener::Keychain(&secret))?, Some(secret)))
    });
    renewed.unwrap_or_else(|error| {
        tracing::warn!(%error, "the keychain has no part in the restored profile yet");
        (header.clone(), None)
    })
}

impl Arriving<'_> {
    /// The profile, which is none yet.
    pub fn profile(&self) -> &OpenProfile {
        let Some(profile) = &self.profile else { unreachable!("it goes when this goes") };
        profile
    }

    /// Where its database belongs.
    pub fn database(&self) -> PathBuf {
        self.profile().database()
    }

    /// Makes it a profile, once its database is on the disk.
    ///
    /// # Errors
    /// [`Error::InUse`] for one that is to be set aside and is open;
    /// [`Error::File`].
    pub fn finish(mut self) -> Result<OpenProfile, Error> {
        let aside = self.home.is_there()?.then(|| self.home.lock()).transpose()?;
        self.profile().folder.finish()?;
        if aside.is_some() {
            self.home.set_aside(self.moment)?;
        }
        self.profile().folder.rename(&self.home)?;
        if let Some(secret) = &self.secret {
            self.entry.settle(secret);
        }
        let Some(profile) = self.profile.take() else { unreachable!("it goes when this goes") };
        Ok(profile.moved(self.home.clone()))
    }
}

impl Drop for Arriving<'_> {
    fn drop(&mut self) {
        let Some(profile) = self.profile.take() else { return };
        if let Err(error) = profile.folder.remove() {
            tracing::warn!(%error, "an unfinished profile stays until the next one is made");
        }
    }
}

/// Opens a header that stands in no folder: that of a backup.
///
/// # Errors
/// Those of opening; nothing slows a guess, since it is a file that can be copied.
pub(crate) fn unlock_header(
    header: &Header,
    proof: &Proof,
    keychain: &dyn Keychain,
) -> Result<DataKey, Error> {
    if let Some(words) = proof.words() {
        return Ok(header.open(&Opener::Kit(&Kit::parse(words)?))?);
    }
    let entry = Entry::of(id_of(header), keychain);
    let typed = || Ok::<_, Error>(Passphrase::typed(proof.shown().ok_or(Error::NoPassphrase)?)?);
    match mode::of(header) {
        OpenMode::Keychain => entry.open(|secret| Ok(header.open(&Opener::Keychain(secret))?)),
        OpenMode::Passphrase => Ok(header.open(&Opener::Passphrase(&typed()?))?),
        OpenMode::TwoFactor => {
            let typed = typed()?;
            entry.open(|secret| Ok(header.open(&Opener::TwoFactor(&typed, secret))?))
        }
    }
}

/// Whether the profile of a header is on this machine, open or not.
pub(crate) fn is_here(header: &Header, dir: &DataDir) -> Result<bool, Error> {
    dir.folder(id_of(header)).is_there()
}

pub(super) fn id_of(header: &Header) -> ProfileId {
    ProfileId::from_uuid(uuid::Uuid::from_bytes(*header.profile()))
}

//! A new data key for a profile that is there.
//!
//! The database is written anew beside the old one. Until the header is
//! replaced the old key, header and database stand; from then on the new ones
//! do, and what is left to be done is done by whoever opens the profile next.
use super::{
    Error, OpenProfile, Proof, entry::Entry, folder::Folder, mode, open::DAMAGED, unlock::unlock,
};
use crate::views::OpenMode;
use envelope::{Counted, Counter, DataKey, Header, Kit, Opener, Passphrase, Purpose, sync_folder};
use money::Clock;
use secret::{Key, Keychain};
use std::{fs, io, path::PathBuf};
use zeroize::Zeroizing;

pub(super) const DATABASE: &str = "vault.db.next";
const COUNTER: &str = "counter.next";

/// What a step of [`Renewal::commit`] has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Committed {
    /// The new header stands: the commit point.
    Header,
    /// The new database stands in the old one's place.
    Database,
}

/// A new data key that is not in use yet. Dropped before it is, what was
/// written for it goes.
pub struct Renewal<'p> {
    profile: &'p OpenProfile,
    data: DataKey,
    kit: Kit,
    mode: OpenMode,
    passphrase: Option<Passphrase>,
    committed: bool,
}

impl<'p> Renewal<'p> {
    /// Makes the key and a kit for it. The passphrase stays the one that is
    /// shown, unless there is a new one.
    ///
    /// # Errors
    /// Those of opening, for the proof; [`fault::Code::PassphraseTooShort`]
    /// where the kit is shown, the mode has a passphrase, and there is no new one.
    pub fn begin(
        profile: &'p OpenProfile,
        proof: &Proof,
        new: Option<Zeroizing<String>>,
        clock: &dyn Clock,
        keychain: &dyn Keychain,
    ) -> Result<Self, Error> {
        let (header, _) = unlock(&profile.folder, proof, clock, keychain)?;
        let mode = mode::of(&header);
        let passphrase = match proof.shown().filter(|_| new.is_none() && mode.asks_passphrase()) {
            Some(shown) => Some(Passphrase::typed(shown)?),
            None => mode::chosen(mode, new)?,
        };
        let (data, kit) = (DataKey::make_random()?, Kit::make_random()?);
        let renewal = Self { profile, data, kit, mode, passphrase, committed: false };
        renewal.profile.folder.discard(&[DATABASE, COUNTER])?;
        Ok(renewal)
    }

    /// Where the database belongs that is encrypted anew.
    pub fn database(&self) -> PathBuf {
        self.profile.folder.file(DATABASE)
    }

    /// The raw key of that database.
    pub fn db_key(&self) -> Key {
        self.data.derive(Purpose::Database)
    }

    /// The counter of that database.
    pub fn counter(&self) -> Counter {
        let path = self.profile.folder.file(COUNTER);
        Counter::at(&path, self.data.derive(Purpose::Counter))
    }

    /// The new kit.
    pub fn kit(&self) -> &Kit {
        &self.kit
    }

    /// Takes the new key into use: the keychain's new secret beside the old
    /// one, then the header, then the rest.
    ///
    /// # Errors
    /// A keychain that is missing or denied; a full disk. Whatever happened,
    /// the profile opens: the old way, or the new one.
    pub fn commit(
        mut self,
        keychain: &dyn Keychain,
        on_step: &dyn Fn(Committed),
    ) -> Result<(), Error> {
        let folder = &self.profile.folder;
        let entry = Entry::of(folder.id, keychain);
        let secret = self.mode.asks_keychain().then(|| entry.make_next()).transpose()?;
        let way = mode::opener(self.passphrase.as_ref(), secret.as_ref())?;
        let ways = [way, Opener::Kit(&self.kit)];
        let header = Header::make(*folder.id.uuid().as_bytes(), &self.data, &ways)?;
        self.committed = true;
        folder.header().replace(&header)?;
        // The header that holds the old key goes before its database does.
        folder.header().open(&way)?;
        on_step(Committed::Header);
        if let Some(secret) = &secret {
            entry.settle(secret);
        }
        if let Err(error) = settle(folder, &self.data) {
            tracing::warn!(%error, "the new database takes its place when the profile is opened");
            return Ok(());
        }
        on_step(Committed::Database);
        Ok(())
    }
}

impl Drop for Renewal<'_> {
    fn drop(&mut self) {
        if self.committed {
            return;
        }
        if let Err(error) = self.profile.folder.discard(&[DATABASE, COUNTER]) {
            tracing::warn!(%error, "an unfinished database stays until the profile is opened");
        }
    }
}

/// Ends a renewal where a kill left it: what the header's key opens stands.
pub(super) fn settle(folder: &Folder, data: &DataKey) -> Result<(), Error> {
    settle_database(folder, &data.derive(Purpose::Database))?;
    let next = folder.file(COUNTER);
    let counter = Counter::at(&next, data.derive(Purpose::Counter));
    match counter.read()? {
        Counted::Nothing => Ok(()),
        Counted::Actions(_) => put(folder, COUNTER, "counter"),
        Counted::Damaged => Ok(fs::remove_file(next)?),
    }
}

pub(super) fn settle_database(folder: &Folder, key: &Key) -> Result<(), Error> {
    let (next, present) = (folder.file(DATABASE), folder.database());
    if !next.try_exists()? {
        return Ok(());
    }
    if store::opens(&next, key.expose())? {
        folder.discard(&["vault.db-wal", "vault.db-shm"])?;
        put(folder, DATABASE, "vault.db")?;
        // What was known of the one before is not known of this one.
        folder.discard(&[DATABASE, DAMAGED])
    } else if store::opens(&present, key.expose())? {
        folder.discard(&[DATABASE])
    } else {
        Ok(())
    }
}

fn put(folder: &Folder, from: &str, to: &str) -> Result<(), Error> {
    let target = folder.file(to);
    fs::rename(folder.file(from), &target)?;
    Ok(target.parent().map_or(Ok(()), sync_folder)?)
}

impl Folder {
    /// Removes files and what a database leaves beside them.
    pub(super) fn discard(&self, names: &[&str]) -> Result<(), Error> {
        for name in names {
            for beside in ["", "-wal", "-shm", "-lock"] {
                match fs::remove_file(self.file(&format!("{name}{beside}"))) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        return Err(error.into());
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

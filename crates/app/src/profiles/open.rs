//! Opening a profile.
use super::{
    DataDir, Error, ProfileId, Proof, Repair,
    folder::{Folder, Lock},
    label::Label,
    list::sweep,
    mode,
    renew::settle,
    repair::repair,
    tries::Tries,
    unlock::unlock,
};
use crate::views::{OpenMode, ProfileView};
use envelope::{Counter, DataKey, Header, Purpose, write_private};
use jiff::Timestamp;
use money::Clock;
use secret::{Key, Keychain};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

const COUNTER: &str = "counter";
/// The copy that a backup is made from.
const SNAPSHOT: &str = "snapshot.db";
/// There while the database is known to be damaged.
pub(super) const DAMAGED: &str = "damaged";

/// A profile that this process has open. Dropping it wipes its key and lets
/// go of its lock. The data key itself is not kept: whoever changes how the
/// profile opens shows again that it is theirs.
#[derive(Debug)]
pub struct OpenProfile {
    pub(super) folder: Folder,
    db_key: Key,
    backup_key: Key,
    counter: Arc<Counter>,
    repair: Repair,
    by_kit: bool,
    wrong_tries: u32,
    changing: Mutex<()>,
    _lock: Lock,
}

impl OpenProfile {
    pub(super) fn new(folder: Folder, data: &DataKey, lock: Lock) -> Self {
        Self {
            db_key: data.derive(Purpose::Database),
            backup_key: data.derive(Purpose::Backup),
            counter: Counter::at(&folder.file(COUNTER), data.derive(Purpose::Counter)).into(),
            folder,
            repair: Repair::NotNeeded,
            by_kit: false,
            wrong_tries: 0,
            changing: Mutex::default(),
            _lock: lock,
        }
    }

    /// Its id.
    pub fn id(&self) -> ProfileId {
        self.folder.id
    }

    /// What is shown of it.
    pub fn view(&self) -> ProfileView {
        Label::of(&self.folder).view(&self.folder)
    }

    /// Its database.
    pub fn database(&self) -> PathBuf {
        self.folder.database()
    }

    /// SQLCipher's raw key.
    pub fn db_key(&self) -> &Key {
        &self.db_key
    }

    /// What the keys of its backups are derived from.
    pub fn backup_key(&self) -> &Key {
        &self.backup_key
    }

    /// How much was done in it, as was counted beside it.
    pub fn counter(&self) -> &Arc<Counter> {
        &self.counter
    }

    /// Its header as it is now.
    ///
    /// # Errors
    /// Those of reading it.
    pub fn header(&self) -> Result<Header, Error> {
        Ok(self.folder.header().read()?)
    }

    /// Where a copy is made for a backup. One that a kill left is gone.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn snapshot(&self) -> Result<PathBuf, Error> {
        self.folder.discard(&[SNAPSHOT])?;
        Ok(self.folder.file(SNAPSHOT))
    }

    /// Whether its database was found to be damaged.
    pub fn is_damaged(&self) -> bool {
        self.folder.file(DAMAGED).exists()
    }

    /// Keeps in mind that its database is damaged, or no longer.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn set_damaged(&self, damaged: bool) -> Result<(), Error> {
        if damaged {
            Ok(write_private(&self.folder.file(DAMAGED), b"")?)
        } else {
            self.folder.discard(&[DAMAGED])
        }
    }

    /// Whether opening it with the kit also mended the keychain.
    pub fn repair(&self) -> Repair {
        self.repair
    }

    /// Whether the words of its kit opened it.
    pub fn by_kit(&self) -> bool {
        self.by_kit
    }

    /// The wrong passphrases in a row before the right one.
    pub fn wrong_tries(&self) -> u32 {
        self.wrong_tries
    }

    /// Its label says from now on that it was opened, and how.
    pub fn was_opened(&self, now: Timestamp) {
        let mode = self.folder.header().read().map(|header| mode::of(&header));
        self.relabel(|label| {
            let mode = mode.unwrap_or(label.mode);
            Label { opened_at: Some(now), mode, ..label }
        });
    }

    /// Its folder has another place now.
    pub(super) fn moved(self, folder: Folder) -> Self {
        let counter = self.counter.moved(&folder.file(COUNTER)).into();
        Self { counter, folder, ..self }
    }

    /// Held while the header is being changed, or goes into a backup.
    pub(crate) fn hold(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens a profile the way it opens, or with the words of its recovery kit.
/// With the kit a keychain that has lost or spoilt the profile's entry is given
/// a new one.
///
/// # Errors
/// Which of missing, in use, damaged or newer it is; whether the keychain is
/// missing, denied, without the entry, or with a wrong one; a wrong
/// passphrase, or one that is tried too soon after many wrong ones; with the
/// kit [`fault::Code::WrongKit`], about the position of the word that is no
/// word of a kit.
pub fn open(
    id: &str,
    proof: &Proof,
    clock: &dyn Clock,
    keychain: &dyn Keychain,
    dir: &DataDir,
) -> Result<OpenProfile, Error> {
    let (folder, lock) = find(id, keychain, dir)?;
    let by_kit = proof.is_kit();
    // The kit does not end a row of wrong tries; the right passphrase does.
    let wrong_tries = if by_kit { 0 } else { Tries::of(&folder).wrong() };
    let (header, data) = unlock(&folder, proof, clock, keychain)?;
    settle(&folder, &data)?;
    folder.discard(&[SNAPSHOT])?;
    let mended = match mode::of(&header) {
        OpenMode::Keychain if by_kit => repair(&folder, &header, &data, keychain),
        _ => Repair::NotNeeded,
    };
    let opened = OpenProfile::new(folder, &data, lock);
    Ok(OpenProfile { repair: mended, by_kit, wrong_tries, ..opened })
}

/// A profile's folder, locked against other processes.
fn find(id: &str, keychain: &dyn Keychain, dir: &DataDir) -> Result<(Folder, Lock), Error> {
    sweep(dir, keychain)?;
    let folder = dir.finished(id)?;
    let lock = folder.lock()?;
    let header = folder.header().read()?;
    let fits = header.profile() == folder.id.uuid().as_bytes();
    if fits { Ok((folder, lock)) } else { Err(Error::Misplaced) }
}

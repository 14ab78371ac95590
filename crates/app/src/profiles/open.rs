//! Opening a profile.
use super::{
    DataDir, Error, ProfileId, Repair,
    folder::{Folder, Lock},
    keychain_name,
    label::Label,
    list::sweep,
    repair::repair,
    tries::Tries,
};
use crate::views::{OpenMode, ProfileView};
use envelope::{DataKey, Header, Kit, Opener, Passphrase, Purpose, WrapKind};
use money::Clock;
use secret::{Key, Keychain};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// A profile that this process has open. Dropping it wipes its key and lets
/// go of its lock.
#[derive(Debug)]
pub struct OpenProfile {
    folder: Folder,
    label: Label,
    db_key: Key,
    repair: Repair,
    _lock: Lock,
}

impl OpenProfile {
    pub(super) fn new(folder: Folder, label: Label, data: &DataKey, lock: Lock) -> Self {
        Self {
            folder,
            label,
            db_key: data.derive(Purpose::Database),
            repair: Repair::NotNeeded,
            _lock: lock,
        }
    }

    /// Its id.
    pub fn id(&self) -> ProfileId {
        self.folder.id
    }

    /// What is shown of it.
    pub fn view(&self) -> ProfileView {
        self.label.view(&self.folder)
    }

    /// Its database.
    pub fn database(&self) -> PathBuf {
        self.folder.database()
    }

    /// SQLCipher's raw key.
    pub fn db_key(&self) -> &Key {
        &self.db_key
    }

    /// Whether opening it with the kit also mended the keychain.
    pub fn repair(&self) -> Repair {
        self.repair
    }
}

/// Opens a profile the way it opens: with the keychain, or with its passphrase.
///
/// # Errors
/// Which of missing, in use, damaged or newer it is; whether the keychain is
/// missing, denied, without the entry, or with a wrong one; a wrong
/// passphrase, or one that is tried too soon after many wrong ones.
pub fn open(
    id: &str,
    passphrase: Option<String>,
    clock: &dyn Clock,
    keychain: &dyn Keychain,
    dir: &DataDir,
) -> Result<OpenProfile, Error> {
    let typed = passphrase.map(Zeroizing::new);
    let closed = Closed::find(id, keychain, dir)?;
    let data = match closed.mode() {
        OpenMode::Keychain => closed.with_keychain(keychain)?,
        OpenMode::Passphrase => {
            closed.with_passphrase(typed.ok_or(Error::NoPassphrase)?.as_str(), clock)?
        }
    };
    Ok(closed.opened(&data, clock))
}

/// Opens a profile with the words of its recovery kit. Where the keychain has
/// lost or spoilt the profile's entry, it is given a new one.
///
/// # Errors
/// As [`open`], and [`fault::Code::WrongKit`]; `about` then is the position of
/// the word that is no word of a kit.
pub fn open_with_kit(
    id: &str,
    words: String,
    clock: &dyn Clock,
    keychain: &dyn Keychain,
    dir: &DataDir,
) -> Result<OpenProfile, Error> {
    let kit = Kit::parse(&Zeroizing::new(words))?;
    let closed = Closed::find(id, keychain, dir)?;
    let (header, data) = closed.folder.header().open(&Opener::Kit(&kit))?;
    let mended = match closed.mode() {
        OpenMode::Keychain => repair(&closed.folder, &header, &data, keychain),
        OpenMode::Passphrase => Repair::NotNeeded,
    };
    Ok(OpenProfile { repair: mended, ..closed.opened(&data, clock) })
}

/// A profile that was found and is locked against other processes.
struct Closed {
    folder: Folder,
    header: Header,
    lock: Lock,
}

impl Closed {
    fn find(id: &str, keychain: &dyn Keychain, dir: &DataDir) -> Result<Self, Error> {
        sweep(dir, keychain)?;
        let folder = dir.folder(id.parse().map_err(|_| Error::Missing)?);
        if folder.is_unfinished() {
            return Err(Error::Missing);
        }
        let lock = folder.lock()?;
        let header = folder.header().read()?;
        let fits = header.profile() == folder.id.uuid().as_bytes();
        if fits { Ok(Self { folder, header, lock }) } else { Err(Error::Misplaced) }
    }

    /// What the header says; the label only shows it.
    fn mode(&self) -> OpenMode {
        let by_passphrase = self.header.kinds().any(|kind| kind == WrapKind::Passphrase);
        if by_passphrase { OpenMode::Passphrase } else { OpenMode::Keychain }
    }

    fn with_keychain(&self, keychain: &dyn Keychain) -> Result<DataKey, Error> {
        let secret = keychain.read(&keychain_name(self.folder.id))?;
        Ok(self.folder.header().open(&Opener::Keychain(&secret))?.1)
    }

    /// The try is counted before it is made, so that ending the process does
    /// not make it free.
    fn with_passphrase(&self, typed: &str, clock: &dyn Clock) -> Result<DataKey, Error> {
        let passphrase = Passphrase::typed(typed)?;
        let tries = Tries::of(&self.folder);
        tries.require_patience(clock.now())?;
        tries.one_more(clock.now());
        let opened = self.folder.header().open(&Opener::Passphrase(&passphrase));
        match &opened {
            Ok(_) => tries.forget(),
            Err(envelope::EnvelopeError::Wrong(_)) => {}
            Err(_) => tries.put_back(),
        }
        Ok(opened?.1)
    }

    fn opened(self, data: &DataKey, clock: &dyn Clock) -> OpenProfile {
        let label =
            Label { opened_at: Some(clock.now()), mode: self.mode(), ..Label::of(&self.folder) };
        if let Err(error) = label.write(&self.folder) {
            tracing::warn!(%error, "the profile's label could not be renewed");
        }
        OpenProfile::new(self.folder, label, data, self.lock)
    }
}

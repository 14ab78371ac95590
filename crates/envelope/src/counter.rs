//! The number of what was done last, beside the header.
//!
//! A database that lost its end is a whole database of an earlier day: nothing
//! in it says that more was done. This number says so. It is written after each
//! action is on the disk, so it is never ahead of a database that is whole.
//!
//! Two records in two sectors are written in turn, so that a torn write leaves
//! the other: 8 bytes of number, little-endian, and HMAC-SHA256 under
//! [`crate::Purpose::Counter`] of `quittance/1/last`, the record's place and the
//! number. A record is 512 bytes from the next.
use crate::write_private;
use hkdf::hmac::{Hmac, KeyInit, Mac};
use secret::Key;
use sha2::Sha256;
use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

const SECTOR: usize = 512;
const PLACES: usize = 2;
const RECORD: usize = 40;

/// What stands beside a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Nothing was ever counted here, or somebody took the file away.
    Nothing,
    /// So many actions.
    Actions(u64),
    /// A file that was not written under this key.
    Damaged,
}

/// The counter of one profile.
#[derive(Debug)]
pub struct Counter {
    path: PathBuf,
    key: Key,
    /// Held open while it is being written, which is often.
    open: Mutex<Option<File>>,
}

impl Counter {
    /// The counter in a file, under a key for [`crate::Purpose::Counter`].
    pub fn at(path: &Path, key: Key) -> Self {
        Self { path: path.to_owned(), key, open: Mutex::default() }
    }

    /// The same counter in another file.
    #[must_use]
    pub fn moved(&self, path: &Path) -> Self {
        Self::at(path, Key::copy_from(self.key.expose()))
    }

    /// What it says.
    ///
    /// # Errors
    /// What the file system says; a file that is not there is none.
    pub fn read(&self) -> io::Result<Counted> {
        let bytes = match std::fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Counted::Nothing),
            bytes => bytes?,
        };
        let last = self.latest(&bytes).map(|(_, number)| number);
        Ok(last.map_or(Counted::Damaged, Counted::Actions))
    }

    /// Sets it anew, whatever it said.
    ///
    /// # Errors
    /// What the file system says; it says what it said then.
    pub fn reset(&self, number: u64) -> io::Result<()> {
        let mut bytes = [0; SECTOR * PLACES];
        bytes[..RECORD].copy_from_slice(&self.record(0, number));
        *self.lock() = None;
        write_private(&self.path, &bytes)
    }

    /// Counts on: on the disk when this returns.
    ///
    /// # Errors
    /// What the file system says; the earlier number stands then.
    pub fn write(&self, number: u64) -> io::Result<()> {
        let mut open = self.lock();
        let file = match &mut *open {
            Some(file) => file,
            none => none.insert(OpenOptions::new().read(true).write(true).open(&self.path)?),
        };
        let mut bytes = Vec::with_capacity(SECTOR * PLACES);
        file.rewind()?;
        file.take((SECTOR * PLACES) as u64).read_to_end(&mut bytes)?;
        let place = self.latest(&bytes).map_or(0, |(place, _)| (place + 1) % PLACES);
        file.seek(SeekFrom::Start((place * SECTOR) as u64))?;
        file.write_all(&self.record(place, number))?;
        file.sync_data()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<File>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The record that holds, with its place: of two the greater.
    fn latest(&self, bytes: &[u8]) -> Option<(usize, u64)> {
        let at = |place: usize| {
            let record = bytes.get(place * SECTOR..)?.first_chunk::<RECORD>()?;
            let number = u64::from_le_bytes(*record.first_chunk::<8>()?);
            let sealed = self.mac(place, number).verify_slice(&record[8..]).is_ok();
            sealed.then_some((place, number))
        };
        (0..PLACES).filter_map(at).max_by_key(|(_, number)| *number)
    }

    fn record(&self, place: usize, number: u64) -> [u8; RECORD] {
        let mut record = [0; RECORD];
        record[..8].copy_from_slice(&number.to_le_bytes());
        record[8..].copy_from_slice(&self.mac(place, number).finalize().into_bytes());
        record
    }

    fn mac(&self, place: usize, number: u64) -> Hmac<Sha256> {
        let Ok(mac) = Hmac::<Sha256>::new_from_slice(self.key.expose()) else {
            unreachable!("HMAC takes a key of any length")
        };
        // There are two places.
        mac.chain_update(b"quittance/1/last")
            .chain_update([place as u8])
            .chain_update(number.to_le_bytes())
    }
}

//! The open database: what the rest of the app holds.
mod opening;
mod others;
mod purging;
mod wholeness;

use crate::{
    Cache, Cancel, DeviceId, Error, LocalTx, OnRows, Result, Tx, UndoState, Undone, View, Written,
    connection, copy, lock::Lock, logged, readers::Readers, search, table, undo, writer::Writer,
};
use journal::{Action, ActionCode, ActionId};
use money::{Clock, IdSource};
use rusqlite::Connection;
use std::{
    path::Path,
    sync::{Arc, atomic::AtomicBool},
};
pub use wholeness::check_file;

/// The time and randomness a store works with.
#[derive(Clone)]
pub struct Context {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn IdSource>,
}

/// What a new database begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founding {
    /// What the user's devices call this one.
    pub device_name: String,
    /// Keys of the starting categories, in order; none on a device that joins
    /// a profile, since they come with the others' actions.
    pub categories: Vec<String>,
}

/// An open database. Every method may be called from any thread; writes wait
/// for one another, reads do not wait for writes.
pub struct Store {
    readers: Readers,
    writer: Writer,
    context: Context,
    device: DeviceId,
    witness: Option<Witness>,
    /// Damage that [`Store::came_upon_damage`] has not told of yet.
    met: AtomicBool,
    _lock: Lock,
}

/// Told the number of this device's last action, once that is on the disk and
/// before the write returns. What it answers for is its own: a write that is on
/// the disk cannot fail any more.
pub type Witness = Arc<dyn Fn(u64) + Send + Sync>;

/// Whether a key opens a database file; nothing is changed.
///
/// # Errors
/// What kept it from being tried: [`Error::DiskFull`], [`Error::ReadOnly`].
pub fn opens(path: &Path, key: &[u8; 32]) -> Result<bool> {
    connection::opens(path, key)
}

impl Store {
    /// Bytes of the full-text index.
    #[cfg(feature = "bench")]
    pub fn search_index_bytes(&self) -> Result<i64> {
        self.read(|view| view.number("SELECT sum(length(block)) FROM search_data", []))
    }

    /// Has somebody told of every action from here on.
    #[must_use]
    pub fn with_witness(self, witness: Witness) -> Self {
        Self { witness: Some(witness), ..self }
    }

    /// The number of this device's last action.
    pub fn last_action(&self) -> Result<u64> {
        let device = self.device;
        self.read(|view| table::action::last_seq(view, device))
    }

    /// Makes anew what a copy is without: the search index, and what sellers
    /// are known by.
    pub fn rebuild(&self) -> Result<()> {
        self.write_local(|tx| {
            table::merchant_clue::rebuild(tx)?;
            search::mark_all(tx)
        })
    }

    /// Writes what the database holds now into a new file under another key.
    ///
    /// # Errors
    /// [`Error::Exists`], [`Error::DiskFull`], [`Error::Damaged`], and
    /// [`Error::Cancelled`] when `on_rows` says so; nothing is left of it then.
    pub fn copy_to(
        &self,
        target: &Path,
        key: &[u8; 32],
        cache: Cache,
        on_rows: OnRows<'_>,
    ) -> Result<()> {
        let source = self.readers.source().ok_or(Error::NoCipher)?;
        copy::copy(&source, target, key, cache, on_rows)
    }

    /// The installation this store is.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// Reads in one snapshot, on the caller's thread.
    pub fn read<T>(&self, work: impl FnOnce(&View<'_>) -> Result<T>) -> Result<T> {
        self.heed(self.readers.read(None, work))
    }

    /// As [`Store::read`]; [`Cancel::cancel`] from another thread ends it with [`Error::Cancelled`].
    pub fn read_until<T>(
        &self,
        cancel: &Cancel,
        work: impl FnOnce(&View<'_>) -> Result<T>,
    ) -> Result<T> {
        self.heed(self.readers.read(Some(cancel), work))
    }

    /// Writes under one action: all of it or nothing, on disk when this returns.
    pub fn write<T: Send + 'static>(
        &self,
        action: Action,
        work: impl FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<Written<T>> {
        self.write_as(action, logged::Relation::None, work)
    }

    /// As [`Store::write`], as a part of the step that began with the action
    /// `first`: both are taken back together. Once that was undone, what is
    /// still written begins a step of its own.
    pub fn write_part<T: Send + 'static>(
        &self,
        first: ActionId,
        action: Action,
        work: impl FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<Written<T>> {
        self.write_as(action, logged::Relation::PartOf(first), work)
    }

    fn write_as<T: Send + 'static>(
        &self,
        action: Action,
        relation: logged::Relation,
        work: impl FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<Written<T>> {
        let (context, witness) = (self.context.clone(), self.witness.clone());
        self.heed(self.writer.run(move |conn| {
            let written = logged::write_as(conn, &context, action, relation, work)?;
            tell(conn, written.action.and(witness))?;
            Ok(written)
        }))
    }

    /// Writes tables that are not logged: jobs, files, thumbnails, settings.
    pub fn write_local<T: Send + 'static>(
        &self,
        work: impl FnOnce(&LocalTx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let context = self.context.clone();
        self.heed(self.writer.run(move |conn| logged::write_local(conn, &context, work)))
    }

    /// What undo and redo would do now.
    pub fn undo_state(&self) -> Result<UndoState> {
        let device = self.device;
        self.read(|view| undo::state(view, device))
    }

    /// Takes the user's last action back, as a new action.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`].
    pub fn undo(&self) -> Result<Undone> {
        self.reverse(ActionCode::Undo)
    }

    /// Does the last undone action again.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`].
    pub fn redo(&self) -> Result<Undone> {
        self.reverse(ActionCode::Redo)
    }

    fn reverse(&self, code: ActionCode) -> Result<Undone> {
        let (context, device) = (self.context.clone(), self.device);
        let witness = self.witness.clone();
        self.heed(self.writer.run(move |conn| {
            let undone = undo::reverse(conn, &context, device, code)?;
            tell(conn, undone.action.and(witness))?;
            Ok(undone)
        }))
    }

    /// Moves the write-ahead log into the database and empties it, so that no
    /// earlier state rests there. Done after each confirm and import.
    pub fn truncate_wal(&self) -> Result<()> {
        self.heed(self.writer.run(|conn| connection::truncate_wal(conn)))
    }

    /// Closes: readers first, then the emptied log and the writer.
    pub fn close(self) -> Result<()> {
        let Self { readers, writer, .. } = self;
        drop(readers);
        if writer.is_frozen() {
            return Ok(());
        }
        writer.run(|conn| connection::truncate_wal(conn))
    }
}

/// Tells the witness, if there is one and something to tell.
pub(crate) fn tell(conn: &Connection, witness: Option<Witness>) -> Result<()> {
    if let Some(witness) = witness {
        let view = View::new(conn);
        witness(table::action::last_seq(&view, table::replica::device(&view)?)?);
    }
    Ok(())
}

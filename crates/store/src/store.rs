//! The open database: what the rest of the app holds.
mod opening;

use crate::{
    Applied, Cache, Cancel, Comparison, DeviceId, Error, LocalTx, Merged, OnRows, Purged,
    ReceiptId, Result, Segment, Tx, UndoState, Undone, View, Written, connection, copy,
    error::A_PAGE,
    exchange::{self, Foreign},
    lock::Lock,
    logged,
    purge::{self, Purge, Vault},
    readers::Readers,
    search, table, undo,
    writer::Writer,
};
use jiff::{Timestamp, civil::Date};
use journal::{Action, ActionCode, ActionId};
use money::{Clock, IdSource};
use rusqlite::Connection;
use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

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

/// As [`Store::check`], of a file that nobody has open.
///
/// # Errors
/// [`Error::Damaged`], [`Error::WrongKey`], [`Error::Missing`].
pub fn check_file(path: &Path, key: &[u8; 32]) -> Result<()> {
    connection::check_file(path)?;
    let conn = connection::open_reader(path, Some(key))?;
    connection::check_content(&View::new(&conn))
}

impl Store {
    /// From here on it is read and no longer written: it was found to be damaged.
    pub fn freeze(&self) {
        self.writer.freeze();
    }

    /// Whether it is open for reading alone.
    pub fn is_frozen(&self) -> bool {
        self.writer.is_frozen()
    }

    /// Whether anything came upon a damaged page since this was last asked.
    pub fn came_upon_damage(&self) -> bool {
        self.met.swap(false, Ordering::SeqCst)
    }

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

    /// When something was purged last, on this device or another.
    pub fn last_purge(&self) -> Result<Option<Timestamp>> {
        self.read(table::action::last_purge_at)
    }

    /// Makes this file another device of its profile: a copy that goes its own
    /// way and can be merged.
    pub fn become_another_device(mut self, name: &str) -> Result<Self> {
        let device: DeviceId = (*self.context.ids).next();
        self.write_local(move |tx| table::replica::become_device(tx, device))?;
        self.device = device;
        let founding = Founding { device_name: name.to_owned(), categories: Vec::new() };
        self.write(Action::machine(ActionCode::JoinDevice), move |tx| {
            table::device::found(tx, device, &founding)
        })?;
        Ok(self)
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

    /// Whoever comes upon a damaged page freezes the store: what is still written
    /// could make it worse. A value that makes no sense is no damage of the file.
    fn heed<T>(&self, outcome: Result<T>) -> Result<T> {
        if matches!(outcome, Err(Error::Damaged(A_PAGE) | Error::WrongKey)) {
            self.freeze();
            self.met.store(true, Ordering::SeqCst);
        }
        outcome
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

    /// The actions of one device after its number `since`, at most `limit`, to send elsewhere.
    pub fn segment(&self, device: DeviceId, since: u64, limit: usize) -> Result<Segment> {
        self.read(|view| exchange::export(view, device, since, limit))
    }

    /// Merges actions of another device. Those known already are passed over.
    ///
    /// # Errors
    /// [`Error::Gap`] when actions of that device are missing before the first
    /// one; nothing is merged then.
    pub fn apply(&self, segment: Segment) -> Result<Applied> {
        let context = self.context.clone();
        let applied = self.writer.run(move |conn| exchange::apply(conn, &context, segment));
        let applied = self.heed(applied)?;
        self.finish_purge();
        Ok(applied)
    }

    /// What merging all that another database knows would do; nothing is written.
    pub fn compare(&self, other: &Self) -> Result<Comparison> {
        let (ours, theirs) = (other.lacks(self)?, self.lacks(other)?);
        let (there, today) = (other.known()?, self.context.clock.today());
        self.read(|view| exchange::compare(view, &ours, &theirs, &there, today))
    }

    /// Whose receipt a row is of which a [`Conflict`](crate::Conflict) speaks.
    pub fn receipt_of(&self, table: &str, row: &str) -> Result<Option<ReceiptId>> {
        self.read(|view| exchange::receipt_of(view, table, row))
    }

    /// Merges all that another database knows, in one transaction, its pictures
    /// and readings too. What was purged on either side stays so. `settle` is
    /// given the receipts that are new, in the action that makes one of what
    /// both have. A second time changes nothing.
    ///
    /// # Errors
    /// [`Error::Held`] where one that is held here was
    /// purged there; nothing is merged then.
    pub fn merge(
        &self,
        other: &Self,
        settle: impl FnOnce(&Tx<'_>, &[ReceiptId]) -> Result<()> + Send + 'static,
    ) -> Result<Merged> {
        let (news, known) = (self.lacks(other)?, other.known()?);
        let Vault { path, key } = other.readers.vault().ok_or(Error::NoCipher)?;
        let foreign = Foreign { path, key, news, known };
        let (context, witness) = (self.context.clone(), self.witness.clone());
        let merged = self.writer.run(move |conn| {
            let merged = exchange::merge(conn, &context, foreign, settle)?;
            tell(conn, witness)?;
            Ok(merged)
        })?;
        self.finish_purge();
        Ok(merged)
    }

    /// What another database knows and this one does not.
    fn lacks(&self, other: &Self) -> Result<Vec<Segment>> {
        let known: BTreeMap<DeviceId, u64> = self.known()?.into_iter().collect();
        let mut news = Vec::new();
        for (device, last) in other.known()? {
            let since = known.get(&device).copied().unwrap_or_default();
            if last > since {
                news.push(other.segment(device, since, usize::MAX)?);
            }
        }
        Ok(news)
    }

    /// Removes receipts for good, with all that was kept of them: rows, pages,
    /// items, readings, pictures that nothing else shows, index and log values.
    /// Reads that run are interrupted. What was done before cannot be undone.
    ///
    /// # Errors
    /// [`Error::Held`] for one that is held on `today`; [`Error::InUse`] while a
    /// backup or a long read goes on; nothing is purged then.
    pub fn purge(&self, action: Action, receipts: Vec<ReceiptId>, today: Date) -> Result<Purged> {
        let vault = self.readers.vault().ok_or(Error::NoCipher)?;
        let (context, witness) = (self.context.clone(), self.witness.clone());
        let purge = Purge { vault, context, witness, action, receipts, today };
        let _paused = self.readers.pause(purge::READS_END)?;
        self.heed(self.writer.run(move |conn| purge.run(conn)))
    }

    /// Overwrites what a purge left that was cut short, or that another device
    /// began. Where that cannot be done now, it is tried when the file is next opened.
    fn finish_purge(&self) {
        let finish = || {
            if !self.read(purge::is_unfinished)? {
                return Ok(true);
            }
            let context = self.context.clone();
            let _paused = self.readers.pause(purge::READS_END)?;
            self.heed(self.writer.run(move |conn| purge::rewrite(conn, &context)))
        };
        match finish() {
            Ok(true) => {}
            Ok(false) => tracing::warn!("a purge is not finished: a read goes on"),
            Err(error) => tracing::warn!(%error, "a purge is not finished"),
        }
    }

    /// The last action number known of every device: what to ask others from.
    pub fn known(&self) -> Result<Vec<(DeviceId, u64)>> {
        self.read(exchange::known)
    }

    /// Moves the write-ahead log into the database and empties it, so that no
    /// earlier state rests there. Done after each confirm and import.
    pub fn truncate_wal(&self) -> Result<()> {
        self.heed(self.writer.run(|conn| connection::truncate_wal(conn)))
    }

    /// Checks every page's authentication, the structure, the indexes and the
    /// references. Slow: for idle times.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn check(&self) -> Result<()> {
        self.check_until(&Cancel::new())
    }

    /// As [`Store::check`]; [`Cancel::cancel`] from another thread ends it with [`Error::Cancelled`].
    pub fn check_until(&self, cancel: &Cancel) -> Result<()> {
        if !self.is_frozen() {
            self.truncate_wal()?;
        }
        self.read_until(cancel, connection::check_content)
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

//! The open database: what the rest of the app holds.
use crate::{
    Applied, Cancel, DeviceId, Error, LocalTx, Result, Segment, Tx, UndoState, Undone, View,
    Written, connection, exchange, lock::Lock, logged, readers::Readers, schema, table, undo,
    writer::Writer,
};
use journal::{Action, ActionCode, ActionId};
use money::{Clock, IdSource};
use std::{path::Path, sync::Arc};

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
    _lock: Lock,
}

impl Store {
    /// Makes the database of a new profile. `key` is the raw SQLCipher key.
    ///
    /// # Errors
    /// [`Error::Exists`] when there is one already, [`Error::DiskFull`], [`Error::ReadOnly`].
    pub fn create(
        path: &Path,
        key: &[u8; 32],
        context: Context,
        founding: Founding,
    ) -> Result<Self> {
        Self::found(path, Some(key), context, founding)
    }

    /// The same schema unencrypted and without the triggers that log, to measure beside it.
    #[cfg(feature = "bench")]
    pub fn create_plain_for_comparison(
        path: &Path,
        context: Context,
        founding: Founding,
    ) -> Result<Self> {
        Self::found(path, None, context, founding)
    }

    /// Opens what [`Store::create_plain_for_comparison`] made.
    #[cfg(feature = "bench")]
    pub fn open_plain_for_comparison(path: &Path, context: Context) -> Result<Self> {
        Self::reopen(path, None, context)
    }

    /// Bytes of the full-text index.
    #[cfg(feature = "bench")]
    pub fn search_index_bytes(&self) -> Result<i64> {
        self.read(|view| view.number("SELECT sum(length(block)) FROM search_data", []))
    }

    /// Opens the database. Jobs that ran when the last process ended wait again.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::InUse`], [`Error::WrongKey`], [`Error::Damaged`], [`Error::Newer`], [`Error::ReadOnly`].
    pub fn open(path: &Path, key: &[u8; 32], context: Context) -> Result<Self> {
        Self::reopen(path, Some(key), context)
    }

    fn reopen(path: &Path, key: Option<&[u8; 32]>, context: Context) -> Result<Self> {
        let lock = Lock::take(path)?;
        connection::check_file(path)?;
        let conn = connection::open_writer(path, key)?;
        schema::migrate(&conn, &context)?;
        let store = Self::start(path, key, conn, context, lock)?;
        store.write_local(table::job::requeue_running)?;
        Ok(store)
    }

    fn found(
        path: &Path,
        key: Option<&[u8; 32]>,
        context: Context,
        founding: Founding,
    ) -> Result<Self> {
        let lock = Lock::take(path)?;
        if path.exists() {
            return Err(Error::Exists);
        }
        let conn = connection::open_writer(path, key)?;
        schema::create(&conn, key.is_some())?;
        let device = (*context.ids).next();
        table::replica::found(&conn, device)?;
        let store = Self::start(path, key, conn, context, lock)?;
        store.write(Action::machine(first_action(&founding)), move |tx| {
            table::device::found(tx, device, &founding)
        })?;
        Ok(store)
    }

    fn start(
        path: &Path,
        key: Option<&[u8; 32]>,
        conn: rusqlite::Connection,
        context: Context,
        lock: Lock,
    ) -> Result<Self> {
        let device = table::replica::device(&View::new(&conn))?;
        Ok(Self {
            readers: Readers::new(path, key),
            writer: Writer::start(conn)?,
            context,
            device,
            _lock: lock,
        })
    }

    /// The installation this store is.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// Reads in one snapshot, on the caller's thread.
    pub fn read<T>(&self, work: impl FnOnce(&View<'_>) -> Result<T>) -> Result<T> {
        self.readers.read(None, work)
    }

    /// As [`Store::read`]; [`Cancel::cancel`] from another thread ends it with [`Error::Cancelled`].
    pub fn read_until<T>(
        &self,
        cancel: &Cancel,
        work: impl FnOnce(&View<'_>) -> Result<T>,
    ) -> Result<T> {
        self.readers.read(Some(cancel), work)
    }

    /// Writes under one action: all of it or nothing, on disk when this returns.
    pub fn write<T: Send + 'static>(
        &self,
        action: Action,
        work: impl FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<Written<T>> {
        let context = self.context.clone();
        self.writer.run(move |conn| logged::write(conn, &context, action, work))
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
        let context = self.context.clone();
        let relation = logged::Relation::PartOf(first);
        self.writer.run(move |conn| logged::write_as(conn, &context, action, relation, work))
    }

    /// Writes tables that are not logged: jobs, files, thumbnails, settings.
    pub fn write_local<T: Send + 'static>(
        &self,
        work: impl FnOnce(&LocalTx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let context = self.context.clone();
        self.writer.run(move |conn| logged::write_local(conn, &context, work))
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
        self.writer.run(move |conn| undo::reverse(conn, &context, device, code))
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
        self.writer.run(move |conn| exchange::apply(conn, &context, segment))
    }

    /// The last action number known of every device: what to ask others from.
    pub fn known(&self) -> Result<Vec<(DeviceId, u64)>> {
        self.read(exchange::known)
    }

    /// Moves the write-ahead log into the database and empties it, so that no
    /// earlier state rests there. Done after each confirm and import.
    pub fn truncate_wal(&self) -> Result<()> {
        self.writer.run(|conn| connection::truncate_wal(conn))
    }

    /// Checks every page's authentication, the structure, the indexes and the
    /// references. Slow: for idle times.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn check(&self) -> Result<()> {
        self.truncate_wal()?;
        self.read(connection::check_content)
    }

    /// Closes: readers first, then the emptied log and the writer.
    pub fn close(self) -> Result<()> {
        let Self { readers, writer, .. } = self;
        drop(readers);
        writer.run(|conn| connection::truncate_wal(conn))
    }
}

fn first_action(founding: &Founding) -> ActionCode {
    if founding.categories.is_empty() { ActionCode::JoinDevice } else { ActionCode::CreateProfile }
}

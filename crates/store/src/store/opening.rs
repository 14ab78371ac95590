//! How a store comes to be: made, opened, or opened to read alone.
use super::{Context, Founding, Store};
use crate::{
    Error, Result, View, connection, lock::Lock, readers::Readers, schema, table, writer::Writer,
};
use journal::{Action, ActionCode};
use rusqlite::Connection;
use std::{path::Path, sync::atomic::AtomicBool};

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

    /// Opens the database. Jobs that ran when the last process ended wait again.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::InUse`], [`Error::WrongKey`], [`Error::Damaged`], [`Error::Newer`], [`Error::ReadOnly`].
    pub fn open(path: &Path, key: &[u8; 32], context: Context) -> Result<Self> {
        Self::reopen(path, Some(key), context)
    }

    /// Opens a damaged database for reading alone: what of it can still be read
    /// can be exported. Every write is refused with [`Error::Frozen`].
    ///
    /// # Errors
    /// As [`Store::open`], where nothing can be read.
    pub fn open_to_read(path: &Path, key: &[u8; 32], context: Context) -> Result<Self> {
        let lock = Lock::take(path)?;
        let conn = connection::open_reader(path, Some(key))?;
        schema::require_current(&conn)?;
        let device = table::replica::device(&View::new(&conn))?;
        let (readers, writer) = (Readers::new(path, Some(key)), Writer::none());
        let met = AtomicBool::new(false);
        Ok(Self { readers, writer, context, device, witness: None, met, _lock: lock })
    }

    fn reopen(path: &Path, key: Option<&[u8; 32]>, context: Context) -> Result<Self> {
        let lock = Lock::take(path)?;
        connection::check_file(path)?;
        let conn = connection::open_writer(path, key)?;
        schema::migrate(&conn, &context)?;
        connection::own_log(&conn)?;
        let store = Self::start(path, key, conn, context, lock)?;
        store.write_local(table::job::requeue_running)?;
        store.finish_purge();
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
        connection::own_log(&conn)?;
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
        conn: Connection,
        context: Context,
        lock: Lock,
    ) -> Result<Self> {
        let device = table::replica::device(&View::new(&conn))?;
        let (readers, writer) = (Readers::new(path, key), Writer::start(conn)?);
        let met = AtomicBool::new(false);
        Ok(Self { readers, writer, context, device, witness: None, met, _lock: lock })
    }
}

fn first_action(founding: &Founding) -> ActionCode {
    if founding.categories.is_empty() { ActionCode::JoinDevice } else { ActionCode::CreateProfile }
}

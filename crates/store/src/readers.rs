//! A few connections that read beside the writer.
use crate::{Error, Result, View, connection, copy::Source, purge::Vault};
use rusqlite::{Connection, InterruptHandle, TransactionBehavior};
use std::{
    path::{Path, PathBuf},
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use zeroize::Zeroizing;

/// How many reads run at once: the list, its totals, pictures.
const READERS: usize = 4;

/// Between two interruptions of the reads that run.
const NAP: Duration = Duration::from_millis(20);

/// Ends a read from another thread.
#[derive(Default)]
pub struct Cancel {
    cancelled: AtomicBool,
    running: Mutex<Option<InterruptHandle>>,
}

impl Cancel {
    /// A token for one read.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends the read now, or as soon as it begins.
    pub fn cancel(&self) {
        let running = relock(&self.running);
        self.cancelled.store(true, Ordering::SeqCst);
        if let Some(handle) = running.as_ref() {
            handle.interrupt();
        }
    }

    fn begin(&self, conn: &Connection) -> Result<()> {
        let mut running = relock(&self.running);
        if self.cancelled.load(Ordering::SeqCst) {
            return Err(Error::Cancelled);
        }
        *running = Some(conn.get_interrupt_handle());
        Ok(())
    }

    fn end(&self) {
        *relock(&self.running) = None;
    }
}

/// The pool. A connection is opened when it is first needed and kept.
pub(crate) struct Readers {
    path: PathBuf,
    key: Option<Zeroizing<[u8; 32]>>,
    pool: Mutex<Pool>,
    returned: Condvar,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Connection>,
    opened: usize,
    paused: bool,
    running: Vec<InterruptHandle>,
}

impl Readers {
    pub(crate) fn new(path: &Path, key: Option<&[u8; 32]>) -> Self {
        let key = key.map(|key| Zeroizing::new(*key));
        Self { path: path.to_owned(), key, pool: Mutex::default(), returned: Condvar::new() }
    }

    /// The file and its key; none where it is not encrypted.
    pub(crate) fn source(&self) -> Option<Source<'_>> {
        self.key.as_deref().map(|key| Source { path: &self.path, key })
    }

    /// The file as it lies on the disk.
    pub(crate) fn vault(&self) -> Option<Vault> {
        self.key.as_ref().map(|key| Vault { path: self.path.clone(), key: key.clone() })
    }

    /// Interrupts the reads that run and lets none begin until what comes back is dropped.
    ///
    /// # Errors
    /// [`Error::InUse`] when they have not ended in `wait`.
    pub(crate) fn pause(&self, wait: Duration) -> Result<Paused<'_>> {
        let end = Instant::now() + wait;
        let mut pool = relock(&self.pool);
        while pool.paused {
            pool = self.returned.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
        pool.paused = true;
        let paused = Paused(self);
        while pool.idle.len() < pool.opened {
            if Instant::now() >= end {
                drop(pool);
                return Err(Error::InUse);
            }
            pool.running.iter().for_each(InterruptHandle::interrupt);
            let waited = self.returned.wait_timeout(pool, NAP);
            pool = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        drop(pool);
        Ok(paused)
    }

    /// Runs `work` in one read transaction: it sees one state, whatever is written meanwhile.
    pub(crate) fn read<T>(
        &self,
        cancel: Option<&Cancel>,
        work: impl FnOnce(&View<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut lent = self.lend()?;
        let conn = lent.conn.as_mut().ok_or(Error::Closed)?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Deferred)?;
        if let Some(cancel) = cancel {
            cancel.begin(&tx)?;
        }
        let done = work(&View::new(&tx));
        if let Some(cancel) = cancel {
            cancel.end();
        }
        done
    }

    fn lend(&self) -> Result<Lent<'_>> {
        let mut pool = relock(&self.pool);
        loop {
            if pool.paused {
                pool = self.returned.wait(pool).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            if let Some(conn) = pool.idle.pop() {
                return Ok(Lent { conn: Some(conn), readers: self });
            }
            if pool.opened < READERS {
                pool.opened += 1;
                drop(pool);
                return self.open();
            }
            pool = self.returned.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn open(&self) -> Result<Lent<'_>> {
        let mut lent = Lent { conn: None, readers: self };
        let conn = connection::open_reader(&self.path, self.key.as_deref())?;
        relock(&self.pool).running.push(conn.get_interrupt_handle());
        lent.conn = Some(conn);
        Ok(lent)
    }
}

/// While this lives, nothing is read.
pub(crate) struct Paused<'r>(&'r Readers);

impl Drop for Paused<'_> {
    fn drop(&mut self) {
        relock(&self.0.pool).paused = false;
        self.0.returned.notify_all();
    }
}

/// A connection on loan; it goes back however the work ends, and one that
/// could not be opened makes room for another try.
struct Lent<'r> {
    conn: Option<Connection>,
    readers: &'r Readers,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut pool = relock(&self.readers.pool);
        match self.conn.take() {
            Some(conn) => pool.idle.push(conn),
            None => pool.opened -= 1,
        }
        self.readers.returned.notify_all();
    }
}

/// A panic elsewhere leaves a list of connections or a handle as good as it was.
fn relock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

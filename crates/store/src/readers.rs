//! A few connections that read beside the writer.
use crate::{Error, Result, View, connection};
use rusqlite::{Connection, InterruptHandle, TransactionBehavior};
use std::{
    path::Path,
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// How many reads run at once: the list, its totals, pictures.
const READERS: usize = 4;

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

/// The pool.
pub(crate) struct Readers {
    idle: Mutex<Vec<Connection>>,
    returned: Condvar,
}

impl Readers {
    pub(crate) fn open(path: &Path, key: Option<&[u8; 32]>) -> Result<Self> {
        let idle = (0..READERS).map(|_| connection::open_reader(path, key)).collect::<Result<_>>()?;
        Ok(Self { idle: Mutex::new(idle), returned: Condvar::new() })
    }

    /// Runs `work` in one read transaction: it sees one state, whatever is written meanwhile.
    pub(crate) fn read<T>(
        &self,
        cancel: Option<&Cancel>,
        work: impl FnOnce(&View<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut lent = self.lend();
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

    fn lend(&self) -> Lent<'_> {
        let mut idle = relock(&self.idle);
        loop {
            if let Some(conn) = idle.pop() {
                return Lent { conn: Some(conn), pool: self };
            }
            idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A connection on loan; it goes back however the work ends.
struct Lent<'p> {
    conn: Option<Connection>,
    pool: &'p Readers,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            relock(&self.pool.idle).push(conn);
            self.pool.returned.notify_one();
        }
    }
}

/// A panic elsewhere leaves a list of connections or a handle as good as it was.
fn relock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

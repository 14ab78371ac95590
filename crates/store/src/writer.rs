//! The one thread that writes.
use crate::{Error, Result, connection};
use rusqlite::Connection;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread::JoinHandle,
};

type Task = Box<dyn FnOnce(&mut Connection) + Send>;

/// Sends work to the writing thread and waits for its reply.
pub(crate) struct Writer {
    tasks: Option<mpsc::Sender<Task>>,
    thread: Option<JoinHandle<()>>,
    frozen: Arc<AtomicBool>,
}

impl Writer {
    pub(crate) fn start(conn: Connection) -> Result<Self> {
        let (tasks, queue) = mpsc::channel();
        let frozen = Arc::<AtomicBool>::default();
        let shared = frozen.clone();
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || serve(conn, &queue, &shared))?;
        Ok(Self { tasks: Some(tasks), thread: Some(thread), frozen })
    }

    /// None: the file is damaged, and nothing more is written into it.
    pub(crate) fn none() -> Self {
        Self { tasks: None, thread: None, frozen: Arc::new(AtomicBool::new(true)) }
    }

    /// From here on nothing is written.
    pub(crate) fn freeze(&self) {
        self.frozen.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_frozen(&self) -> bool {
        self.frozen.load(Ordering::SeqCst)
    }

    /// Runs `work` on the writing thread. A panic in it costs its own
    /// transaction alone: the thread goes on.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        if self.is_frozen() {
            return Err(Error::Frozen);
        }
        let (reply, answer) = mpsc::sync_channel(1);
        let task: Task = Box::new(move |conn| {
            let done =
                catch_unwind(AssertUnwindSafe(|| work(conn))).unwrap_or(Err(Error::Panicked));
            // The caller waits in `recv`, so it is there to take it.
            let _ = reply.send(done);
        });
        self.tasks.as_ref().ok_or(Error::Closed)?.send(task).map_err(|_| Error::Closed)?;
        answer.recv().map_err(|_| Error::Closed)?
    }
}

fn serve(mut conn: Connection, queue: &mpsc::Receiver<Task>, frozen: &AtomicBool) {
    while let Ok(task) = queue.recv() {
        task(&mut conn);
    }
    // The end of the last connection would move the log into the damaged file.
    if frozen.load(Ordering::SeqCst)
        && let Err(error) = connection::leave_log(&conn)
    {
        tracing::warn!(%error, "the log may be moved into a damaged file");
    }
}

impl Drop for Writer {
    /// Waits until what was sent is done and the connection is closed.
    fn drop(&mut self) {
        self.tasks = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

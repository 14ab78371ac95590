//! An open profile: its store, its readers, its queue.
use crate::error::Error;
use crate::intake::Passwords;
use crate::intake::queue::Queue;
use crate::profiles::OpenProfile;
use crate::views::{Event, PlaceView, ProfileView};
use jiff::Timestamp;
use money::Clock;
use reader::Pool;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use store::{Cancel, Store};

/// Where a session tells what happened. Called from any thread; must return soon.
pub type Events = Arc<dyn Fn(Event) + Send + Sync>;

/// What the workers and the use cases share.
pub(crate) struct Core {
    pub(crate) store: Store,
    pub(crate) pool: Option<Pool>,
    pub(crate) queue: Queue,
    pub(crate) passwords: Passwords,
    pub(crate) clock: Arc<dyn Clock>,
    events: Events,
}

impl Core {
    pub(crate) fn tell(&self, event: Event) {
        (self.events)(event);
    }
}

/// An open profile. Dropping it drops its keys; [`Session::close`] also waits
/// for the workers and empties the write-ahead log.
pub struct Session {
    pub(crate) core: Arc<Core>,
    profile: OpenProfile,
    started: Timestamp,
    touched: Mutex<Timestamp>,
    /// Where the user is; [`crate::place`] writes it into the vault when that locks.
    place: Mutex<Option<PlaceView>>,
    workers: Mutex<Vec<JoinHandle<()>>>,
    /// Ends the look at every byte when the session closes.
    ending: Cancel,
}

/// What a session is made from.
pub(crate) struct Parts {
    pub(crate) profile: OpenProfile,
    pub(crate) store: Store,
    pub(crate) pool: Option<Pool>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) events: Events,
}

impl Session {
    /// Takes a profile into use and goes on with what its queue holds.
    pub(crate) fn start(parts: Parts) -> Result<Self, Error> {
        let Parts { profile, store, pool, clock, events } = parts;
        let started = clock.now();
        let (queue, passwords) = (Queue::default(), Passwords::default());
        let core = Arc::new(Core { store, pool, queue, passwords, clock, events });
        let (touched, place, workers) = (Mutex::new(started), Mutex::default(), Mutex::default());
        let ending = Cancel::new();
        let session = Self { core, profile, started, touched, place, workers, ending };
        if !session.store().is_frozen() {
            session.core.queue.learn();
            session.start_workers()?;
        }
        Ok(session)
    }

    fn start_workers(&self) -> Result<(), Error> {
        let readers = self.core.pool.as_ref().map_or(1, Pool::size);
        let mut workers = self.workers.lock().unwrap_or_else(PoisonError::into_inner);
        for number in 0..readers {
            let core = self.core.clone();
            let named = std::thread::Builder::new().name(format!("intake-{number}"));
            workers
                .push(named.spawn(move || crate::intake::work::run(&core)).map_err(Error::Thread)?);
        }
        Ok(())
    }

    /// The open profile.
    pub fn profile(&self) -> ProfileView {
        self.profile.view()
    }

    /// When it was opened.
    pub(crate) fn started(&self) -> Timestamp {
        self.started
    }

    /// When somebody last was there.
    pub(crate) fn touched(&self) -> Timestamp {
        *self.touched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn touch(&self) {
        *self.touched.lock().unwrap_or_else(PoisonError::into_inner) = self.core.clock.now();
    }

    pub(crate) fn note_place(&self, place: PlaceView) {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = Some(place);
    }

    pub(crate) fn noted_place(&self) -> Option<PlaceView> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn open_profile(&self) -> &OpenProfile {
        &self.profile
    }

    /// The file of the vault.
    pub(crate) fn database(&self) -> PathBuf {
        self.profile.database()
    }

    pub(crate) fn ending(&self) -> &Cancel {
        &self.ending
    }

    /// Waits so long, or until the session is closed; whether it is still open.
    pub fn rest(&self, time: Duration) -> bool {
        let (queue, end) = (&self.core.queue, Instant::now() + time);
        while !queue.is_stopped() && Instant::now() < end {
            queue.sleep(queue.woken(), end.saturating_duration_since(Instant::now()));
        }
        !queue.is_stopped()
    }

    pub(crate) fn store(&self) -> &Store {
        &self.core.store
    }

    /// Stops the readers, waits for the workers and empties the log beside the
    /// database. What was being read waits for the next time.
    pub fn close(&self) {
        self.ending.cancel();
        self.core.queue.stop();
        let workers =
            std::mem::take(&mut *self.workers.lock().unwrap_or_else(PoisonError::into_inner));
        for worker in workers {
            if worker.join().is_err() {
                tracing::error!("a worker of the queue ended by a panic");
            }
        }
        crate::integrity::keep_in_mind(&self.core.store, &self.profile);
        if self.core.store.is_frozen() {
            return;
        }
        if let Err(error) = self.core.store.truncate_wal() {
            tracing::warn!(%error, "the vault did not close cleanly; its log is kept for the next start");
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.close();
    }
}

//! Who may use a reader now, and the readers that wait warm.
use crate::child::Reader;
use crate::{CancelToken, ReadError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Why a reader is wanted. A person who zooms into a picture does not wait
/// behind five hundred dropped files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Reading what was dropped.
    Read,
    /// Showing something to a person: one at a time.
    Show,
}

#[derive(Default)]
struct State {
    idle: Vec<Reader>,
    reading: usize,
    showing: usize,
}

impl State {
    fn busy(&mut self, lane: Lane) -> &mut usize {
        match lane {
            Lane::Read => &mut self.reading,
            Lane::Show => &mut self.showing,
        }
    }

    /// The idle reader of these languages that worked last.
    fn take(&mut self, languages: &[String]) -> Option<Reader> {
        let at = self.idle.iter().rposition(|reader| reader.languages == languages)?;
        Some(self.idle.remove(at))
    }
}

/// The places of a pool.
#[derive(Clone)]
pub(crate) struct Lanes {
    shared: Arc<(Mutex<State>, Condvar)>,
    size: usize,
}

impl Lanes {
    /// So many readers at once for what was dropped, and one more for showing.
    pub(crate) fn new(size: usize) -> Self {
        Self { shared: Arc::default(), size: size.max(1) }
    }

    /// Waits for a place.
    pub(crate) fn enter(&self, lane: Lane, cancel: &CancelToken) -> Result<Place, ReadError> {
        let waiting = self.clone();
        // Under the lock, or the word could pass between the look at the token and the wait.
        let _attached = cancel.when_cancelled(move || waiting.wake());
        let limit = if lane == Lane::Read { self.size } else { 1 };
        let mut state = self.state();
        while *state.busy(lane) >= limit && !cancel.is_cancelled() {
            state = self.shared.1.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if cancel.is_cancelled() {
            return Err(ReadError::Cancelled);
        }
        *state.busy(lane) += 1;
        Ok(Place { lanes: self.clone(), lane })
    }

    /// Ends the readers that are idle, to free their memory.
    pub(crate) fn rest(&self) {
        let idle = std::mem::take(&mut self.state().idle);
        drop(idle);
    }

    fn wake(&self) {
        drop(self.state());
        self.shared.1.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to use one reader, given up on drop.
pub(crate) struct Place {
    lanes: Lanes,
    lane: Lane,
}

impl Place {
    /// A warm reader of these languages, when there is one.
    pub(crate) fn warm(&self, languages: &[String]) -> Option<Reader> {
        loop {
            let reader = self.lanes.state().take(languages)?;
            if reader.is_alive() {
                return Some(reader);
            }
        }
    }

    /// Keeps a reader for the next job, instead of the one that waited longest
    /// when there are enough: it may be of a language that nobody wants again.
    pub(crate) fn keep(&self, reader: Reader) {
        let mut state = self.lanes.state();
        let spare = (state.idle.len() >= self.lanes.size).then(|| state.idle.remove(0));
        state.idle.push(reader);
        drop((state, spare));
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        *self.lanes.state().busy(self.lane) -= 1;
        self.lanes.shared.1.notify_all();
    }
}

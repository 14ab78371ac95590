//! Taking back a request that is under way.
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Cancels the requests it was given to. Clones are the same token; one token
/// may serve many requests, and then cancels them all.
#[derive(Clone, Default)]
pub struct CancelToken(Arc<Shared>);

#[derive(Default)]
struct Shared {
    /// Apart from the lock, so that a look at it under another lock cannot deadlock.
    cancelled: AtomicBool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    next: u64,
    acts: BTreeMap<u64, Box<dyn Fn() + Send>>,
}

impl CancelToken {
    /// A token nobody has cancelled yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends the requests that have this token, and refuses those to come. The
    /// reader that is busy for one is killed, whatever it is doing.
    pub fn cancel(&self) {
        let state = self.state();
        self.0.cancelled.store(true, Ordering::SeqCst);
        state.acts.values().for_each(|act| act());
    }

    /// Whether someone cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::SeqCst)
    }

    /// Does this on cancelling, while the guard lives; at once when it is too late.
    ///
    /// Acts run under the lock, so that none can run once its guard is dropped.
    pub(crate) fn when_cancelled(&self, act: impl Fn() + Send + 'static) -> Attached {
        let mut state = self.state();
        if self.is_cancelled() {
            act();
        }
        let key = state.next;
        state.next += 1;
        state.acts.insert(key, Box::new(act));
        Attached { token: self.clone(), key }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for CancelToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("CancelToken").field(&self.is_cancelled()).finish()
    }
}

/// Keeps an act attached to a token.
pub(crate) struct Attached {
    token: CancelToken,
    key: u64,
}

impl Drop for Attached {
    fn drop(&mut self) {
        self.token.state().acts.remove(&self.key);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;

    fn counting(count: &Arc<AtomicU32>, by: u32) -> impl Fn() + Send + 'static {
        let count = count.clone();
        move || {
            count.fetch_add(by, Ordering::SeqCst);
        }
    }

    #[test]
    fn an_act_runs_while_attached_and_never_after() {
        let (token, count) = (CancelToken::new(), Arc::new(AtomicU32::new(0)));
        let _kept = token.when_cancelled(counting(&count, 1));
        drop(token.when_cancelled(counting(&count, 10)));
        token.cancel();
        assert_eq!(count.load(Ordering::SeqCst), 1, "a finished request must not be touched");
    }

    #[test]
    fn attaching_too_late_acts_at_once() {
        let (token, count) = (CancelToken::new(), Arc::new(AtomicU32::new(0)));
        token.clone().cancel();
        let _late = token.when_cancelled(counting(&count, 1));
        assert!(token.is_cancelled(), "clones are one token");
        assert_eq!(count.load(Ordering::SeqCst), 1, "no request slips past a cancel");
    }
}

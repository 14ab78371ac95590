//! The queue's memory: who works on what, and how to stop it. What is to be
//! done is in the vault; this is gone at every start.
use reader::CancelToken;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use store::ReceiptId;

/// Shared by the workers of one session.
#[derive(Default)]
pub(crate) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    stopped: bool,
    running: HashMap<ReceiptId, CancelToken>,
    done: u32,
    /// Counts calls of [`Queue::wake`], so that one that comes between a
    /// worker's last look into the vault and its sleep is not lost.
    woken: u64,
    /// What was confirmed, or taken back, since what is known was last put into
    /// the receipts that wait.
    lesson: Option<Lesson>,
    /// Stops the look into watched folders, while one is under way.
    look: Option<CancelToken>,
}

/// What may have changed in what is known of sellers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lesson {
    /// Anything.
    All,
    /// What these receipts teach.
    Of(BTreeSet<ReceiptId>),
}

impl Lesson {
    fn and(self, more: Self) -> Self {
        match (self, more) {
            (Self::Of(mut one), Self::Of(other)) => {
                one.extend(other);
                Self::Of(one)
            }
            _ => Self::All,
        }
    }
}

impl Queue {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// There may be work.
    pub(crate) fn wake(&self) {
        self.state().woken += 1;
        self.changed.notify_all();
    }

    /// Something was learnt or forgotten: what waits is to be looked at anew.
    pub(crate) fn learn(&self) {
        self.teach(Lesson::All);
    }

    /// These receipts were confirmed or changed: what they teach is to be put
    /// into those that wait.
    pub(crate) fn learn_from(&self, ids: impl IntoIterator<Item = ReceiptId>) {
        self.teach(Lesson::Of(ids.into_iter().collect()));
    }

    fn teach(&self, lesson: Lesson) {
        let mut state = self.state();
        let before = state.lesson.take();
        state.lesson = Some(before.map_or(lesson.clone(), |before| before.and(lesson)));
        drop(state);
        self.wake();
    }

    /// The lesson that nobody has taken on, if there is one.
    pub(crate) fn take_lesson(&self) -> Option<Lesson> {
        self.state().lesson.take()
    }

    /// How often it was woken; see [`Queue::sleep`].
    pub(crate) fn woken(&self) -> u64 {
        self.state().woken
    }

    /// Waits until it is woken more often than `seen`, is stopped, or `most` has passed.
    pub(crate) fn sleep(&self, seen: u64, most: Duration) {
        let state = self.state();
        let asleep = |state: &mut State| !state.stopped && state.woken == seen;
        // What it returns is looked at by the caller's next round.
        drop(self.changed.wait_timeout_while(state, most, asleep));
    }

    /// Ends every reading and every worker.
    pub(crate) fn stop(&self) {
        let mut state = self.state();
        state.stopped = true;
        state.running.values().chain(&state.look).for_each(CancelToken::cancel);
        self.changed.notify_all();
    }

    /// Whether the session is closing.
    pub(crate) fn is_stopped(&self) -> bool {
        self.state().stopped
    }

    /// A reading begins; the token stops it.
    pub(crate) fn begin(&self, receipt: ReceiptId) -> CancelToken {
        let token = CancelToken::new();
        let mut state = self.state();
        if state.stopped {
            token.cancel();
        }
        state.running.insert(receipt, token.clone());
        token
    }

    /// A look into watched folders begins; none when one is under way, or the
    /// session closes.
    pub(crate) fn begin_look(&self) -> Option<CancelToken> {
        let mut state = self.state();
        if state.stopped || state.look.is_some() {
            return None;
        }
        state.look.insert(CancelToken::new()).clone().into()
    }

    /// The look is over.
    pub(crate) fn end_look(&self) {
        self.state().look = None;
    }

    /// A reading came to its end.
    pub(crate) fn end(&self, receipt: ReceiptId) {
        let mut state = self.state();
        state.running.remove(&receipt);
        state.done += 1;
    }

    /// Whether a reader has this receipt now.
    pub(crate) fn is_running(&self, receipt: ReceiptId) -> bool {
        self.state().running.contains_key(&receipt)
    }

    /// Stops the reading of one receipt, if it runs.
    pub(crate) fn cancel(&self, receipt: ReceiptId) {
        if let Some(token) = self.state().running.get(&receipt) {
            token.cancel();
        }
    }

    /// How many readings ended since the queue was last empty; `remaining` of 0 starts anew.
    pub(crate) fn done(&self, remaining: u32) -> u32 {
        let mut state = self.state();
        let done = state.done;
        if remaining == 0 {
            state.done = 0;
        }
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn a_wake_before_the_sleep_is_not_lost() {
        let queue = Queue::default();
        let seen = queue.woken();
        queue.wake();
        let before = Instant::now();
        queue.sleep(seen, Duration::from_secs(30));
        assert!(
            before.elapsed() < Duration::from_secs(20),
            "a receipt would wait for the next one to be dropped"
        );
    }

    #[test]
    fn lessons_are_taken_on_together_and_once() {
        let queue = Queue::default();
        let id = |last: u8| {
            format!("01890a5d-ac96-774b-bcce-b302099a80{last:02}").parse().expect("a UUID")
        };
        let (one, other): (ReceiptId, ReceiptId) = (id(1), id(2));
        queue.learn_from([one]);
        queue.learn_from([other, one]);
        assert_eq!(queue.take_lesson(), Some(Lesson::Of([one, other].into())));
        assert_eq!(queue.take_lesson(), None, "one worker is enough");
        queue.learn_from([one]);
        queue.learn();
        queue.learn_from([other]);
        assert_eq!(queue.take_lesson(), Some(Lesson::All), "whatever else was learnt");
    }

    #[test]
    fn one_look_at_a_time() {
        let queue = Queue::default();
        let look = queue.begin_look().expect("none is under way");
        assert!(queue.begin_look().is_none(), "a second would read every picture twice");
        queue.end_look();
        assert!(queue.begin_look().is_some(), "the next");
        assert!(!look.is_cancelled(), "and the first was not stopped");
    }

    #[test]
    fn stopping_cancels_what_runs_and_what_would_begin() {
        let queue = Queue::default();
        let id: ReceiptId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().expect("a UUID");
        let running = queue.begin(id);
        queue.stop();
        assert!(running.is_cancelled(), "closing would wait for the reader");
        assert!(queue.begin(id).is_cancelled(), "a late beginner would outlive the session");
        assert!(queue.begin_look().is_none(), "nor is a folder looked into any more");
    }
}

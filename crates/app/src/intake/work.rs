//! What a worker does: claim a receipt, have it read, write what came of it.
use super::{READ, finish, pages};
use crate::error::Error;
use crate::merchants;
use crate::session::Core;
use crate::views::Event;
use fault::{Code, Coded};
use jiff::SignedDuration;
use reader::{CancelToken, ReadError};
use std::time::Duration;
use store::ReceiptId;
use store::table::job::{self, Job};

/// How long a claim holds without a sign of life; longer than a reader may take.
pub(super) const LEASE: SignedDuration = SignedDuration::from_secs(180);

/// A worker looks again after this long, for jobs whose time comes.
const NAP: Duration = Duration::from_secs(20);

/// A reader that died is tried once more: it may have been the machine, not the picture.
const MOST_ATTEMPTS: u32 = 2;

/// Works until the session closes.
pub(crate) fn run(core: &Core) {
    while !core.queue.is_stopped() {
        let seen = core.queue.woken();
        if let Some(lesson) = core.queue.take_lesson()
            && let Err(error) = merchants::refresh_waiting(core, &lesson)
        {
            tracing::warn!(%error, "what was learnt did not reach the receipts that wait");
        }
        match core.store.write_local(|tx| job::claim(tx, READ, LEASE)) {
            Ok(Some(job)) => work(core, &job),
            Ok(None) => core.queue.sleep(seen, NAP),
            Err(error) => {
                tracing::error!(%error, "the queue cannot be read");
                core.queue.sleep(seen, NAP);
            }
        }
    }
}

fn work(core: &Core, job: &Job) {
    let Ok(receipt) = job.subject.parse::<ReceiptId>() else { return };
    let token = core.queue.begin(receipt);
    tell_queue(core);
    let outcome = read_and_write(core, job, receipt, &token);
    core.queue.end(receipt);
    if let Err(error) = outcome
        && !matches!(error, Error::Store(store::Error::JobLost | store::Error::Closed))
    {
        tracing::error!(%error, "a reading could not be kept; it is tried again");
        give_back(core, job, error.code());
    }
    tell_queue(core);
    core.tell(Event::Changed);
}

fn read_and_write(
    core: &Core,
    job: &Job,
    receipt: ReceiptId,
    token: &CancelToken,
) -> Result<(), Error> {
    let unread = match pages::read(core, job, receipt, token)? {
        Ok(sheets) => return finish::read(core, job, receipt, sheets),
        Err(unread) => unread,
    };
    match unread.error {
        ReadError::Cancelled if core.queue.is_stopped() => {
            give_back(core, job, Code::ReadingCancelled);
            Ok(())
        }
        ReadError::Crashed(_) if job.attempts < MOST_ATTEMPTS => {
            give_back(core, job, Code::ReaderCrashed);
            core.queue.wake();
            Ok(())
        }
        _ => finish::failed(core, job, receipt, unread),
    }
}

/// The job waits again: for the next start, or for a fresh reader.
fn give_back(core: &Core, job: &Job, code: Code) {
    let (job, now) = (job.clone(), core.clock.now());
    let returned = core.store.write_local(move |tx| job::retry(tx, &job, code.as_str(), now));
    if let Err(error) = returned {
        tracing::warn!(%error, "a job stays claimed until its lease ends");
    }
}

/// How far the queue is.
pub(super) fn tell_queue(core: &Core) {
    if let Ok(counts) = core.store.read(|view| job::counts(view, READ)) {
        let remaining = counts.queued + counts.running;
        core.tell(Event::Queue { remaining, done: core.queue.done(remaining) });
    }
}

//! Wrong passphrases in a row, and the wait that they cost.
//!
//! It slows a person at the keyboard, across restarts too. It does nothing
//! against someone who copied the files: against them stands Argon2id.
use super::{Error, folder::Folder};
use envelope::write_private;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{fs, io, path::PathBuf, time::Duration};

/// The tries that are free.
const FREE: u32 = 5;
const FIRST_WAIT: Duration = Duration::from_secs(5);
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// The wrong tries of one profile.
pub(super) struct Tries {
    file: PathBuf,
    before: Count,
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Count {
    wrong: u32,
    last: Timestamp,
}

impl Tries {
    pub(super) fn of(folder: &Folder) -> Self {
        let file = folder.file("tries");
        let before = fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { file, before: before.unwrap_or_default() }
    }

    /// How many there were in a row.
    pub(super) fn wrong(&self) -> u32 {
        self.before.wrong
    }

    /// # Errors
    /// [`Error::Wait`] until the wait is over.
    pub(super) fn require_patience(&self, now: Timestamp) -> Result<(), Error> {
        let wait = wait_after(self.before.wrong);
        if now < self.before.last {
            // The clock was set back: wait from now on, not until that day comes again.
            self.write(Count { last: now, ..self.before });
        }
        let waited = Duration::try_from(now.duration_since(self.before.last)).unwrap_or_default();
        if waited >= wait { Ok(()) } else { Err(Error::Wait(wait - waited)) }
    }

    pub(super) fn one_more(&self, now: Timestamp) {
        self.write(Count { wrong: self.before.wrong.saturating_add(1), last: now });
    }

    /// The try was none: something else kept the profile closed.
    pub(super) fn put_back(&self) {
        self.write(self.before);
    }

    pub(super) fn forget(&self) {
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%error, "wrong tries could not be forgotten");
            }
            _ => {}
        }
    }

    /// A disk that is full must not keep people out: the count is then lost.
    fn write(&self, count: Count) {
        let written = serde_json::to_vec(&count)
            .map_err(io::Error::from)
            .and_then(|json| write_private(&self.file, &json));
        if let Err(error) = written {
            tracing::warn!(%error, "a wrong try could not be counted");
        }
    }
}

/// Nothing for four wrong tries; from the fifth 5 s, doubling, an hour at most.
fn wait_after(wrong: u32) -> Duration {
    match wrong.checked_sub(FREE) {
        None => Duration::ZERO,
        Some(doublings) => FIRST_WAIT.saturating_mul(1 << doublings.min(16)).min(LONGEST_WAIT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_from_the_fifth_wrong_try() {
        let waits: Vec<u64> = (0..10).map(|wrong| wait_after(wrong).as_secs()).collect();
        assert_eq!(
            waits,
            [0, 0, 0, 0, 0, 5, 10, 20, 40, 80],
            "four slips are free, guessing is not"
        );
        assert_eq!(wait_after(u32::MAX), LONGEST_WAIT, "nobody is kept out for ever");
    }
}

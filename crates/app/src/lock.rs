//! When a profile locks by itself: after a while in which nobody touched it, and
//! after the longest time that it may be open.
use crate::error::Error;
use crate::session::Session;
use crate::views::LockView;
use jiff::{SignedDuration, Timestamp};
use store::table::setting;

const KEY: &str = "lock";
/// A day, in minutes.
const MOST: u16 = 24 * 60;
/// Clocks are put right by less than this.
const CORRECTED: SignedDuration = SignedDuration::from_mins(5);

/// When it locks; never by itself until the user says so.
pub fn get(session: &Session) -> Result<LockView, Error> {
    Ok(session.store().read(|view| setting::find(view, KEY))?.unwrap_or_default())
}

/// Keeps when it locks.
///
/// # Errors
/// [`Error::InvalidValue`] for no minutes, and for more than a day.
pub fn set(session: &Session, lock: LockView) -> Result<(), Error> {
    let fits = |minutes: Option<u16>| minutes.is_none_or(|many| (1..=MOST).contains(&many));
    if !fits(lock.idle_minutes) {
        return Err(Error::InvalidValue { field: "idle_minutes" });
    }
    if !fits(lock.longest_minutes) {
        return Err(Error::InvalidValue { field: "longest_minutes" });
    }
    Ok(session.store().write_local(move |tx| setting::set(tx, KEY, &lock))?)
}

/// What the desktop says that may be a time to lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// Its screen was locked.
    ScreenLocked,
    /// The machine is about to sleep.
    Sleep,
}

/// Whether a profile that locks so locks on an occasion.
pub fn locks_on(lock: &LockView, occasion: Occasion) -> bool {
    match occasion {
        Occasion::ScreenLocked => lock.with_screen,
        Occasion::Sleep => lock.before_sleep,
    }
}

/// Somebody is there.
pub fn touch(session: &Session) {
    session.touch();
}

/// Whether it is time to lock.
pub fn is_due(session: &Session) -> Result<bool, Error> {
    let now = session.core.clock.now();
    Ok(due(get(session)?, session.started(), session.touched(), now))
}

/// A clock that was set back must not keep a profile open, so time that runs
/// backwards by more than clocks are corrected by counts as time that is over.
fn due(lock: LockView, opened: Timestamp, touched: Timestamp, now: Timestamp) -> bool {
    let over = |since: Timestamp, minutes: Option<u16>| {
        let passed = now.duration_since(since);
        minutes.is_some_and(|minutes| {
            passed < -CORRECTED || passed >= SignedDuration::from_mins(minutes.into())
        })
    };
    over(touched, lock.idle_minutes) || over(opened, lock.longest_minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn it_is_time_when_nobody_was_there_or_it_was_open_long_enough() {
        let (opened, touched) = (at("2026-03-01T08:00:00Z"), at("2026-03-01T11:50:00Z"));
        let due = |idle, longest, now| {
            due(
                LockView { idle_minutes: idle, longest_minutes: longest, ..LockView::default() },
                opened,
                touched,
                at(now),
            )
        };
        assert!(!due(None, None, "2031-01-01T00:00:00Z"), "nobody asked for it");
        assert!(!due(Some(10), None, "2026-03-01T11:59:59Z"), "a second too early");
        assert!(due(Some(10), None, "2026-03-01T12:00:00Z"));
        assert!(due(None, Some(240), "2026-03-01T12:00:00Z"), "however busy it was");
        assert!(!due(Some(15), Some(241), "2026-03-01T12:00:00Z"));
        assert!(due(Some(15), None, "2026-03-02T12:00:00Z"), "the machine slept meanwhile");
        assert!(due(Some(15), None, "2026-03-01T11:00:00Z"), "the clock was set back");
        assert!(!due(Some(15), None, "2026-03-01T11:49:58Z"), "the clock was put right");
    }
}

//! The time, passed in so that tests decide it.
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The moment, for audit and ordering.
    fn now(&self) -> Timestamp;

    /// The date on the user's wall calendar.
    fn today(&self) -> Date {
        self.now().to_zoned(TimeZone::system()).date()
    }
}

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

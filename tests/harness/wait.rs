//! Waiting for something to become so.
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Seconds that anything ordinary may take on a slow machine.
const PATIENCE: u64 = 30;

/// Looks again and again until there is an answer.
///
/// # Panics
/// After half a minute, with what it waited for.
pub fn until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    within(PATIENCE, what, look)
}

/// The same with another patience, in seconds.
///
/// # Panics
/// When the time is up, with what it waited for.
pub fn within<T>(seconds: u64, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_secs(seconds);
    loop {
        if let Some(answer) = look() {
            return answer;
        }
        assert!(Instant::now() < end, "waited {seconds} s in vain for {what}");
        sleep(Duration::from_millis(50));
    }
}

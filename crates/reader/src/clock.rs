//! What a piece of work costs.
use std::time::Instant;

/// Does the work and adds its microseconds of wall clock.
pub fn timed<T>(micros: &mut u64, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    *micros += u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
    done
}

/// Microseconds of processor time this process has used; 0 where the system cannot tell.
#[cfg(unix)]
pub fn processor() -> u64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    u64::try_from(now.tv_sec * 1_000_000 + now.tv_nsec / 1_000).unwrap_or(0)
}

/// Microseconds of processor time this process has used; 0 where the system cannot tell.
#[cfg(not(unix))]
pub fn processor() -> u64 {
    0
}

//! Long steps say how far they are, and can be stopped.
use crate::error::Error;
use crate::views::{ProgressStep, ProgressView};
use std::ops::ControlFlow;

/// Told how far a step is; [`ControlFlow::Break`] stops it, as long as it can be.
pub type OnProgress<'w> = &'w dyn Fn(ProgressView) -> ControlFlow<()>;

/// Nobody watches, and nobody stops it.
pub fn unwatched(_: ProgressView) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Says that so much of a step is done.
///
/// # Errors
/// [`Error::Stopped`].
pub(crate) fn tell(
    on_progress: OnProgress<'_>,
    step: ProgressStep,
    done: u64,
    total: u64,
) -> Result<(), Error> {
    let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    match on_progress(ProgressView { step, done: small(done), total: small(total) }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Stopped),
    }
}

/// Bytes as they are told.
pub(crate) fn kib(bytes: u64) -> u64 {
    bytes.div_ceil(1024)
}

//! Calls that may wait for a person, bounded.
use super::KeychainError;
use std::{
    sync::mpsc::{RecvTimeoutError, sync_channel},
    thread,
    time::Duration,
};

/// Runs a keychain call on a thread of its own and waits at most `limit`. A
/// call that is still waiting for its prompt then is left behind: the system's
/// keychains offer no way to withdraw it.
pub(super) fn within<T: Send + 'static>(
    limit: Duration,
    call: impl FnOnce() -> Result<T, KeychainError> + Send + 'static,
) -> Result<T, KeychainError> {
    let (sender, receiver) = sync_channel(1);
    let worker = thread::Builder::new().name("keychain".into());
    // A receiver that has gone means that nobody waits for the answer any more.
    worker
        .spawn(move || sender.send(call()).ok())
        .map_err(|error| KeychainError::Failed(error.into()))?;
    receiver.recv_timeout(limit).unwrap_or_else(|error| {
        Err(match error {
            RecvTimeoutError::Timeout => KeychainError::TimedOut,
            RecvTimeoutError::Disconnected => {
                KeychainError::Failed("the keychain call broke off".into())
            }
        })
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_time_is_passed_on() {
        assert_eq!(within(Duration::from_secs(5), || Ok(7)).unwrap(), 7, "the answer got lost");
    }

    #[test]
    fn a_prompt_nobody_answers_does_not_hold_the_app() {
        let waited = within::<()>(Duration::from_millis(20), || {
            thread::sleep(Duration::from_secs(5));
            Ok(())
        });
        assert!(
            matches!(waited, Err(KeychainError::TimedOut)),
            "{waited:?}: the app would stand still"
        );
    }

    #[test]
    fn a_call_that_panics_is_an_error() {
        let broken = within::<()>(Duration::from_secs(5), || panic!("as a library might"));
        assert!(
            matches!(broken, Err(KeychainError::Failed(_))),
            "{broken:?}: a defect elsewhere must not spread"
        );
    }
}

//! Steps that take long: how far they are goes to the face, which can stop them.
use crate::shell::{Shell, off_thread, report};
use app::Session;
use app::views::ProgressView;
use fault::Fault;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};

/// The step that is under way; a face begins one at a time.
#[derive(Default)]
pub struct Steps(Mutex<Arc<AtomicBool>>);

impl Steps {
    /// Begins one, which tells `channel` how far it is.
    pub fn begin(
        &self,
        channel: Channel<ProgressView>,
    ) -> impl Fn(ProgressView) -> ControlFlow<()> + use<> {
        let stopped = Arc::new(AtomicBool::new(false));
        // Each has a word of its own, so that a late stop does not hit the next.
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&stopped);
        move |progress| {
            if let Err(error) = channel.send(progress) {
                tracing::warn!(%error, "the window did not take how far a step is");
            }
            match stopped.load(Ordering::Relaxed) {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        }
    }

    /// Stops the one that was begun last, as long as it can be stopped.
    pub fn stop(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).store(true, Ordering::Relaxed);
    }
}

/// Runs a use case that takes long on the open session.
pub async fn step<T, F>(
    app: AppHandle,
    channel: Channel<ProgressView>,
    use_case: F,
) -> Result<T, Fault>
where
    T: Send + 'static,
    F: FnOnce(&Session, app::OnProgress<'_>) -> Result<T, app::Error> + Send + 'static,
{
    off_thread(move || {
        let shell = app.state::<Shell>();
        let (session, on_progress) = (shell.session()?, shell.steps().begin(channel));
        use_case(&session, &on_progress).map_err(|error| report(&error))
    })
    .await
}

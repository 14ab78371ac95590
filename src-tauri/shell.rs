//! What the shell holds: the machine, the open session, the way to the face.
use crate::steps::Steps;
use crate::{bindings, idle, menu, registry, relock, window};
use app::views::{CommandView, Event, LockView, ProfileView, SessionView, UndoView};
use app::{Machine, Session};
use fault::{Code, Coded, Fault};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, RunEvent};

/// From the opening to the look at every byte.
const A_WHILE: Duration = Duration::from_secs(300);
/// Between two looks whether something is due.
const AN_HOUR: Duration = Duration::from_secs(3600);

/// The shell's state. At most one profile is open.
pub struct Shell {
    app: AppHandle,
    machine: Arc<Machine>,
    session: RwLock<Option<Arc<Session>>>,
    face: Mutex<Option<Channel<Event>>>,
    /// Whether the last profile may still open by itself; a start into the lock screen may not.
    opens_by_itself: Mutex<bool>,
    /// Where the recovery kit is to be saved once the user has been warned of the place.
    kit_place: Mutex<Option<PathBuf>>,
    /// The backup that was chosen to be restored.
    backup: Mutex<Option<PathBuf>>,
    /// The report that was shown, until another one is.
    report: Mutex<Option<String>>,
    steps: Steps,
    /// Whether this start is to restore a backup; the first screen asks once.
    restoring: Mutex<bool>,
    /// Whether the process is about to be replaced.
    locking: AtomicBool,
    /// When the profile locks that a step took out of use.
    away: Mutex<Option<LockView>>,
}

impl Shell {
    /// Puts the state where commands find it.
    pub fn manage(app: &AppHandle) -> Result<(), app::Error> {
        let shell = Self {
            app: app.clone(),
            machine: Arc::new(Machine::of_this_user()?),
            session: RwLock::new(None),
            face: Mutex::new(None),
            opens_by_itself: Mutex::new(!relock::started_locked()),
            kit_place: Mutex::default(),
            backup: Mutex::default(),
            report: Mutex::default(),
            steps: Steps::default(),
            restoring: Mutex::new(relock::started_to_restore()),
            locking: AtomicBool::new(false),
            away: Mutex::default(),
        };
        app.manage(shell);
        Ok(())
    }

    /// The open session, or the fault that there is none.
    pub fn session(&self) -> Result<Arc<Session>, Fault> {
        let open = self.session.read().unwrap_or_else(PoisonError::into_inner);
        open.clone().ok_or_else(|| Fault::new(Code::Locked))
    }

    /// What is done with a profile that does not open is done while none is open.
    pub fn require_closed(&self) -> Result<(), Fault> {
        self.session().map_or(Ok(()), |_| Err(Fault::new(Code::ProfileInUse)))
    }

    /// What the first screen needs; opens the last profile when that needs no word of the user.
    pub fn view(&self) -> Result<SessionView, Fault> {
        let opening_fault = self.open_by_itself();
        let open = self.session().ok().map(|session| session.profile());
        let mut view = self.machine.view().map_err(|error| report(&error))?;
        view.open = open;
        view.opening_fault = opening_fault;
        let mut restoring = self.restoring.lock().unwrap_or_else(PoisonError::into_inner);
        view.restoring = std::mem::take(&mut *restoring);
        Ok(view)
    }

    fn open_by_itself(&self) -> Option<Fault> {
        let mut may = self.opens_by_itself.lock().unwrap_or_else(PoisonError::into_inner);
        if !std::mem::take(&mut *may) {
            return None;
        }
        let id = self.machine.opens_without_asking()?;
        self.enter(|machine, events| machine.open(&id, None, events)).err()
    }

    /// Opens a session by `way` and makes it the one in use.
    pub fn enter<F>(&self, way: F) -> Result<ProfileView, Fault>
    where
        F: FnOnce(&Machine, app::Events) -> Result<Session, app::Error>,
    {
        let app = self.app.clone();
        let events: app::Events = Arc::new(move |event| app.state::<Shell>().tell(event));
        let session = Arc::new(way(&self.machine, events).map_err(|error| report(&error))?);
        let profile = session.profile();
        if let Ok(preferences) = app::preferences::get(&session) {
            window::dress(&self.app, preferences.theme);
        }
        *self.session.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&session));
        self.keep_away(None);
        self.refresh_menu();
        idle::watch(&self.app, &session);
        self.work_idly(session);
        Ok(profile)
    }

    /// Makes the backup that is due, removes what is due where that was turned
    /// on, and looks at every byte once a day; off the UI thread and once nothing
    /// is read. A window may stay open for weeks, so it is asked every hour.
    fn work_idly(&self, session: Arc<Session>) {
        let app = self.app.clone();
        tauri::async_runtime::spawn_blocking(move || {
            let told = |error: app::Error| {
                app.state::<Shell>().tell(Event::Refused { fault: report(&error) });
            };
            loop {
                app::backups::run_when_idle(&session).map_or_else(told, drop);
                app::retention::run_when_idle(&session).map_or_else(told, drop);
                // Reading the whole file would be felt by whoever has just opened it.
                if !session.rest(A_WHILE) {
                    return;
                }
                app::integrity::run_when_idle(&session).map_or_else(told, drop);
                if !session.rest(AN_HOUR) {
                    return;
                }
            }
        });
    }

    /// The program.
    pub fn app(&self) -> &AppHandle {
        &self.app
    }

    /// Drops the session with its keys.
    pub fn close(&self) {
        if let Some(session) = self.take_session() {
            session.close();
        }
    }

    /// Takes the session out of use.
    pub fn take_session(&self) -> Option<Arc<Session>> {
        self.session.write().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Keeps in mind when a profile locks while it is out of use.
    pub fn keep_away(&self, lock: Option<LockView>) {
        *self.away.lock().unwrap_or_else(PoisonError::into_inner) = lock;
    }

    /// When the profile locks that is out of use; none where there is no such profile.
    pub fn away(&self) -> Option<LockView> {
        *self.away.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From here on the process ends as soon as its keys are gone.
    pub fn begin_locking(&self) {
        self.locking.store(true, Ordering::SeqCst);
    }

    /// Whether that has begun.
    pub fn is_locking(&self) -> bool {
        self.locking.load(Ordering::SeqCst)
    }

    /// The profiles of this user.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// The steps that take long.
    pub fn steps(&self) -> &Steps {
        &self.steps
    }

    /// Where events go from now on.
    pub fn listen(&self, channel: Channel<Event>) {
        *self.face.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    /// Tells the face; nothing is lost when it is not listening yet, for it loads what it shows.
    pub fn tell(&self, event: Event) {
        if event == Event::Changed {
            self.refresh_menu();
        }
        let face = self.face.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = face.as_ref()
            && let Err(error) = channel.send(event)
        {
            tracing::warn!(%error, "the window did not take an event");
        }
    }

    /// Takes dropped files in off the UI thread.
    pub fn take_in(&self, paths: Vec<PathBuf>) {
        let app = self.app.clone();
        tauri::async_runtime::spawn_blocking(move || {
            let shell = app.state::<Shell>();
            let Ok(session) = shell.session() else { return };
            match app::intake::ingest_paths(&session, &paths) {
                Ok(summary) => shell.tell(Event::Ingested { summary }),
                Err(error) => shell.tell(Event::Refused { fault: report(&error) }),
            }
        });
    }

    /// Paths never cross to the face, so the place waits here for the user's word.
    pub fn keep_kit_place(&self, place: PathBuf) {
        *self.kit_place.lock().unwrap_or_else(PoisonError::into_inner) = Some(place);
    }

    /// The place that waits, once.
    pub fn take_kit_place(&self) -> Option<PathBuf> {
        self.kit_place.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Keeps the backup that was chosen to be restored.
    pub fn keep_backup(&self, file: PathBuf) {
        *self.backup.lock().unwrap_or_else(PoisonError::into_inner) = Some(file);
    }

    /// The backup that was chosen; it stays chosen, so that a wrong passphrase
    /// does not ask for the file again.
    pub fn backup(&self) -> Result<PathBuf, Fault> {
        let chosen = self.backup.lock().unwrap_or_else(PoisonError::into_inner);
        chosen.clone().ok_or_else(|| Fault::new(Code::NotFound))
    }

    /// Keeps the report that is shown: what is saved is what was read.
    pub fn keep_report(&self, text: String) {
        *self.report.lock().unwrap_or_else(PoisonError::into_inner) = Some(text);
    }

    /// The report that was shown.
    pub fn report(&self) -> Result<String, Fault> {
        let shown = self.report.lock().unwrap_or_else(PoisonError::into_inner);
        shown.clone().ok_or_else(|| Fault::new(Code::NotFound))
    }

    /// The commands of menu and palette.
    pub fn commands(&self) -> Vec<CommandView> {
        registry::views()
    }

    fn refresh_menu(&self) {
        let app = self.app.clone();
        tauri::async_runtime::spawn_blocking(move || {
            let shell = app.state::<Shell>();
            let view = shell.session().ok().and_then(|session| app::undo::view(&session).ok());
            let named = app.clone();
            let on_main = app.run_on_main_thread(move || {
                menu::name_undo(&named, &view.unwrap_or_else(UndoView::default))
            });
            if let Err(error) = on_main {
                tracing::warn!(%error, "the menu could not be refreshed");
            }
        });
    }
}

/// Runs a use case on the open session, off the UI thread.
pub async fn with_session<T, F>(app: AppHandle, use_case: F) -> Result<T, Fault>
where
    T: Send + 'static,
    F: FnOnce(&Session) -> Result<T, app::Error> + Send + 'static,
{
    off_thread(move || {
        let session = app.state::<Shell>().session()?;
        use_case(&session).map_err(|error| report(&error))
    })
    .await
}

/// Runs something slow off the UI thread.
pub async fn off_thread<T, F>(slow: F) -> Result<T, Fault>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, Fault> + Send + 'static,
{
    let joined = tauri::async_runtime::spawn_blocking(slow).await;
    joined.unwrap_or_else(|error| {
        tracing::error!(%error, "a command ended before its time");
        Err(Fault::new(Code::Internal))
    })
}

/// Logs the chain of an error and gives what the face may know of it.
pub fn report<E: Coded + 'static>(error: &E) -> Fault {
    let mut fault = Fault::from(error);
    if fault.code == Code::Internal {
        let incident = bindings::incident();
        tracing::error!(incident, error = %chain(error), "internal error");
        fault.incident = Some(incident);
    }
    fault
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

/// Closes the vault when the last window is gone.
pub fn on_run_event(app: &AppHandle, event: RunEvent) {
    if let RunEvent::Exit = event {
        app.state::<Shell>().close();
    }
}

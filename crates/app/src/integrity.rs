//! Whether what is here is all that there was, and as it was written.
use crate::check::{self, Holdings};
use crate::error::Error;
use crate::intake;
use crate::profiles::OpenProfile;
use crate::session::Session;
use crate::views::{Event, IntegrityView, ShortenedView};
use envelope::{Counted, Counter};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use store::table::setting;
use store::{Cancel, Store};

const KEY: &str = "history";
/// When every byte was looked at last.
const CHECKED: &str = "checked_at";
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// How long it waits before it looks again whether something is being read.
const NAP: Duration = Duration::from_secs(5);

/// What the vault itself knows of its history.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct History {
    /// Whether it is counted, so that a missing count is told from none.
    counted: bool,
    /// Whether what is counted beside it was counted in the file before it.
    #[serde(default)]
    begins: bool,
    /// Not acknowledged yet.
    shortened: Vec<ShortenedView>,
}

impl History {
    /// Notes that it ends at `last` and was counted further; whether it was. None
    /// where nobody knows any more what was counted.
    fn note(&mut self, counted: Counted, last: Option<u64>, now: Timestamp) -> bool {
        let missing = match (counted, last) {
            (Counted::Actions(counted), Some(last)) if counted > last => Some(counted - last),
            (Counted::Actions(_), Some(_)) => return false,
            (Counted::Nothing, _) if !self.counted => return false,
            (Counted::Nothing | Counted::Damaged, _) | (_, None) => None,
        };
        let missing = missing.map(|many| u32::try_from(many).unwrap_or(u32::MAX));
        self.shortened.push(ShortenedView { found_at: now.to_string(), missing });
        true
    }
}

/// What is known of the vault's wholeness.
pub fn view(session: &Session) -> Result<IntegrityView, Error> {
    let store = session.store();
    let shortened = shortened(store);
    let read_only = store.is_frozen();
    keep_in_mind(store, session.open_profile());
    match shortened {
        // The page that would say so is one of those that cannot be read.
        Err(Error::Store(_)) if read_only => Ok(IntegrityView { shortened: Vec::new(), read_only }),
        shortened => Ok(IntegrityView { shortened: shortened?, read_only }),
    }
}

/// Damage that something came upon counts at the next start too. Where even that
/// cannot be written, it is come upon again.
pub(crate) fn keep_in_mind(store: &Store, profile: &OpenProfile) {
    if store.came_upon_damage()
        && let Err(error) = profile.set_damaged(true)
    {
        tracing::warn!(%error, "that the vault is damaged could not be kept in mind");
    }
}

/// The user has seen that the history ends early.
pub fn acknowledge(session: &Session) -> Result<(), Error> {
    forget_shortened(session.store())?;
    session.core.tell(Event::Changed);
    Ok(())
}

/// Looks at every byte of the open vault. When it is damaged, nothing is
/// written into it any more, now or after the next start.
///
/// # Errors
/// [`fault::Code::ProfileDamaged`].
pub fn check(session: &Session) -> Result<Holdings, Error> {
    let checked = checked(session.store(), session.open_profile(), session.ending());
    if session.store().is_frozen() {
        session.core.tell(Event::Changed);
    }
    checked
}

/// Looks at every byte when that was not done for a day and nothing is being
/// read; not at all when the session ends before. True when it was found damaged.
///
/// # Errors
/// Those of reading it, but for damage.
pub fn run_when_idle(session: &Session) -> Result<bool, Error> {
    let queue = &session.core.queue;
    while !queue.is_stopped() && intake::is_busy(&session.core)? {
        queue.sleep(queue.woken(), NAP);
    }
    let now = session.core.clock.now();
    if queue.is_stopped() || session.store().is_frozen() || !is_due(session.store(), now)? {
        return Ok(false);
    }
    match check(session) {
        Ok(_) => {}
        Err(Error::Store(store::Error::Damaged(_))) => return Ok(true),
        // Whoever needs the file now comes first; it is looked at another time.
        Err(Error::Store(store::Error::Cancelled)) => return Ok(false),
        Err(error) => return Err(error),
    }
    session.store().write_local(move |tx| setting::set(tx, CHECKED, &now))?;
    Ok(false)
}

/// Once a day; also when the clock was set back.
fn is_due(store: &Store, now: Timestamp) -> Result<bool, Error> {
    let last: Option<Timestamp> = store.read(|view| setting::find(view, CHECKED))?;
    Ok(last.is_none_or(|last| last > now || now.duration_since(last) >= DAY))
}

/// As [`check`], without a session.
pub(crate) fn checked(
    store: &Store,
    profile: &OpenProfile,
    ending: &Cancel,
) -> Result<Holdings, Error> {
    let checked = check::check(store, ending);
    let damaged = matches!(&checked, Err(Error::Store(store::Error::Damaged(_))));
    if damaged {
        store.freeze();
    }
    // What was met before or on the way is in this answer.
    store.came_upon_damage();
    if damaged || checked.is_ok() {
        profile.set_damaged(damaged)?;
    }
    checked
}

/// Opens a profile's database and compares its log with what was counted; for
/// reading alone if it is known to be damaged, or is found to be.
pub(crate) fn open(
    profile: &OpenProfile,
    context: store::Context,
    now: Timestamp,
) -> Result<Store, Error> {
    let store = open_file(profile, context)?;
    if store.is_frozen() {
        return Ok(store);
    }
    match compare(&store, profile.counter(), now) {
        Err(_) if store.is_frozen() => keep_in_mind(&store, profile),
        compared => compared?,
    }
    Ok(store)
}

fn open_file(profile: &OpenProfile, context: store::Context) -> Result<Store, Error> {
    let (path, key) = (profile.database(), profile.db_key().expose());
    let opened = match profile.is_damaged() {
        true => Err(store::Error::Frozen),
        false => Store::open(&path, key, context.clone()),
    };
    match opened {
        Err(error @ (store::Error::Damaged(_) | store::Error::Frozen)) => {
            // Where nothing can be read, what was wrong first is what is told.
            Store::open_to_read(&path, key, context).map_err(|_| error)
        }
        opened => opened,
    }
    .map_err(|error| closed(error, profile))
}

/// Why a database does not open that its key should: what became of its file.
fn closed(error: store::Error, profile: &OpenProfile) -> Error {
    use store::Error as Store;
    match error {
        Store::Missing | Store::WrongKey | Store::Damaged(_) | Store::Frozen => {
            match store::why_closed(&profile.database(), profile.db_key().expose()) {
                Ok(why) => Error::Closed(why),
                Err(Store::Newer(version)) => Store::Newer(version).into(),
                Err(_) => error.into(),
            }
        }
        error => error.into(),
    }
}

/// What was not acknowledged yet.
pub(crate) fn shortened(store: &Store) -> Result<Vec<ShortenedView>, Error> {
    Ok(kept(store)?.shortened)
}

/// It was acknowledged.
pub(crate) fn forget_shortened(store: &Store) -> Result<(), Error> {
    keep(store, History { shortened: Vec::new(), ..kept(store)? })
}

/// Compares the log with what was counted beside it. A log that ends early is
/// kept in mind until the user has acknowledged it; from here on it is counted
/// from where it ends.
pub(crate) fn compare(store: &Store, counter: &Counter, now: Timestamp) -> Result<(), Error> {
    let (last, mut history) = (store.last_action()?, kept(store)?);
    if history.begins {
        return begin(store, counter);
    }
    let counted = counter.read().map_err(store::Error::from)?;
    let ends_early = history.note(counted, Some(last), now);
    if ends_early || !history.counted {
        keep(store, History { counted: true, ..history })?;
    }
    match counted == Counted::Actions(last) {
        true => Ok(()),
        false => Ok(counter.reset(last).map_err(store::Error::from)?),
    }
}

/// Begins to count where a database is new to its place.
pub(crate) fn begin(store: &Store, counter: &Counter) -> Result<(), Error> {
    counter.reset(store.last_action()?).map_err(store::Error::from)?;
    keep(store, History { counted: true, begins: false, ..kept(store)? })
}

/// Keeps in mind what was saved of a database whose own log ends at `last`, where
/// that was counted further. What is counted stays the damaged one's until this has
/// taken its place and is opened: then it is counted anew.
pub(crate) fn note_salvaged(
    store: &Store,
    counter: &Counter,
    last: Option<u64>,
    now: Timestamp,
) -> Result<(), Error> {
    let (counted, mut history) = (counter.read().map_err(store::Error::from)?, kept(store)?);
    history.note(counted, last, now);
    keep(store, History { counted: true, begins: true, ..history })
}

/// Counts every action. One that is not counted is made up for at the next start.
pub(crate) fn witness(counter: &Arc<Counter>) -> store::Witness {
    let counter = counter.clone();
    Arc::new(move |last| {
        if let Err(error) = counter.write(last) {
            tracing::warn!(%error, "what was done last could not be counted");
        }
    })
}

fn kept(store: &Store) -> Result<History, Error> {
    Ok(store.read(|view| setting::find(view, KEY))?.unwrap_or_default())
}

fn keep(store: &Store, history: History) -> Result<(), Error> {
    Ok(store.write_local(move |tx| setting::set(tx, KEY, &history))?)
}

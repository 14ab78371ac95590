//! Backups that make themselves: when one is due, and which ones go.
use super::known::{self, Known};
use super::make::make_as;
use crate::error::Error;
use crate::exports::TargetError;
use crate::intake;
use crate::kit::on_one_disk;
use crate::progress::OnProgress;
use crate::session::Session;
use crate::views::{BackupPlanView, BackupView};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::table::setting;

const KEY: &str = "backup_plan";
/// Whether its folder was missing the last time.
const MISSED: &str = "backup_missed";
/// How long it waits before it looks again whether something is being read.
const NAP: Duration = Duration::from_secs(5);
/// Days and backups at most.
const MOST: u16 = 365;

/// How often, where, and how many are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The folder they go into.
    pub folder: PathBuf,
    /// A backup after so many days.
    pub every_days: u16,
    /// So many are kept.
    pub keep: u16,
}

/// Whether a backup is due. One from the future is none: the clock was wrong
/// then or is wrong now, and a backup too many harms nobody.
pub fn due(plan: &Plan, last: Option<Timestamp>, now: Timestamp) -> bool {
    let age = last.map(|last| now.duration_since(last));
    let wait = SignedDuration::from_hours(24 * i64::from(plan.every_days));
    age.is_none_or(|age| age < SignedDuration::ZERO || age >= wait)
}

/// The plan, as a face shows it; none while there is none.
pub fn plan(session: &Session) -> Result<Option<BackupPlanView>, Error> {
    Ok(kept(session)?.map(|plan| BackupPlanView {
        folder: known::name(&plan.folder),
        there: plan.folder.is_dir(),
        beside_vault: on_one_disk(&session.database(), &plan.folder.join("backup")),
        every_days: plan.every_days,
        keep: plan.keep,
    }))
}

/// The folder of the plan; none while there is none.
pub fn folder(session: &Session) -> Result<Option<PathBuf>, Error> {
    Ok(kept(session)?.map(|plan| plan.folder))
}

/// Keeps a plan, or ends it.
///
/// # Errors
/// [`Error::InvalidValue`] for what is no folder, and for no days, no backups or
/// more than 365 of either.
pub fn set_plan(session: &Session, plan: Option<Plan>) -> Result<(), Error> {
    let plan = plan.map(validated).transpose()?;
    Ok(session.store().write_local(move |tx| setting::set(tx, KEY, &plan))?)
}

/// Makes a backup if the plan says that it is time, and removes those that are
/// more than it keeps. Called when a profile was opened and nothing is being read.
///
/// # Errors
/// As [`super::make`]; nothing is removed then.
pub fn run_if_due(
    session: &Session,
    on_progress: OnProgress<'_>,
) -> Result<Option<BackupView>, Error> {
    let Some(plan) = kept(session)? else { return Ok(None) };
    // That it is damaged is said already; no backup is made until it is mended.
    if session.store().is_frozen() {
        return Ok(None);
    }
    let last = of_plan(session, &plan.folder)?.first().map(|backup| backup.made_at);
    if !due(&plan, last, session.core.clock.now()) {
        return Ok(None);
    }
    // A folder that is gone is no name for a file in the one above it.
    if !plan.folder.is_dir() {
        return Err(TargetError::of(io::ErrorKind::NotFound.into(), &plan.folder).into());
    }
    let made = make_as(session, &plan.folder, true, on_progress)?;
    remove_beyond(session, &plan)?;
    Ok(Some(made))
}

/// As [`run_if_due`], once nothing is being read; it ends when the session does.
///
/// # Errors
/// As [`run_if_due`].
pub fn run_when_idle(session: &Session) -> Result<Option<BackupView>, Error> {
    let queue = &session.core.queue;
    while !queue.is_stopped() && intake::is_busy(&session.core)? {
        queue.sleep(queue.woken(), NAP);
    }
    let while_open = |_| match queue.is_stopped() {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    };
    if is_missing_once(session)? {
        return Ok(None);
    }
    run_if_due(session, &while_open)
}

/// A disk that is not plugged in now is told of in the settings; only when it is
/// missing again the next time, what goes wrong is said.
fn is_missing_once(session: &Session) -> Result<bool, Error> {
    let missing = kept(session)?.is_some_and(|plan| !plan.folder.is_dir());
    let before: bool = session.store().read(|view| setting::find(view, MISSED))?.unwrap_or(false);
    if missing != before && !session.store().is_frozen() {
        session.store().write_local(move |tx| setting::set(tx, MISSED, &missing))?;
    }
    Ok(missing && !before)
}

fn kept(session: &Session) -> Result<Option<Plan>, Error> {
    Ok(session.store().read(|view| setting::find::<Option<Plan>>(view, KEY))?.flatten())
}

fn validated(plan: Plan) -> Result<Plan, Error> {
    let invalid = |field| Error::InvalidValue { field };
    let bounds = 1..=MOST;
    if !bounds.contains(&plan.every_days) {
        return Err(invalid("every_days"));
    }
    if !bounds.contains(&plan.keep) {
        return Err(invalid("keep"));
    }
    let folder = plan.folder.canonicalize().map_err(|_| invalid("folder"))?;
    if folder.is_dir() { Ok(Plan { folder, ..plan }) } else { Err(invalid("folder")) }
}

/// What made itself in a folder and is still there, the newest first.
fn of_plan(session: &Session, folder: &Path) -> Result<Vec<Known>, Error> {
    let mut backups = session.store().read(known::all)?;
    backups.retain(|it| it.scheduled && it.path.parent() == Some(folder) && it.path.is_file());
    backups.sort_by_key(|backup| std::cmp::Reverse(backup.made_at));
    Ok(backups)
}

/// Only what this installation made by itself: never a file of somebody else's.
fn remove_beyond(session: &Session, plan: &Plan) -> Result<(), Error> {
    let mut removed = Vec::new();
    for backup in of_plan(session, &plan.folder)?.into_iter().skip(plan.keep.into()) {
        match std::fs::remove_file(&backup.path) {
            Ok(()) => removed.push(backup.path),
            Err(error) => tracing::warn!(%error, "an old backup could not be removed"),
        }
    }
    Ok(session.store().write_local(move |tx| known::forget(tx, &removed))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_backup_is_due_after_its_days_and_when_clocks_lie() {
        let plan = Plan { folder: "/backups".into(), every_days: 7, keep: 4 };
        let now = at("2026-03-08T10:00:00Z");
        assert!(due(&plan, None, now), "the first");
        assert!(!due(&plan, Some(now), now));
        assert!(!due(&plan, Some(at("2026-03-01T10:00:01Z")), now), "a second too early");
        assert!(due(&plan, Some(at("2026-03-01T10:00:00Z")), now));
        assert!(due(&plan, Some(at("2031-01-01T00:00:00Z")), now), "five years without one");
        assert!(due(&plan, Some(Timestamp::MIN), Timestamp::MAX), "no overflow");
    }
}

//! Work that survives the process: one row per kind and subject, so that one
//! thing is never done twice at once.
//!
//! A worker claims a job, does the work, and writes its effect and
//! [`finish`] in one transaction. A claim that was lost meanwhile, because it
//! was cancelled or its lease ran out, makes `finish` fail and undoes the effect.
use crate::{
    Error, JobId, LocalTx, Result, View,
    codec::{Columns, stored_names},
    schema::{Class, Key, Purge, Table, col},
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Row;

pub(crate) static TABLE: Table = Table {
    name: "job",
    class: Class::Local,
    purge: Purge::Free,
    key: Key::Id,
    columns: &[
        col("kind", "TEXT NOT NULL"),
        col("subject_id", "TEXT NOT NULL"),
        col(
            "state",
            "TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled'))",
        ),
        col("attempts", "INTEGER NOT NULL DEFAULT 0"),
        col("run_after", "INTEGER NOT NULL"),
        // Counts every claim there ever was: names the present one.
        col("claim", "INTEGER NOT NULL DEFAULT 0"),
        // When a claim ends by itself; while running.
        col("lease", "INTEGER"),
        // Why it failed, in the last attempt.
        col("code", "TEXT"),
    ],
    immutable: &["id", "kind", "subject_id"],
    indexes: &[
        ("job_subject_once", "job (kind, subject_id)"),
        ("job_live", "job (kind, state, run_after) WHERE state IN ('queued', 'running')"),
    ],
    reads: None,
};

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Waits for a worker.
    Queued,
    /// A worker has it.
    Running,
    /// Its effect is written.
    Done,
    /// Given up, with a code.
    Failed,
    /// Cancelled by the user.
    Cancelled,
}

stored_names!(
    State,
    Queued = "queued",
    Running = "running",
    Done = "done",
    Failed = "failed",
    Cancelled = "cancelled",
);

/// One job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Id.
    pub id: JobId,
    /// What is to be done: `read_receipt`.
    pub kind: String,
    /// To what; an id as text.
    pub subject: String,
    /// Where it stands.
    pub state: State,
    /// How often it was claimed, since it was last queued by [`enqueue`].
    pub attempts: u32,
    /// Which claim this is.
    pub claim: u32,
    /// Why it failed, in the last attempt.
    pub code: Option<String>,
}

/// How many jobs of a kind wait and run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Waiting for a worker, or for their time.
    pub queued: u32,
    /// With a worker.
    pub running: u32,
}

const COLUMNS: &str = "id, kind, subject_id, state, attempts, claim, code";

/// Queues a job. One that waits or runs stays as it is; a finished one begins anew.
pub fn enqueue(tx: &LocalTx<'_>, kind: &str, subject: &str) -> Result<JobId> {
    let id: JobId = tx.next_id();
    tx.execute(
        "INSERT INTO job (id, kind, subject_id, state, run_after) VALUES (?1, ?2, ?3, 'queued', ?4)
         ON CONFLICT (kind, subject_id) DO UPDATE
         SET state = 'queued', attempts = 0, run_after = excluded.run_after, lease = NULL, code = NULL
         WHERE state NOT IN ('queued', 'running')",
        (id.to_string(), kind, subject, tx.now_millis()),
    )?;
    find(tx, kind, subject)?.map(|job| job.id).ok_or(Error::NotFound("job"))
}

/// Takes the job that waits longest, for `lease` from now. A running job whose
/// lease ran out counts as waiting.
pub fn claim(tx: &LocalTx<'_>, kind: &str, lease: SignedDuration) -> Result<Option<Job>> {
    let sql = format!(
        "UPDATE job SET state = 'running', attempts = attempts + 1, claim = claim + 1, lease = ?3
         WHERE rid = (SELECT rid FROM job
            WHERE kind = ?1 AND ((state = 'queued' AND run_after <= ?2) OR (state = 'running' AND lease <= ?2))
            ORDER BY run_after, rid LIMIT 1)
         RETURNING {COLUMNS}"
    );
    tx.row(&sql, (kind, tx.now_millis(), end_of(tx, lease)), read)
}

/// Holds a claim for `lease` from now.
///
/// # Errors
/// [`Error::JobLost`].
pub fn renew(tx: &LocalTx<'_>, job: &Job, lease: SignedDuration) -> Result<()> {
    let sql = format!("UPDATE job SET lease = ?3 WHERE {HELD}");
    held(tx.execute(&sql, (job.id.to_string(), job.claim, end_of(tx, lease)))?)
}

/// The work is done; in the transaction of its effect.
///
/// # Errors
/// [`Error::JobLost`].
pub fn finish(tx: &LocalTx<'_>, job: &Job) -> Result<()> {
    let sql = format!("UPDATE job SET state = 'done', lease = NULL, code = NULL WHERE {HELD}");
    held(tx.execute(&sql, (job.id.to_string(), job.claim))?)
}

/// The work failed for good.
///
/// # Errors
/// [`Error::JobLost`].
pub fn fail(tx: &LocalTx<'_>, job: &Job, code: &str) -> Result<()> {
    let sql = format!("UPDATE job SET state = 'failed', lease = NULL, code = ?3 WHERE {HELD}");
    held(tx.execute(&sql, (job.id.to_string(), job.claim, code))?)
}

/// The work failed and is tried again, not before `run_after`.
///
/// # Errors
/// [`Error::JobLost`].
pub fn retry(tx: &LocalTx<'_>, job: &Job, code: &str, run_after: Timestamp) -> Result<()> {
    let sql = format!(
        "UPDATE job SET state = 'queued', lease = NULL, code = ?3, run_after = ?4 WHERE {HELD}"
    );
    held(tx.execute(&sql, (job.id.to_string(), job.claim, code, run_after.as_millisecond()))?)
}

/// Cancels a job that waits or runs; whether there was one.
pub fn cancel(tx: &LocalTx<'_>, kind: &str, subject: &str) -> Result<bool> {
    let sql = "UPDATE job SET state = 'cancelled', lease = NULL
        WHERE kind = ?1 AND subject_id = ?2 AND state IN ('queued', 'running')";
    Ok(tx.execute(sql, (kind, subject))? > 0)
}

/// The jobs of a kind that wait or run, in the order they will be taken.
pub fn live(view: &View<'_>, kind: &str) -> Result<Vec<Job>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM job WHERE kind = ?1 AND state IN ('queued', 'running') ORDER BY run_after, rid"
    );
    view.rows(&sql, [kind], read)
}

/// The job of a kind and subject, in whatever state.
pub fn find(view: &View<'_>, kind: &str, subject: &str) -> Result<Option<Job>> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE kind = ?1 AND subject_id = ?2");
    view.row(&sql, (kind, subject), read)
}

/// How many of a kind wait and run.
pub fn counts(view: &View<'_>, kind: &str) -> Result<Counts> {
    let count = |state: State| {
        let sql = "SELECT count(*) FROM job WHERE kind = ?1 AND state = ?2 AND state IN ('queued', 'running')";
        view.number(sql, (kind, state.as_str()))
            .map(|count| u32::try_from(count).unwrap_or(u32::MAX))
    };
    Ok(Counts { queued: count(State::Queued)?, running: count(State::Running)? })
}

/// Gives back what ran when the last process ended: one process has the file
/// open, so nobody else runs them.
pub(crate) fn requeue_running(tx: &LocalTx<'_>) -> Result<()> {
    tx.execute("UPDATE job SET state = 'queued', lease = NULL WHERE state = 'running'", [])?;
    Ok(())
}

/// A claim is good while it is the last one.
const HELD: &str = "id = ?1 AND state = 'running' AND claim = ?2";

fn end_of(tx: &LocalTx<'_>, lease: SignedDuration) -> i64 {
    tx.now_millis().saturating_add(i64::try_from(lease.as_millis()).unwrap_or(i64::MAX))
}

fn held(touched: usize) -> Result<()> {
    if touched == 0 { Err(Error::JobLost) } else { Ok(()) }
}

fn read(row: &Row<'_>) -> Result<Job> {
    Ok(Job {
        id: row.id("id")?,
        kind: row.raw("kind")?,
        subject: row.raw("subject_id")?,
        state: row.parsed("state", State::parse)?.ok_or(Error::Damaged("state"))?,
        attempts: row.count("attempts")?,
        claim: row.count("claim")?,
        code: row.raw("code")?,
    })
}

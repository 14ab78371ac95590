//! Looking into the folders: each new picture is read once, and what is no
//! receipt is not offered.
use super::folders;
use crate::error::Error;
use crate::intake::{is_busy, is_picture_name, read_file};
use crate::session::{Core, Session};
use crate::views::Event;
use ::receipt::Context;
use jiff::{SignedDuration, Timestamp};
use reader::{CancelToken, Reading};
use std::fs;
use std::path::{Path, PathBuf};
use store::table::attachment;
use store::table::watched_file::{self, Verdict, WatchedFile};

/// Pictures older than this are not looked at: a folder may hold years.
const NEWEST: SignedDuration = SignedDuration::from_hours(24 * 60);

/// Pictures that are read in one look; the rest is for the next.
const MOST: usize = 40;

/// Fewer words are no receipt.
const FEWEST_WORDS: usize = 12;

/// Looks at what is new in the watched folders. Makes way for what the user
/// dropped, and does nothing while another look is under way.
pub fn look(session: &Session) -> Result<(), Error> {
    let core = &session.core;
    let Some(token) = core.queue.begin_look() else { return Ok(()) };
    let looked = look_at_new(core, &token);
    core.queue.end_look();
    if looked? {
        core.tell(Event::Changed);
    }
    Ok(())
}

/// Whether anything was new.
fn look_at_new(core: &Core, token: &CancelToken) -> Result<bool, Error> {
    let (folders, known) =
        core.store.read(|view| Ok((folders::list(view)?, watched_file::list(view)?)))?;
    let there: Vec<WatchedFile> =
        folders.iter().flat_map(|folder| pictures(&folder.path, core.clock.now())).collect();
    let mut changed = forget_gone(core, &known, &there)?;
    let is_new = |file: &&WatchedFile| !known.iter().any(|seen| is_unchanged(seen, file));
    for file in there.iter().filter(is_new).take(MOST) {
        if token.is_cancelled() || is_busy(core)? {
            break;
        }
        note(core, file, judge(core, Path::new(&file.path), token)?)?;
        changed = true;
    }
    Ok(changed)
}

fn is_unchanged(seen: &WatchedFile, file: &WatchedFile) -> bool {
    (&seen.path, seen.len, seen.modified) == (&file.path, file.len, file.modified)
}

/// What was seen and lies there no more is not offered any longer.
fn forget_gone(core: &Core, known: &[WatchedFile], there: &[WatchedFile]) -> Result<bool, Error> {
    let is_gone = |seen: &&WatchedFile| !there.iter().any(|file| is_unchanged(seen, file));
    let gone: Vec<String> = known.iter().filter(is_gone).map(|seen| seen.path.clone()).collect();
    let any = !gone.is_empty();
    if any {
        core.store.write_local(move |tx| watched_file::remove(tx, &gone))?;
    }
    Ok(any)
}

/// The recent pictures of a folder, by name, the newest first; folders in it are not entered.
fn pictures(folder: &Path, now: Timestamp) -> Vec<WatchedFile> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<WatchedFile> = entries.filter_map(|entry| picture(entry.path())).collect();
    let oldest = now.saturating_sub(NEWEST).map_or(i64::MIN, |at| at.as_millisecond());
    found.retain(|file| file.modified >= oldest);
    found.sort_by_key(|file| std::cmp::Reverse(file.modified));
    found
}

fn picture(path: PathBuf) -> Option<WatchedFile> {
    let metadata = path.symlink_metadata().ok().filter(|metadata| metadata.is_file())?;
    let modified = Timestamp::try_from(metadata.modified().ok()?).ok()?;
    let hidden = path.file_name()?.to_str()?.starts_with('.');
    let file = WatchedFile {
        path: path.to_str()?.to_owned(),
        len: metadata.len(),
        modified: modified.as_millisecond(),
        verdict: Verdict::Passed,
    };
    (!hidden && is_picture_name(&path)).then_some(file)
}

/// What a look came to: the reading, of what is offered.
type Judged = (Verdict, Option<Reading>);

const PASSED: Judged = (Verdict::Passed, None);

fn note(core: &Core, file: &WatchedFile, (verdict, reading): Judged) -> Result<(), Error> {
    let seen = WatchedFile { verdict, ..file.clone() };
    core.store.write_local(move |tx| {
        watched_file::put(tx, &seen)?;
        match reading {
            Some(reading) => watched_file::set_thumb(tx, &seen.path, &reading.picture.thumb),
            None => Ok(()),
        }
    })?;
    Ok(())
}

/// What cannot be read is passed over: it is the user's file, and was not asked for.
fn judge(core: &Core, path: &Path, token: &CancelToken) -> Result<Judged, Error> {
    let Ok(bytes) = read_file(path) else { return Ok(PASSED) };
    let sha256 = attachment::sha256_of(&bytes);
    if core.store.read(|view| attachment::find_by_content(view, &sha256))?.is_some() {
        return Ok((Verdict::Settled, None));
    }
    let Some(pool) = core.pool.as_ref() else { return Ok(PASSED) };
    let context = Context { today: core.clock.today(), currency: None };
    match pool.read(&bytes, &context, token, &mut |_| {}) {
        Ok(reading) if looks_like_a_receipt(&reading) => Ok((Verdict::Offered, Some(reading))),
        Err(reader::ReadError::Cancelled) => Err(reader::ReadError::Cancelled.into()),
        _ => Ok(PASSED),
    }
}

/// A total, and who or when, among enough words.
fn looks_like_a_receipt(reading: &Reading) -> bool {
    let draft = &reading.draft;
    reading.page.words.len() >= FEWEST_WORDS
        && draft.total.value().is_some()
        && (draft.merchant.value().is_some() || draft.date.value().is_some())
        && (draft.date.value().is_some() || !draft.items.is_empty())
}

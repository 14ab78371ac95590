//! The power goes at any moment of what must not be lost: every write, flush
//! and rename of the real thing is recorded, and what a disk may hold after
//! each of them is opened again.
//!
//! `QUITTANCE_REPLAYS` says how many losses of power each scene sees (8 unless
//! told otherwise) and `QUITTANCE_SEED` which.
mod arrivals;
mod scenes;

use crate::desk::{Desk, PASSPHRASE, in_memory};
use app::{Machine, Session, integrity, views::IntegrityView};
use replay::{DONE, Draw, Recording, Unflushed};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

const STAGE: &str = "QUITTANCE_STAGE";

/// Where a scene plays: a machine's folder and what was prepared in it.
struct Stage {
    folder: PathBuf,
    profile: String,
    /// What the scene wants to know: a receipt, the words of a kit.
    given: String,
}

impl Stage {
    fn of(desk: &Desk, given: &str) -> Self {
        let folder = desk.folder.path().to_owned();
        Self { folder, profile: desk.id.clone(), given: given.to_owned() }
    }

    /// In the process that is recorded.
    fn handed_over() -> Option<Self> {
        let text = std::env::var(STAGE).ok()?;
        let mut lines = text.lines().map(str::to_owned);
        let mut next = || lines.next().unwrap_or_default();
        Some(Self { folder: next().into(), profile: next(), given: next() })
    }

    /// The same after a loss of power, in another folder.
    fn after(&self, folder: &Path) -> Self {
        Self { folder: folder.to_owned(), profile: self.profile.clone(), given: self.given.clone() }
    }

    fn machine(&self) -> Machine {
        Machine::at(&self.folder.join("data")).unwrap()
    }

    /// By the passphrase; the history is whole and every page, index and reference good.
    fn open(&self) -> Session {
        let session =
            self.machine().open(&self.profile, Some(PASSPHRASE.into()), Arc::new(|_| {})).unwrap();
        is_good(&session);
        session
    }
}

fn is_good(session: &Session) {
    assert_eq!(integrity::view(session).unwrap(), IntegrityView::default(), "nothing is missing");
    integrity::check(session).unwrap();
}

/// Tells the record that the app said it is done.
#[allow(clippy::print_stdout, reason = "the record listens there")]
fn done(what: &str) {
    println!("{DONE} {what}");
}

/// Plays the scene of that test once, recorded, and looks at what losses of power leave of it.
fn play(test: &str, stage: &Stage, holds: impl Fn(&Stage, &[&str])) {
    let recording = recorded(test, stage);
    let points = recording.points();
    let end = *points.last().unwrap();
    assert!(!recording.said(end).is_empty(), "{test} is no scene, or did not come to its end");
    let number = |name, otherwise| {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
    };
    let (tries, mut draw) =
        (number("QUITTANCE_REPLAYS", 8), Draw::new(number("QUITTANCE_SEED", 1)));
    let shuffled = shuffled(points.clone(), &mut draw);
    for (try_, point) in (0..tries).zip(shuffled.into_iter().cycle()) {
        let unflushed = match try_ % 4 {
            0 => Unflushed::Lost,
            1 => Unflushed::Kept,
            _ => Unflushed::Drawn(draw.clone()),
        };
        let folder = in_memory();
        recording.lay_out(point, unflushed.clone(), folder.path()).unwrap();
        let said = recording.said(point);
        let what = format!("{test} at {point} of {}, {unflushed:?}, after {said:?}", points.len());
        let held = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            holds(&stage.after(folder.path()), &said);
        }));
        assert!(held.is_ok(), "{what}; last {:#?}", recording.last(point, 60));
    }
    report(test, tries, points.len());
}

/// Each moment is met before any is met twice.
fn shuffled<T>(mut points: Vec<T>, draw: &mut Draw) -> Vec<T> {
    for last in (1..points.len()).rev() {
        points.swap(last, draw.below(last + 1));
    }
    points
}

#[allow(clippy::print_stdout, reason = "how much was tried is told where a test passes")]
fn report(test: &str, tries: u64, points: usize) {
    println!("{test}: {tries} losses of power at {points} moments");
}

fn recorded(test: &str, stage: &Stage) -> Recording {
    let mut program = Command::new(std::env::current_exe().unwrap());
    let handed = format!("{}\n{}\n{}", stage.folder.display(), stage.profile, stage.given);
    program.args([test, "--exact", "--nocapture"]).env(STAGE, handed);
    Recording::of(&mut program, &stage.folder).unwrap()
}

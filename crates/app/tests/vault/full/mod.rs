//! The disk is full at any moment of what must not be lost: it is said, what was
//! kept is there, the profile opens as it did, and with room again a second try works.
//!
//! Each step is tried on a disk in memory with no free page, with one, and with
//! four times as many each time until that is enough. `QUITTANCE_FILLS` says how
//! many more each step sees below that (none unless told otherwise), and
//! `QUITTANCE_SEED` which.
mod copies;
mod keys;
mod records;

use crate::desk::{Desk, add_settled, copy_folder, desk};
use app::{Error, Machine, Session, integrity, views::IntegrityView};
use fault::{Code, Coded};
use replay::Draw;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where the small disk is mounted, in the process that has one.
const DISK: &str = "QUITTANCE_SMALL_DISK";
const PAGE: u64 = 4096;
/// No step needs so many pages.
const ENOUGH: u64 = 2048;

/// Panics so far, on whatever thread.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// A disk of 16 MiB. What is on it is this process's alone.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Runs the calling test a second time where such a disk is mounted. There it
    /// is what is returned; nothing in the first run, once the second has passed.
    fn of(test: &str) -> Option<Self> {
        if let Some(folder) = std::env::var_os(DISK) {
            let usual = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                PANICS.fetch_add(1, Ordering::SeqCst);
                usual(panic);
            }));
            return Some(Self(folder.into()));
        }
        let folder = tempfile::tempdir().unwrap();
        let mut again = Command::new("unshare");
        again.args(["--mount", "--map-root-user", "--", "sh", "-c"]);
        again.arg("mount -t tmpfs -o size=16m none \"$0\" && exec \"$@\"").arg(folder.path());
        again.arg(std::env::current_exe().unwrap()).args([test, "--exact", "--nocapture"]);
        let run = again.env(DISK, folder.path()).output().unwrap();
        let said = [run.stdout, run.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        say(&said);
        assert!(run.status.success(), "{test}, where a small disk is mounted");
        assert!(said.contains("1 passed"), "there is no test {test}, so nothing was looked at");
        None
    }

    fn machine(&self) -> Machine {
        Machine::at(&self.0.join("data")).unwrap()
    }

    /// What lies in a folder, and nothing else.
    fn lay_out(&self, folder: &Path) {
        for entry in fs::read_dir(&self.0).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        }
        copy_folder(folder, &self.0);
    }

    /// Leaves so many pages free; all that there are where none is said.
    fn leave(&self, pages: Option<u64>) {
        let Some(pages) = pages else { return };
        let there = rustix::fs::statvfs(&self.0).unwrap();
        let free = there.f_bavail * there.f_bsize / PAGE;
        let filler = vec![7; usize::try_from((free - pages) * PAGE).unwrap()];
        fs::write(self.filler(), filler).unwrap();
        assert_eq!(rustix::fs::statvfs(&self.0).unwrap().f_bavail, pages);
    }

    fn free_up(&self) {
        fs::remove_file(self.filler()).unwrap();
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }
}

/// Something that is done on the small disk.
struct Step<'s> {
    disk: &'s SmallDisk,
    desk: &'s Desk,
    /// What lies on the disk before.
    before: tempfile::TempDir,
}

impl<'s> Step<'s> {
    /// In the desk's profile, which lies on the disk.
    fn of(disk: &'s SmallDisk, desk: &'s Desk) -> Self {
        let before = tempfile::tempdir().unwrap();
        copy_folder(&desk.folder.path().join("data"), &before.path().join("data"));
        Self { disk, desk, before }
    }

    /// Of the desk's, on a disk that nothing lies on.
    fn onto(disk: &'s SmallDisk, desk: &'s Desk) -> Self {
        Self { disk, desk, before: tempfile::tempdir().unwrap() }
    }

    /// Opens it by its kit, which costs no derivation.
    fn open(&self) -> Session {
        let words = self.desk.kit.clone();
        let session = self.disk.machine().open_with_kit(&self.desk.id, words, Arc::new(|_| {}));
        is_good(session.unwrap())
    }

    fn opens_by(&self, passphrase: &str) -> bool {
        let passphrase = Some(passphrase.to_owned());
        let session = self.disk.machine().open(&self.desk.id, passphrase, Arc::new(|_| {}));
        session.map(is_good).is_ok()
    }

    /// Tries it on fuller and fuller disks. `act` does it, and fills the disk as told
    /// once it is ready; `holds` looks at what is left, given whether it was done.
    /// Returns with how many free pages it failed.
    fn tried(
        &self,
        act: impl Fn(Option<u64>) -> Result<(), Error>,
        holds: impl Fn(bool),
    ) -> Vec<u64> {
        let mut failed = Vec::new();
        let mut once = |pages| {
            let done = self.once(pages, &act, &holds);
            failed.extend((!done).then_some(pages));
            done
        };
        let enough = [0].into_iter().chain((0..).map(|n| 4_u64.pow(n)));
        let enough = enough.take_while(|pages| *pages < ENOUGH).find(|pages| once(*pages));
        let enough = usize::try_from(enough.expect("with that much room it is done")).unwrap();
        let mut draw = Draw::new(number("QUITTANCE_SEED", 1));
        for _ in 0..number("QUITTANCE_FILLS", 0) {
            once(draw.below(enough) as u64);
        }
        failed
    }

    /// Whether it was done.
    fn once(
        &self,
        pages: u64,
        act: &impl Fn(Option<u64>) -> Result<(), Error>,
        holds: &impl Fn(bool),
    ) -> bool {
        self.disk.lay_out(self.before.path());
        let done = act(Some(pages));
        self.disk.free_up();
        if let Err(error) = &done {
            assert_eq!(error.code(), Code::DiskFull, "{pages} free pages: {error:?}");
        }
        holds(done.is_ok());
        if done.is_err() {
            act(None).expect("with room again a second try works");
            holds(true);
        }
        assert_eq!(PANICS.load(Ordering::SeqCst), 0, "{pages} free pages: something panicked");
        done.is_ok()
    }
}

/// A desk with a confirmed receipt, closed.
fn with_one() -> (Desk, String) {
    let desk = desk();
    let id = add_settled(&desk.open());
    (desk, id)
}

fn confirmed(session: &Session) -> u32 {
    app::list::totals(session, "").unwrap().count
}

/// The history is whole and every page, index and reference good.
fn is_good(session: Session) -> Session {
    assert_eq!(integrity::view(&session).unwrap(), IntegrityView::default(), "nothing is missing");
    integrity::check(&session).unwrap();
    session
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Some failed before they had begun, and some on their way.
fn failed_midway(test: &str, failed: &[u64]) {
    report(test, failed);
    assert!(failed.contains(&0), "{test}: it needs no room at all");
    assert!(failed.iter().any(|pages| *pages > 0), "{test}: never on its way");
}

fn report(test: &str, failed: &[u64]) {
    let midway = failed.iter().filter(|pages| **pages > 0).count();
    let many = failed.len();
    say(&format!("{test}: {many} full disks, {midway} on its way, free pages {failed:?}"));
}

#[allow(clippy::print_stdout, reason = "how much was tried is told where a test passes")]
fn say(text: &str) {
    println!("{text}");
}

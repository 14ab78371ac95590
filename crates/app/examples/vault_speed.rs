//! What opening, locking and backing up a vault of 10,000 receipts costs.
//!
//! `cargo run -p app --example vault_speed`
//!
//! The receipts have pictures of 30 kB that nobody can read: a vault stores
//! before it reads. A backup is timed beside `cp` of the same bytes, flushed.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measure fails by panicking, and prints"
)]
use app::views::{CreateProfileRequest, OpenMode};
use app::{Machine, Session, backups, intake, unwatched};
use replay::Draw;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

const RECEIPTS: usize = 10_000;
const BYTES: usize = 30_000;
const ROUNDS: usize = 5;
/// After which readers have started and are at work.
const UNDER_WAY: Duration = Duration::from_millis(500);
const PASSPHRASE: &str = "a vault of unreadable pictures";

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let machine = Machine::at(&folder.path().join("data")).unwrap();
    let id = filled(&machine, folder.path());
    let open = || machine.open(&id, Some(PASSPHRASE.into()), Arc::new(|_| {})).unwrap();
    let opened = median(|| timed(open).1);
    let closed = median(|| {
        let session = open();
        timed(|| session.close()).1
    });
    let mut samples = samples();
    let reading = median(|| {
        let session = open();
        intake::ingest_paths(&session, &samples.split_off(samples.len() - 2)).unwrap();
        sleep(UNDER_WAY);
        timed(|| session.close()).1
    });
    println!("unlock by passphrase: {} ms, median of {ROUNDS}", opened.as_millis());
    println!("lock, until the keys are gone: {} ms, median of {ROUNDS}", closed.as_millis());
    println!(
        "the same while two receipts are read: {} ms, median of {ROUNDS}",
        reading.as_millis()
    );
    back_up(&open(), folder.path(), &id);
}

/// Pictures that can be read.
fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|it| it == "jpg")).collect()
}

/// The least disturbed of a few.
fn median(mut once: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| once()).collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let done = work();
    (done, begun.elapsed())
}

/// A profile with that many pictures in it; its id.
fn filled(machine: &Machine, folder: &Path) -> String {
    let (name, mode) = ("Speed".into(), OpenMode::Passphrase);
    let request = CreateProfileRequest { name, mode, passphrase: Some(PASSPHRASE.into()) };
    let session = machine.create(request, Arc::new(|_| {})).unwrap();
    let mut draw = Draw::new(1);
    for some in 0..RECEIPTS / 500 {
        let files: Vec<PathBuf> =
            (0..500).map(|n| picture(folder, some * 500 + n, &mut draw)).collect();
        intake::ingest_paths(&session, &files).unwrap();
        intake::cancel(&session, &[]).unwrap();
        files.iter().for_each(|file| fs::remove_file(file).unwrap());
    }
    session.close();
    session.profile().id
}

/// What begins like a JPEG and is noise.
fn picture(folder: &Path, n: usize, draw: &mut Draw) -> PathBuf {
    let path = folder.join(format!("{n}.jpg"));
    let noise = (0..BYTES).map(|_| u8::try_from(draw.below(256)).unwrap());
    let bytes: Vec<u8> = [0xff, 0xd8, 0xff, 0xe0].into_iter().chain(noise).collect();
    fs::write(&path, bytes).unwrap();
    path
}

fn back_up(session: &Session, folder: &Path, id: &str) {
    let place = folder.join("backups");
    fs::create_dir(&place).unwrap();
    let (made, took) = timed(|| backups::make(session, &place, &unwatched).unwrap());
    let vault = folder.join("data/profiles").join(id).join("vault.db");
    let copied = median(|| timed(|| copy(&vault, &folder.join("copy.db"))).1);
    println!(
        "backup of {RECEIPTS} receipts, {} MB, sealed and read back: {:.2} s; cp of the same bytes: {:.2} s; {:.1} times",
        fs::metadata(place.join(made.name)).unwrap().len() / 1_000_000,
        took.as_secs_f64(),
        copied.as_secs_f64(),
        took.as_secs_f64() / copied.as_secs_f64(),
    );
}

fn copy(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap();
    File::open(to).unwrap().sync_all().unwrap();
}

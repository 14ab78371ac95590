//! Reading speed beside the `tesseract` command, on the same pictures in one run.
//!
//! `speed [--rounds N] [PICTURE_OR_FOLDER...]` prints one JSON object: processor
//! and wall seconds a picture (median and 95th percentile) and ours through
//! theirs, first one picture at a time, the two taking turns, then with all
//! cores busy; *each picture* is the processor time of one through theirs on the same
//! picture. *Reading* is decoding, preparing and recognising; *whole* is all
//! that a dropped picture costs, parser, thumbnail, view and pipes included.
//! *Start* is what a new reader costs before its first picture, *pipes* what it
//! costs that a reader is a process of its own.
//! Without pictures it takes forty, spread over the labelled receipts beside the
//! project and the samples in it.
#![allow(clippy::unwrap_used, reason = "a measurement that cannot be made stops")]
use reader::{CancelToken, Pool, PoolConfig};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use wait4::Wait4;

fn main() {
    let (rounds, pictures) = arguments();
    assert!(!pictures.is_empty(), "no pictures; speed [--rounds N] [PICTURE_OR_FOLDER...]");
    let pool = Pool::start(PoolConfig::new(reader::program().unwrap()));
    warm(&pool, &pictures[0]);
    let report = json!({
        "pictures": pictures.len(),
        "rounds": rounds,
        "cores": pool.size(),
        "start": start(),
        "pipes": pipes(&pool, &pictures),
        "one_reader": one(&pool, &pictures, rounds),
        "all_cores": all(&pool, &pictures, rounds),
    });
    serde_json::to_writer_pretty(std::io::stdout().lock(), &report).unwrap();
}

fn arguments() -> (usize, Vec<PathBuf>) {
    let mut given = std::env::args_os().skip(1).peekable();
    let mut rounds = 1;
    if given.next_if(|word| word == "--rounds").is_some() {
        rounds = given.next().and_then(|n| n.to_str()?.parse().ok()).expect("--rounds N");
    }
    let chosen: Vec<PathBuf> = given.flat_map(|path| pictures(Path::new(&path))).collect();
    (rounds, if chosen.is_empty() { spread() } else { chosen })
}

const AT_MOST: usize = 40;

fn spread() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let sets = ["../shared/receipts/sroie/img", "../shared/receipts/photos/img", "assets/samples"];
    let all: Vec<PathBuf> = sets.iter().flat_map(|set| pictures(&root.join(set))).collect();
    let step = all.len().div_ceil(AT_MOST).max(1);
    all.into_iter().step_by(step).collect()
}

fn pictures(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
    let mut found: Vec<_> =
        entries.map(|entry| entry.unwrap().path()).filter(|p| p.is_file()).collect();
    found.sort();
    found
}

/// Seconds that one picture took.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    cpu: f64,
}

fn theirs(picture: &Path) -> Cost {
    let start = Instant::now();
    let child = Command::new("tesseract")
        .arg(picture)
        .args(["-", "-l", "eng", "--psm", "6"])
        .env("OMP_THREAD_LIMIT", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the package tesseract-ocr");
    let used = child.wait4().unwrap().rusage;
    Cost { wall: start.elapsed().as_secs_f64(), cpu: (used.utime + used.stime).as_secs_f64() }
}

/// Reading alone and the whole.
fn ours(pool: &Pool, picture: &Path) -> [Cost; 2] {
    let start = Instant::now();
    let bytes = std::fs::read(picture).unwrap();
    let outcome = pool.read(&bytes, &context(), &CancelToken::new(), &mut |_| {});
    let wall = start.elapsed().as_secs_f64();
    let time = match outcome {
        Ok(reading) => reading.timings,
        Err(error) => panic!("{}: {error}", picture.display()),
    };
    let seconds = |micros: u64| micros as f64 / 1e6;
    let reading =
        Cost { wall: seconds(time.decode + time.recognise), cpu: seconds(time.recognise_cpu) };
    [reading, Cost { wall, cpu: seconds(time.cpu) }]
}

fn warm(pool: &Pool, picture: &Path) {
    std::thread::scope(|scope| {
        for _ in 0..pool.size() {
            scope.spawn(|| ours(pool, picture));
        }
    });
    theirs(picture);
}

/// Seconds until a new reader has said hello: the process, the language data, the walls.
fn start() -> Value {
    let once = |_| {
        let pool = Pool::start(PoolConfig::new(reader::program().unwrap()));
        let start = Instant::now();
        pool.check().unwrap();
        start.elapsed().as_secs_f64()
    };
    json!({ "median": round(quantile((0..9).map(once).collect(), 0.5)) })
}

/// Seconds between what a caller waits for and what the reader was busy with.
fn pipes(pool: &Pool, pictures: &[PathBuf]) -> Value {
    let between = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        let start = Instant::now();
        let time = pool.read(&bytes, &context(), &CancelToken::new(), &mut |_| {}).unwrap().timings;
        let busy = time.decode + time.recognise + time.parse + time.derive;
        start.elapsed().as_secs_f64() - busy as f64 / 1e6
    };
    let all: Vec<f64> = pictures.iter().take(20).map(between).collect();
    json!({ "median": round(quantile(all.clone(), 0.5)), "p95": round(quantile(all, 0.95)) })
}

fn context() -> receipt::Context {
    receipt::Context { today: jiff::civil::date(2026, 1, 1), currency: None }
}

fn one(pool: &Pool, pictures: &[PathBuf], rounds: usize) -> Value {
    let (mut reading, mut whole, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        for picture in pictures {
            other.push(theirs(picture));
            let [part, all] = ours(pool, picture);
            reading.push(part);
            whole.push(all);
        }
    }
    let mut report = compare(&reading, &whole, &other);
    report["each_picture"] = each(&reading, &other);
    report
}

/// Processor time through theirs on the same picture, for each picture.
fn each(reading: &[Cost], other: &[Cost]) -> Value {
    let ratios: Vec<f64> =
        reading.iter().zip(other).map(|(our, their)| our.cpu / their.cpu).collect();
    json!({ "median": round(quantile(ratios.clone(), 0.5)), "p95": round(quantile(ratios, 0.95)) })
}

fn all(pool: &Pool, pictures: &[PathBuf], rounds: usize) -> Value {
    let (mut reading, mut whole, mut other) = (Vec::new(), Vec::new(), Vec::new());
    let (mut our_wall, mut their_wall) = (0.0, 0.0);
    for _ in 0..rounds {
        let start = Instant::now();
        other.extend(at_once(pool.size(), pictures, theirs));
        their_wall += start.elapsed().as_secs_f64();
        let start = Instant::now();
        for [part, all] in at_once(pool.size(), pictures, |picture| ours(pool, picture)) {
            reading.push(part);
            whole.push(all);
        }
        our_wall += start.elapsed().as_secs_f64();
    }
    let mut report = compare(&reading, &whole, &other);
    report["total_wall"] = json!({
        "ours": round(our_wall), "tesseract": round(their_wall), "ratio": round(our_wall / their_wall),
    });
    report
}

/// Every picture once, so many at a time.
fn at_once<T: Send>(
    cores: usize,
    pictures: &[PathBuf],
    work: impl Fn(&Path) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || pictures.get(next.fetch_add(1, Ordering::Relaxed));
    let lane = || std::iter::from_fn(&take).map(|picture| work(picture)).collect::<Vec<T>>();
    std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..cores).map(|_| scope.spawn(lane)).collect();
        lanes.into_iter().flat_map(|lane| lane.join().unwrap()).collect()
    })
}

/// A column of the report and where its figure comes from.
type Measure = (&'static str, fn(&Cost) -> f64);

fn compare(reading: &[Cost], whole: &[Cost], other: &[Cost]) -> Value {
    let measures: [Measure; 2] = [("wall", |c| c.wall), ("cpu", |c| c.cpu)];
    let mut report = json!({});
    for (name, of) in measures {
        let at = |costs: &[Cost], share| quantile(costs.iter().map(of).collect(), share);
        for (rank, share) in [("median", 0.5), ("p95", 0.95)] {
            let (ours, all, theirs) = (at(reading, share), at(whole, share), at(other, share));
            report[format!("{name}_{rank}")] = json!({
                "reading": round(ours), "whole": round(all), "tesseract": round(theirs),
                "ratio": round(ours / theirs), "ratio_whole": round(all / theirs),
            });
        }
    }
    report
}

fn quantile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * share).round() as usize]
}

fn round(seconds: f64) -> f64 {
    (seconds * 1e4).round() / 1e4
}

//! What a loss of power leaves of what a small program wrote.
//!
//! The test is its own program: started once more, with the folder in its
//! environment, it writes instead of looking.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]
use replay::{DONE, Draw, Recording, Unflushed};
use std::fs::{self, File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Command;

const FOLDER: &str = "REPLAY_FOLDER";

/// Records what the test of that name does in the folder.
fn record(test: &str, folder: &Path) -> Recording {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.args([test, "--exact", "--nocapture"]).env(FOLDER, folder);
    Recording::of(&mut program, folder).unwrap()
}

fn left(recording: &Recording, point: usize, unflushed: Unflushed) -> tempfile::TempDir {
    let target = tempfile::tempdir().unwrap();
    recording.lay_out(point, unflushed, target.path()).unwrap();
    target
}

/// The new content beside the old, then in its place; the folder is flushed on demand.
fn replace(folder: &Path, flush_content: bool) {
    let mut file = File::create(folder.join("beside")).unwrap();
    file.write_all(&[b'n'; 4096]).unwrap();
    if flush_content {
        file.sync_all().unwrap();
    }
    fs::rename(folder.join("beside"), folder.join("file")).unwrap();
    File::open(folder).unwrap().sync_all().unwrap();
    println!("{DONE} replaced");
}

fn contents(recording: &Recording) -> Vec<Vec<u8>> {
    let seeds = (0..20).map(|seed| Unflushed::Drawn(Draw::new(seed)));
    let ways: Vec<_> = [Unflushed::Lost, Unflushed::Kept].into_iter().chain(seeds).collect();
    let cases =
        recording.points().into_iter().flat_map(|point| ways.iter().map(move |way| (point, way)));
    let mut contents: Vec<_> = cases
        .map(|(point, way)| {
            fs::read(left(recording, point, way.clone()).path().join("file")).unwrap()
        })
        .collect();
    contents.sort();
    contents.dedup();
    contents
}

#[test]
fn a_file_replaced_with_care_is_the_old_or_the_new() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return replace(Path::new(&folder), true);
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), [b'o'; 4096]).unwrap();
    let recording = record("a_file_replaced_with_care_is_the_old_or_the_new", folder.path());
    assert_eq!(contents(&recording), [vec![b'n'; 4096], vec![b'o'; 4096]]);
    let last = *recording.points().last().unwrap();
    assert_eq!(recording.said(last), ["replaced"]);
    let kept = left(&recording, last, Unflushed::Lost);
    assert_eq!(fs::read(kept.path().join("file")).unwrap()[0], b'n', "what was said to be done is");
}

#[test]
fn one_replaced_without_a_flush_is_empty_or_torn_too() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return replace(Path::new(&folder), false);
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), [b'o'; 4096]).unwrap();
    let recording = record("one_replaced_without_a_flush_is_empty_or_torn_too", folder.path());
    let contents = contents(&recording);
    assert!(contents.contains(&Vec::new()), "the name came before the content");
    assert!(contents.iter().any(|it| (1..4096).contains(&it.len())), "a part of the sectors");
}

/// In place, at several places, and cut.
fn write_about(folder: &Path) {
    let mut file = OpenOptions::new().write(true).open(folder.join("file")).unwrap();
    file.seek(SeekFrom::Start(512)).unwrap();
    file.write_all(&[b'a'; 512]).unwrap();
    file.sync_data().unwrap();
    file.write_all(&[b'b'; 512]).unwrap();
    file.set_len(1024).unwrap();
    file.sync_all().unwrap();
    fs::create_dir(folder.join("inner")).unwrap();
    fs::write(folder.join("inner/gone"), "x").unwrap();
    fs::remove_dir_all(folder.join("inner")).unwrap();
}

#[test]
fn what_was_flushed_stands_and_the_rest_may_not() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return write_about(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), [b'o'; 2048]).unwrap();
    let recording = record("what_was_flushed_stands_and_the_rest_may_not", folder.path());
    let second = recording.points()[2];
    let read =
        |unflushed| fs::read(left(&recording, second, unflushed).path().join("file")).unwrap();
    let (lost, kept) = (read(Unflushed::Lost), read(Unflushed::Kept));
    assert_eq!((lost[600], lost[1100], lost.len()), (b'a', b'o', 2048), "before the second flush");
    assert_eq!((kept[600], kept.len()), (b'a', 1024));
}

#[test]
fn a_program_that_fails_is_no_record() {
    let folder = tempfile::tempdir().unwrap();
    let failed = Recording::of(&mut Command::new("false"), folder.path());
    assert!(matches!(failed, Err(replay::ReplayError::Program(_))), "{failed:?}");
}

/// Another file takes the place of one that has a second name by then.
fn keep_and_replace(folder: &Path) {
    fs::hard_link(folder.join("file"), folder.join("kept")).unwrap();
    File::open(folder).unwrap().sync_all().unwrap();
    println!("{DONE} kept");
    replace(folder, true);
}

#[test]
fn a_second_name_keeps_a_file_whose_first_one_goes() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return keep_and_replace(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), [b'o'; 4096]).unwrap();
    let recording = record("a_second_name_keeps_a_file_whose_first_one_goes", folder.path());
    for point in recording.points() {
        let left = left(&recording, point, Unflushed::Lost);
        let kept = fs::read(left.path().join("kept")).ok();
        assert!(kept.is_some() || recording.said(point).is_empty(), "what was said to be kept is");
        assert!(kept.is_none_or(|bytes| bytes == [b'o'; 4096]), "the old one, not the new");
    }
}

//! Searching what a process holds in memory, as a core dump would have it.
use crate::process::program_of;
use crate::search::{Finding, Needle, contains};
use std::fs::{self, File};
use std::os::unix::fs::FileExt;

const PAGE: u64 = 4096;
/// Bytes that are looked at in one go.
const CHUNK: u64 = 16 << 20;
/// An entry of a page map: in memory, or swapped out.
const PRESENT: u64 = 3 << 62;

/// Every needle in every page of a process that is there, with the process's
/// program as the place. Nothing where the process is gone.
pub fn search_memory(process: u32, needles: &[Needle]) -> Vec<Finding> {
    let open = |name| File::open(format!("/proc/{process}/{name}"));
    let (Ok(memory), Ok(pages)) = (open("mem"), open("pagemap")) else { return Vec::new() };
    let longest = needles.iter().map(|needle| needle.bytes.len() as u64).max().unwrap_or(0);
    let runs = regions(process).into_iter().flat_map(|(from, to)| present(&pages, from, to));
    let mut wanted: Vec<&Needle> = needles.iter().collect();
    let mut found = Vec::new();
    for (from, to) in runs.flat_map(|(from, to)| chunks(from, to, longest)) {
        let hay = read(&memory, from, to).unwrap_or_default();
        let (there, rest) = wanted.into_iter().partition(|needle| contains(&hay, &needle.bytes));
        found.extend::<Vec<&Needle>>(there);
        wanted = rest;
    }
    let path = program_of(process).unwrap_or_default();
    found
        .into_iter()
        .map(|needle| Finding { what: needle.what.clone(), path: path.clone() })
        .collect()
}

/// What may be read, without what the kernel put there.
fn regions(process: u32) -> Vec<(u64, u64)> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap_or_default();
    let readable = maps.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let (range, rights) = (words.next()?, words.next()?);
        let own = rights.starts_with('r') && !line.ends_with("[vvar]") && !line.contains("[vsys");
        own.then_some(range)
    });
    let number = |text| u64::from_str_radix(text, 16).ok();
    readable
        .filter_map(|range| range.split_once('-'))
        .filter_map(|(from, to)| Some((number(from)?, number(to)?)))
        .collect()
}

/// The runs of pages that are not merely reserved.
fn present(pages: &File, from: u64, to: u64) -> Vec<(u64, u64)> {
    let mut entries = vec![0; usize::try_from((to - from) / PAGE * 8).unwrap_or(0)];
    let read = pages.read_at(&mut entries, from / PAGE * 8).unwrap_or(0);
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for (at, entry) in entries[..read].chunks_exact(8).enumerate() {
        let entry = u64::from_le_bytes(entry.try_into().expect("eight bytes"));
        let page = from + at as u64 * PAGE;
        match runs.last_mut() {
            _ if entry & PRESENT == 0 => {}
            Some((_, end)) if *end == page => *end += PAGE,
            _ => runs.push((page, page + PAGE)),
        }
    }
    runs
}

/// Pieces that overlap by so much that no needle falls between two.
fn chunks(from: u64, to: u64, overlap: u64) -> impl Iterator<Item = (u64, u64)> {
    (from..to).step_by(CHUNK as usize).map(move |at| (at, (at + CHUNK + overlap).min(to)))
}

fn read(memory: &File, from: u64, to: u64) -> Option<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(to - from).ok()?];
    let read = memory.read_at(&mut bytes, from).ok()?;
    bytes.truncate(read);
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn what_a_process_holds_is_found_and_nothing_else() {
        let canary = Needle::bytes("canary", b"kenari-di-dalam-ingatan");
        let absent = Needle::bytes("absent", b"kenari-yang-tiada-di-sini");
        let mut sleeper = Command::new("sleep");
        let mut child = sleeper.arg("60").env("SONG", "kenari-di-dalam-ingatan").spawn().unwrap();
        let sleeps = |path: std::path::PathBuf| path.ends_with("sleep").then_some(());
        crate::until("the child runs its program", || program_of(child.id()).and_then(sleeps));
        let found = search_memory(child.id(), &[canary.clone(), absent]);
        assert_eq!(found.iter().map(|it| it.what.as_str()).collect::<Vec<_>>(), ["canary"]);
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(search_memory(child.id(), &[canary]), [], "what is gone holds nothing");
    }
}

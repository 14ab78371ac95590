//! Each kind of file, how it is spoilt, and how it is read.
use crate::spoil::{self, Chance};
use crate::whole::{FILE_PASSPHRASE, PASSPHRASE, Whole};
use app::views::{ComeBackRequest, MergeRequest, OpenMode, RestoreAs, RestoreRequest};
use app::{Error, Machine, Session, integrity, unwatched};
use envelope::{BackupReader, Counted, Counter, Header, Purpose};
use fault::{Code, Coded};
use sha2::{Digest, Sha256};
use std::fs;
use std::rc::Rc;
use std::sync::Arc;

/// Whether what is in the file opens; it panics where that is wrong.
type Read = Box<dyn Fn(&[u8]) -> bool>;

/// One kind of file.
pub struct Kind {
    pub name: &'static str,
    /// How often it is drawn, beside the others.
    pub share: usize,
    whole: Vec<u8>,
    /// Makes the sums right that a reader looks at before anything else.
    mend: fn(&mut [u8]),
    read: Read,
}

impl Kind {
    /// Spoilt from its beginning or from anywhere, its sums mended every other time.
    pub fn spoilt(&self, chance: &mut Chance) -> Vec<u8> {
        let from = if chance.below(2) == 0 { 0 } else { chance.below(self.whole.len()) };
        let (before, rest) = self.whole.split_at(from);
        let spoilt = spoil::file(&[rest.to_vec()], chance);
        let mut bytes = [before, &spoilt].concat();
        if chance.below(2) == 0 {
            (self.mend)(&mut bytes);
        }
        bytes
    }

    pub fn read(&self, bytes: &[u8]) -> bool {
        (self.read)(bytes)
    }
}

/// What is read in microseconds is drawn more often.
pub fn all() -> Vec<Kind> {
    let world = Rc::new(Whole::make());
    let backup = world.backup();
    let plain = world.archive(None);
    let sealed = world.archive(Some(FILE_PASSPHRASE));
    let [a, b, c, d, e, f, g, h] = std::array::from_fn(|_| world.clone());
    let kind = |name, share, whole: &[u8], mend, read| Kind {
        name,
        share,
        whole: whole.to_vec(),
        mend,
        read,
    };
    vec![
        kind("headers", 60, &world.header(), mend_header, Box::new(move |it| header(&a, it))),
        kind("counters", 30, &world.counter(), keep, Box::new(move |it| counter(&b, it))),
        kind("backups", 60, &backup, mend_backup, only(&backup, move |it| opened_backup(&c, it))),
        kind("backups to merge", 6, &backup, mend_backup, only(&backup, move |it| preview(&d, it))),
        kind("plain archives", 60, &plain, mend_tar, Box::new(move |it| preview(&e, it))),
        kind("sealed archives", 2, &sealed, keep, only(&sealed, move |it| preview(&f, it))),
        kind(
            "backups to restore",
            1,
            &backup,
            mend_backup,
            only(&backup, move |it| restored(&g, it)),
        ),
        kind("archives coming back", 2, &plain, mend_tar, Box::new(move |it| came_back(&h, it))),
    ]
}

/// What is authenticated opens as it was written, or not at all.
fn only(whole: &[u8], read: impl Fn(&[u8]) -> bool + 'static) -> Read {
    let whole = whole.to_vec();
    Box::new(move |bytes| {
        let opens = read(bytes);
        assert!(!opens || bytes == whole, "another content was taken for what was written");
        opens
    })
}

/// By its kit: to its own data key, or not at all.
fn header(world: &Whole, bytes: &[u8]) -> bool {
    let Ok(parsed) = Header::parse(bytes) else { return false };
    let Some(data) = world.opened(&parsed) else { return false };
    let real = Header::parse(&world.header()).expect("the real one");
    let key = world.opened(&real).expect("its key").derive(Purpose::Database);
    assert!(parsed == real && data.derive(Purpose::Database).matches(&key), "another header opens");
    true
}

/// It says a number that was counted, or none.
fn counter(world: &Whole, bytes: &[u8]) -> bool {
    let real = Header::parse(&world.header()).expect("the real one");
    let data = world.opened(&real).expect("its key");
    let said = |bytes: &[u8]| {
        let path = world.file("counter");
        fs::write(&path, bytes).expect("room");
        Counter::at(&path, data.derive(Purpose::Counter)).read().expect("a file")
    };
    let whole = world.counter();
    let second = [&[0; 512][..], &whole[512..]].concat();
    let counted = [said(&whole[..512]), said(&second)];
    match said(bytes) {
        Counted::Actions(number) => {
            assert!(counted.contains(&Counted::Actions(number)), "{number} was never counted");
            true
        }
        Counted::Damaged => false,
        Counted::Nothing => panic!("a file that is there is not nothing"),
    }
}

/// Piece by piece, as the app reads it.
fn opened_backup(world: &Whole, bytes: &[u8]) -> bool {
    let read = || -> Option<()> {
        let mut reader = BackupReader::begin(bytes).ok()?;
        let data = world.opened(reader.header())?;
        reader.open(&data.derive(Purpose::Backup)).ok()?;
        while reader.next_piece().ok()?.is_some() {}
        Some(())
    };
    read().is_some()
}

/// Up to what merging it would do; nothing of it stays.
fn preview(world: &Whole, bytes: &[u8]) -> bool {
    let path = world.file("spoilt");
    fs::write(&path, bytes).expect("room");
    let request =
        MergeRequest { proof: world.by_kit(), archive_passphrase: Some(FILE_PASSPHRASE.into()) };
    let seen = world.machine.preview_merge(&world.session, &path, &request, &unwatched);
    let left = fs::read_dir(world.profile()).expect("the profile").flatten();
    let left = left.filter(|entry| entry.file_name().as_encoded_bytes().starts_with(b"snapshot"));
    assert_eq!(left.count(), 0, "something of it stays");
    is_told(seen)
}

fn restored(world: &Whole, bytes: &[u8]) -> bool {
    arrived(world, bytes, |machine, path| {
        let (proof, restore_as) = (world.by_kit(), RestoreAs::Move);
        let request =
            RestoreRequest { proof, restore_as, set_aside: false, mode: None, passphrase: None };
        machine.restore(path, request, &unwatched, Arc::new(|_| {}))
    })
}

fn came_back(world: &Whole, bytes: &[u8]) -> bool {
    arrived(world, bytes, |machine, path| {
        let request = ComeBackRequest {
            archive_passphrase: None,
            name: None,
            mode: OpenMode::Passphrase,
            passphrase: Some(PASSPHRASE.into()),
        };
        machine.come_back(path, request, &unwatched, Arc::new(|_| {}))
    })
}

/// On an empty machine: a profile that is whole, or none.
fn arrived(
    world: &Whole,
    bytes: &[u8],
    arrive: impl Fn(&Machine, &std::path::Path) -> Result<Session, Error>,
) -> bool {
    let (path, empty) = (world.file("spoilt"), tempfile::tempdir().expect("a folder"));
    fs::write(&path, bytes).expect("room");
    let machine = Machine::at(empty.path()).expect("a machine");
    let session = arrive(&machine, &path);
    match &session {
        Ok(session) => drop(integrity::check(session).expect("a whole profile")),
        Err(_) => {
            let left = machine.view().expect("a list").profiles;
            assert!(left.is_empty(), "half a profile is listed");
        }
    }
    is_told(session)
}

/// What is wrong with a file is said to be wrong with it, and is no defect.
fn is_told<T>(result: Result<T, Error>) -> bool {
    if let Err(error) = &result {
        let told = !matches!(error.code(), Code::Internal | Code::VaultReadOnly | Code::DiskFull);
        assert!(told, "{error:?} is told as a defect");
    }
    result.is_ok()
}

fn keep(_: &mut [u8]) {}

/// The last 32 bytes are a digest of all before them.
fn mend_header(bytes: &mut [u8]) {
    if let Some((before, digest)) = bytes.split_last_chunk_mut::<32>() {
        digest.copy_from_slice(&Sha256::digest(before));
    }
}

/// The digest stands behind the header, whose length is the number at 10.
fn mend_backup(bytes: &mut [u8]) {
    let Some(length) = bytes.get(10..12) else { return };
    let at = 56 + usize::from(u16::from_le_bytes([length[0], length[1]]));
    let Some((before, rest)) = bytes.split_at_mut_checked(at) else { return };
    if let Some(digest) = rest.first_chunk_mut::<32>() {
        digest.copy_from_slice(&Sha256::digest(before));
    }
}

/// Each entry's header has the sum of its bytes, its own eight taken as blanks.
fn mend_tar(bytes: &mut [u8]) {
    let mut rest = bytes;
    while let Some((header, behind)) = rest.split_at_mut_checked(512) {
        let size = std::str::from_utf8(&header[124..135]).ok();
        let Some(size) = size.and_then(|size| usize::from_str_radix(size, 8).ok()) else { return };
        header[148..156].fill(b' ');
        let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        let Some((_, next)) = behind.split_at_mut_checked(size.next_multiple_of(512)) else {
            return;
        };
        rest = next;
    }
}

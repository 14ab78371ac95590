//! What comes back, and what is refused.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use archive::{ArchiveError, Writer, read};
use proptest::prelude::*;
use std::time::{Duration, Instant};

type Files = Vec<(String, Vec<u8>)>;

fn files() -> Files {
    let picture = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    vec![
        ("manifest.json".into(), b"{}".to_vec()),
        ("tables/receipt/000001.jsonl".into(), Vec::new()),
        ("pictures/ab-1.jpg".into(), picture),
    ]
}

fn written(files: &Files, passphrase: Option<&str>) -> Vec<u8> {
    let mut writer = Writer::begin(Vec::new(), passphrase).unwrap();
    for (name, bytes) in files {
        writer.entry(name, bytes.len() as u64, &mut &bytes[..]).unwrap();
    }
    writer.finish().unwrap()
}

fn back(bytes: &[u8], passphrase: Option<&str>) -> Result<Files, ArchiveError> {
    let mut files = Files::new();
    read(bytes, passphrase, &mut |entry| {
        let mut content = Vec::new();
        entry.content.read_to_end(&mut content).map_err(ArchiveError::File)?;
        files.push((entry.name, content));
        Ok::<(), ArchiveError>(())
    })?;
    Ok(files)
}

#[test]
fn what_is_put_in_comes_back_in_its_order() {
    for passphrase in [None, Some("correct horse battery")] {
        let bytes = written(&files(), passphrase);
        assert_eq!(back(&bytes, passphrase).unwrap(), files());
    }
    let skipped = read(&written(&files(), None)[..], None, &mut |_| Ok::<(), ArchiveError>(()));
    skipped.expect("whoever wants no content need not read it");
}

#[test]
fn with_a_passphrase_nothing_is_readable_and_no_other_opens_it() {
    let bytes = written(&files(), Some("correct horse battery"));
    for plain in [&b"manifest"[..], b"ustar", b"pictures"] {
        assert!(!bytes.windows(plain.len()).any(|window| window == plain), "it can be read");
    }
    for wrong in [None, Some("wrong horse battery"), Some("")] {
        assert!(matches!(back(&bytes, wrong), Err(ArchiveError::WrongPassphrase)), "{wrong:?}");
    }
}

/// A keyboard may give `é` as one sign or as two.
#[test]
fn an_accented_passphrase_opens_it_in_either_form() {
    let (one, two) = ("caf\u{e9} am Fluss", "cafe\u{301} am Fluss");
    for (sealed, typed) in [(one, two), (two, one)] {
        let bytes = written(&files(), Some(sealed));
        assert_eq!(back(&bytes, Some(typed)).unwrap(), files(), "sealed on another machine");
    }
}

/// The same file, asking for so much work.
fn asking_for(work: &str, bytes: &[u8]) -> Vec<u8> {
    let at = bytes.windows(4).position(|window| window == b" 18\n").expect("what is asked for");
    [&bytes[..at], b" ", work.as_bytes(), b"\n", &bytes[at + 4..]].concat()
}

#[test]
fn a_file_that_asks_for_too_much_work_is_refused_before_any_is_done() {
    let bytes = written(&files(), Some("correct horse battery"));
    for work in ["20", "22", "30", "63"] {
        let begun = Instant::now();
        let refused = back(&asking_for(work, &bytes), Some("correct horse battery"));
        assert!(matches!(refused, Err(ArchiveError::Costly)), "{work}: {refused:?}");
        assert!(begun.elapsed() < Duration::from_millis(500), "{work}: the work was done");
    }
    for no_work in ["0", "64", "018", "x", "-1"] {
        let refused = back(&asking_for(no_work, &bytes), Some("correct horse battery"));
        let what = matches!(refused, Err(ArchiveError::Damaged(_) | ArchiveError::Costly));
        assert!(
            what || matches!(refused, Err(ArchiveError::WrongPassphrase)),
            "{no_work}: {refused:?}"
        );
    }
    let mut endless = bytes[..30].to_vec();
    endless.resize(3 << 20, b'x');
    let refused = back(&endless, Some("correct horse battery"));
    assert!(matches!(refused, Err(ArchiveError::Damaged("its header"))), "{refused:?}");
}

#[test]
fn a_cut_or_altered_archive_is_told_from_a_whole_one() {
    let bytes = written(&files(), Some("correct horse battery"));
    for len in [bytes.len() - 1, bytes.len() / 2, 70_000] {
        let cut = back(&bytes[..len], Some("correct horse battery"));
        assert!(matches!(cut, Err(ArchiveError::Cut | ArchiveError::Damaged(_))), "{len}: {cut:?}");
    }
    let mut flipped = bytes.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    assert!(matches!(back(&flipped, Some("correct horse battery")), Err(ArchiveError::Damaged(_))));
    let plain = written(&files(), None);
    assert!(matches!(back(&plain[..100_000], None), Err(ArchiveError::Cut)));
    for nothing in [&b""[..], b"no archive", &[0; 4096]] {
        assert!(matches!(back(nothing, None), Err(ArchiveError::NotAnArchive)));
    }
    let more = [plain, b"more".to_vec()].concat();
    assert!(
        matches!(back(&more, None), Err(ArchiveError::Damaged(_))),
        "something follows its end"
    );
}

/// A tar file as somebody else makes one.
fn foreign(name: &[u8], kind: tar::EntryType, size: u64, content: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(kind);
    header.set_size(size);
    header.as_old_mut().name[..name.len()].copy_from_slice(name);
    header.set_cksum();
    let mut bytes = header.as_bytes().to_vec();
    bytes.extend(content);
    bytes.resize(bytes.len().next_multiple_of(512) + 1024, 0);
    bytes
}

#[test]
fn names_that_lead_elsewhere_and_kinds_that_are_no_files_are_refused() {
    use tar::EntryType;
    for name in [
        &b"../up"[..],
        b"/etc/passwd",
        b"a/../b",
        b"a//b",
        b".hidden",
        b"A",
        b"a\\b",
        b"a\xff",
        b"",
        b"a b",
        b"c:x",
    ] {
        let refused = back(&foreign(name, EntryType::Regular, 1, b"x"), None);
        assert!(matches!(refused, Err(ArchiveError::Damaged("a name"))), "{name:?}: {refused:?}");
    }
    for kind in [
        EntryType::Symlink,
        EntryType::Link,
        EntryType::Directory,
        EntryType::GNUSparse,
        EntryType::GNULongName,
        EntryType::XHeader,
        EntryType::Block,
    ] {
        let refused = back(&foreign(b"a", kind, 1, b"x"), None);
        assert!(matches!(refused, Err(ArchiveError::Damaged(_))), "{kind:?}: {refused:?}");
    }
    for size in [u64::MAX / 4, 1 << 40] {
        let refused = back(&foreign(b"a", EntryType::Regular, size, b"x"), None);
        assert!(
            matches!(refused, Err(ArchiveError::Cut | ArchiveError::Damaged(_))),
            "{refused:?}"
        );
    }
    assert!(back(&foreign(b"a", EntryType::Regular, 1, b"x"), None).is_ok(), "an honest one");
    let mut writer = Writer::begin(Vec::new(), None).unwrap();
    assert!(writer.entry("../up", 0, &mut &b""[..]).is_err(), "nor is one written");
    assert!(writer.entry("short", 9, &mut &b"x"[..]).is_err(), "or one of another length");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..3000), at in 0_usize..200_000, bit in 0_u8..8) {
        let _ = back(&bytes, None);
        let mut spoilt = written(&files(), None);
        let at = at % spoilt.len();
        spoilt[at] ^= 1 << bit;
        if let Ok(read) = back(&spoilt, None) {
            prop_assert_eq!(read.len(), files().len(), "none is lost unsaid");
        }
    }
}

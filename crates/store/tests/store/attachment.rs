use super::bench::{Bench, bench};
use proptest::prelude::*;
use std::io::{self, Read};
use store::{
    AttachmentId, Error,
    table::attachment::{self, CHUNK, Stored},
};

fn put(bench: &Bench, bytes: Vec<u8>) -> Stored {
    bench
        .store
        .write_local(move |tx| attachment::insert(tx, "scan.jpg", "image/jpeg", &bytes[..]))
        .unwrap()
}

fn new(stored: Stored) -> AttachmentId {
    match stored {
        Stored::New(id) => id,
        Stored::Here(_) => panic!("the bytes were new"),
    }
}

fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|n| u8::try_from(n * 31 % 251).unwrap()).collect()
}

#[test]
fn a_large_file_comes_back_byte_for_byte_and_in_ranges() {
    let bench = bench();
    let bytes = pattern(2 * CHUNK + 12_345);
    let id = new(put(&bench, bytes.clone()));
    let bench = bench.reopen();
    assert!(
        bench.store.read(|view| attachment::read_all(view, id)).unwrap() == bytes,
        "the original is sacred"
    );
    for (offset, length) in [
        (0, 10),
        (CHUNK - 5, 10),
        (2 * CHUNK, CHUNK),
        (bytes.len() - 1, 100),
        (bytes.len(), 1),
        (usize::MAX / 4, 5),
    ] {
        let range = bench
            .store
            .read(|view| attachment::read_range(view, id, offset as u64, length))
            .unwrap();
        let start = offset.min(bytes.len());
        let end = offset.saturating_add(length).min(bytes.len()).max(start);
        assert!(range == bytes[start..end], "{length} from {offset}");
    }
}

#[test]
fn the_same_bytes_are_stored_once() {
    let bench = bench();
    let id = new(put(&bench, pattern(CHUNK + 1)));
    assert_eq!(
        put(&bench, pattern(CHUNK + 1)),
        Stored::Here(id),
        "a second drop of a file is no second file"
    );
    assert_ne!(put(&bench, pattern(CHUNK + 2)), Stored::Here(id), "one byte more is another file");
    let sha256 = attachment::sha256_of(&pattern(CHUNK + 1));
    let found = bench.store.read(|view| attachment::find_by_content(view, &sha256)).unwrap();
    let found = found.expect("found by its content");
    assert_eq!(
        (found.id, found.len, found.mime.as_str()),
        (id, CHUNK as u64 + 1, "image/jpeg"),
        "with what is known of it"
    );
}

#[test]
fn no_bytes_are_refused() {
    let bench = bench();
    let empty =
        bench.store.write_local(|tx| attachment::insert(tx, "empty", "image/png", io::empty()));
    assert!(matches!(empty, Err(Error::Invalid("file"))), "there is nothing to keep");
}

/// A reader that breaks after its bytes.
struct Breaks(&'static [u8]);

impl Read for Breaks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::from(io::ErrorKind::PermissionDenied)),
            read => Ok(read),
        }
    }
}

#[test]
fn a_file_that_breaks_leaves_nothing_and_the_others_go_on() {
    let bench = bench();
    let second = bench
        .store
        .write_local(|tx| {
            assert!(
                attachment::insert(tx, "breaks", "image/png", Breaks(&[1; 4096])).is_err(),
                "the cause is told"
            );
            attachment::insert(tx, "good", "image/png", &[2_u8; 10][..])
        })
        .unwrap();
    assert_eq!(
        bench.store.read(|view| attachment::read_all(view, new(second))).unwrap(),
        [2; 10],
        "the next file is whole"
    );
    let whole = put(&bench, vec![1; 4096]);
    assert!(matches!(whole, Stored::New(_)), "nothing of the broken one was kept");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 1..5000)) {
        let bench = bench();
        let id = new(put(&bench, bytes.clone()));
        prop_assert_eq!(bench.store.read(|view| attachment::read_all(view, id)).unwrap(), bytes, "whatever they are");
    }
}

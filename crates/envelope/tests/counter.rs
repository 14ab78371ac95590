//! The counter on a disk that tears and lies.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use envelope::{Counted, Counter};
use secret::Key;
use std::{fs, path::PathBuf};

struct Desk {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    Desk { path: folder.path().join("counter"), _folder: folder }
}

impl Desk {
    fn counter(&self) -> Counter {
        Counter::at(&self.path, Key::copy_from(&[5; 32]))
    }

    fn says(&self) -> Counted {
        self.counter().read().unwrap()
    }
}

#[test]
fn it_says_what_was_counted_last() {
    let desk = desk();
    assert_eq!(desk.says(), Counted::Nothing);
    assert!(desk.counter().write(1).is_err(), "it is begun by being set");
    desk.counter().reset(7).unwrap();
    assert_eq!(desk.says(), Counted::Actions(7));
    let counter = desk.counter();
    for number in 8..50 {
        counter.write(number).unwrap();
        assert_eq!(desk.says(), Counted::Actions(number));
    }
    counter.reset(3).unwrap();
    assert_eq!(desk.says(), Counted::Actions(3), "set back on purpose");
    counter.write(4).unwrap();
    assert_eq!(desk.says(), Counted::Actions(4), "and on from there");
    assert_eq!(
        Counter::at(&desk.path, Key::copy_from(&[6; 32])).read().unwrap(),
        Counted::Damaged,
        "another profile's"
    );
}

#[test]
fn a_torn_write_leaves_the_number_before() {
    let desk = desk();
    let counter = desk.counter();
    counter.reset(7).unwrap();
    counter.write(8).unwrap();
    let before = fs::read(&desk.path).unwrap();
    counter.write(9).unwrap();
    let after = fs::read(&desk.path).unwrap();
    for torn in 1..40 {
        let mut bytes = before.clone();
        bytes[..torn].copy_from_slice(&after[..torn]);
        fs::write(&desk.path, bytes).unwrap();
        assert_eq!(desk.says(), Counted::Actions(8), "{torn} bytes were written");
    }
}

#[test]
fn no_flipped_bit_makes_it_say_more_and_damage_is_no_beginning() {
    let desk = desk();
    desk.counter().reset(7).unwrap();
    desk.counter().write(8).unwrap();
    let whole = fs::read(&desk.path).unwrap();
    for bit in 0..whole.len() * 8 {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(&desk.path, bytes).unwrap();
        assert!(
            matches!(desk.says(), Counted::Actions(7 | 8)),
            "bit {bit} made it say {:?}",
            desk.says()
        );
    }
    for damage in [&b""[..], &whole[..30], &[0; 1024]] {
        fs::write(&desk.path, damage).unwrap();
        assert_eq!(desk.says(), Counted::Damaged, "it was there once");
    }
}

//! The power goes while a file of the first release gets this one's tables.
use super::bench::{KEY, bench};
use replay::{DONE, Draw, Recording, Unflushed};
use std::path::Path;
use std::process::Command;
use store::{Store, table::merchant_clue};

const STAGE: &str = "QUITTANCE_STAGE";

fn open(folder: &Path) -> Store {
    Store::open(&folder.join("vault.db"), &KEY, bench().context()).unwrap()
}

#[test]
#[allow(clippy::print_stdout, reason = "the record listens there")]
fn an_old_file_is_old_or_new_whenever_the_power_goes() {
    if let Some(folder) = std::env::var_os(STAGE) {
        drop(open(Path::new(&folder)));
        return println!("{DONE} migrated");
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy("tests/fixtures/schema-1.db", folder.path().join("vault.db")).unwrap();
    let mut program = Command::new(std::env::current_exe().unwrap());
    let test = "power::an_old_file_is_old_or_new_whenever_the_power_goes";
    program.args([test, "--exact", "--nocapture"]).env(STAGE, folder.path());
    let recording = Recording::of(&mut program, folder.path()).unwrap();
    let points = recording.points();
    assert_eq!(recording.said(*points.last().unwrap()), ["migrated"]);
    for (at, point) in points.iter().enumerate() {
        let seed = u64::try_from(at).unwrap();
        for unflushed in [Unflushed::Lost, Unflushed::Kept, Unflushed::Drawn(Draw::new(seed))] {
            let left = tempfile::tempdir().unwrap();
            recording.lay_out(*point, unflushed, left.path()).unwrap();
            let store = open(left.path());
            let known = store.read(merchant_clue::merchants).unwrap();
            assert_eq!(known, [("kedai ujian".to_owned(), 1)], "what was confirmed is there");
            store.check().unwrap();
        }
    }
}

//! A profile that does not open, in the real window: why is said, what can be
//! read is saved, and a key file or a backup brings back the rest.
use crate::{steps, vault};
use harness::{App, Desktop, cli, samples};
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: usize = 4096;

#[test]
fn a_profile_that_does_not_open_has_its_ways_out() {
    let desktop = Desktop::start();
    let mut app = App::launch(&desktop);
    steps::make_profile(&app);
    steps::drop_and_read(&app, &samples()[..3]);
    app.quit();
    let backup = backup(&desktop);
    let (database, header) = (file(&desktop, "vault.db"), file(&desktop, "header"));
    let before = vault::holdings(&desktop);

    // The disk lost the end of the file.
    let whole = fs::read(&database).unwrap();
    fs::write(&database, &whole[..whole.len() - 3 * PAGE - 100]).unwrap();
    app.restart();
    app.wait_for_text("This profile does not open");
    app.wait_for_text("too damaged to open");
    app.press_button("Save what can be read…");
    app.press_button("Save it");
    app.wait_for_text("This was saved");
    app.press_button("Close");
    app.wait_for_text("Review");
    app.quit();
    let saved = vault::holdings(&desktop);
    assert!(saved.0 > 0, "{saved:?} of {before:?}");

    // Its key file is gone; the receipts that are here stay.
    fs::remove_file(&header).unwrap();
    app.restart();
    app.wait_for_text("key file is gone or damaged");
    choose(&app, "Take the key from a backup…", &backup);
    app.wait_for_text("Its key alone");
    app.press_button("Take the key");
    app.wait_for_text("Review");
    app.quit();
    assert_eq!(vault::holdings(&desktop), saved, "nothing came from the backup but the key");

    // The disk lost the beginning of the file: nothing of it can be read.
    let mut bytes = fs::read(&database).unwrap();
    bytes[..PAGE].fill(0xa5);
    fs::write(&database, bytes).unwrap();
    app.restart();
    app.wait_for_text("says what is in it is destroyed");
    let shown = app.driver().page_text();
    assert!(!shown.contains("Save what can be read"), "there is nothing: {shown}");
    choose(&app, "Restore a backup…", &backup);
    app.click("[type=checkbox]");
    app.press_button("Restore");
    app.wait_for_text("Review");
    app.quit();
    assert_eq!(vault::holdings(&desktop), before, "all that was in the backup");
}

fn choose(app: &App<'_>, way: &str, backup: &Path) {
    app.press_button(way);
    app.press_button("Choose the backup…");
    app.open_dialog(backup);
}

/// A backup of the closed profile, made by the command line twin.
fn backup(desktop: &Desktop) -> PathBuf {
    let target = desktop.home().documents().join("aina.quittance-backup");
    let made = desktop.command(cli()).args(["backup", "make"]).arg(&target).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    target
}

fn file(desktop: &Desktop, name: &str) -> PathBuf {
    let profiles = desktop.home().path().join("data/quittance/profiles");
    let mut entries = fs::read_dir(profiles).unwrap().map(|entry| entry.unwrap().path());
    entries.find(|path| path.is_dir()).expect("a profile").join(name)
}

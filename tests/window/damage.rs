//! A file that is really damaged, in the real window: said, saved, removed.
use crate::{steps, vault};
use harness::{App, Desktop, samples, until};
use std::fs;
use std::path::PathBuf;

const PAGE: usize = 4096;

#[test]
fn a_damaged_vault_is_said_and_saved_and_its_damaged_file_removed() {
    let desktop = Desktop::start();
    let mut app = App::launch(&desktop);
    steps::make_profile(&app);
    steps::drop_and_read(&app, &samples()[..3]);
    app.quit();
    spoil(&desktop);
    app.restart();
    app.wait_for_text("Inbox");
    run(&app, "check every byte");
    app.wait_for_text("This profile’s file is damaged.");
    app.press_button("Save what can be read…");
    app.press_button("Save it");
    app.wait_for_text("This was saved");
    app.press_button("Close");
    until("the banner's end", || {
        (!app.driver().page_text().contains("file is damaged")).then_some(())
    });
    assert_eq!(kept(&desktop).len(), 1, "the damaged one stands beside the new one");
    app.press("ctrl+comma");
    app.press_button("Remove the damaged file…");
    app.press_button("Remove it");
    app.wait_for_text("Damaged file removed");
    assert_eq!(kept(&desktop).len(), 0);
    app.quit();
    app.restart();
    app.wait_for_text("Inbox");
    app.quit();
    let (receipts, pictures) = vault::holdings(&desktop);
    assert!(pictures > 0 && receipts >= pictures, "{receipts} receipts and {pictures} pictures");
}

/// Every fifth page of the last third: pictures and what was read of them.
fn spoil(desktop: &Desktop) {
    let path = profile(desktop).join("vault.db");
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / PAGE;
    for page in (pages * 2 / 3..pages).step_by(5) {
        bytes[page * PAGE..(page + 1) * PAGE].fill(0xa5);
    }
    fs::write(&path, bytes).unwrap();
}

fn kept(desktop: &Desktop) -> Vec<PathBuf> {
    let files = fs::read_dir(profile(desktop)).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.to_string_lossy().contains("damaged-")).collect()
}

fn profile(desktop: &Desktop) -> PathBuf {
    let profiles = desktop.home().path().join("data/quittance/profiles");
    let mut entries = fs::read_dir(profiles).unwrap().map(|entry| entry.unwrap().path());
    entries.find(|path| path.is_dir()).expect("a profile")
}

/// Runs a command by the palette.
fn run(app: &App<'_>, command: &str) {
    app.press("ctrl+k");
    app.driver().find("[role=combobox]");
    app.type_keys(command);
    app.press("Return");
}

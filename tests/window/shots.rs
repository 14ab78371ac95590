//! Screenshots of every step, light and dark, for people to look at.
//!
//! Only where `QUITTANCE_SHOTS` names a folder to put them into.
use crate::steps;
use harness::{App, Desktop, samples};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// As long as messages stay on the screen.
const TOASTS: Duration = Duration::from_secs(9);

#[test]
fn shots_of_every_step() {
    let Some(folder) = std::env::var_os("QUITTANCE_SHOTS").map(PathBuf::from) else {
        println!("skipped: screenshots: cargo xtask shots takes them");
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    for look in ["light", "dark"] {
        walk(&folder, look);
    }
    assert!(folder.join("dark-export.png").is_file(), "the walk came to its last screen");
}

/// The whole way once, in one look.
fn walk(folder: &Path, look: &str) {
    let desktop = Desktop::start();
    let app = App::launch(&desktop);
    let shot = |name: &str| {
        sleep(Duration::from_millis(700));
        app.screenshot(&folder.join(format!("{look}-{name}.png")));
    };
    app.wait_for_text("Name this profile");
    if look == "light" {
        shot("start");
    }
    steps::make_profile(&app);
    app.menu(&["View", &format!("Appearance: {look}")]);
    shot("empty");
    app.hold_files_over(&samples(), || shot("drop"));
    app.wait_for_text("Being read…");
    shot("reading");
    steps::wait_until_read(&app);
    shot("inbox");
    app.press_button("Review");
    app.driver().find("img");
    shot("review");
    app.press("Escape");
    steps::confirm_everything(&app);
    shot("kit");
    steps::put_kit_off(&app);
    sleep(TOASTS);
    app.press("ctrl+2");
    shot("receipts");
    app.press("ctrl+k");
    shot("palette");
    app.press("Escape");
    app.menu(&["File", "Export", "PDF…"]);
    shot("export");
}

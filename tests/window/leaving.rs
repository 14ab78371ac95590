//! Everything leaves as an archive, becomes a profile of another computer, and
//! what was done there is merged back, in the real window.
use crate::{steps, vault};
use harness::{App, Desktop, samples, until};
use std::path::Path;

const PASSPHRASE: &str = "walnut anchor meadow";

#[test]
fn everything_leaves_comes_back_elsewhere_and_is_merged() {
    let (here, there) = (Desktop::start(), Desktop::start());
    let archive = here.home().documents().join("all.tar.age");
    let mut app = App::launch(&here);
    steps::make_profile(&app);
    steps::drop_and_read(&app, &samples()[..2]);
    steps::confirm_everything(&app);
    export(&app, &archive);
    app.quit();

    let other = there.home().documents().join("other.tar.age");
    let mut app = App::launch(&there);
    come_back(&app, &archive);
    steps::drop_and_read(&app, &samples()[2..3]);
    steps::confirm_everything(&app);
    steps::put_kit_off(&app);
    export(&app, &other);
    app.quit();
    assert_eq!(vault::holdings(&there), (3, 3), "what came and what was added");

    let mut app = App::launch(&here);
    app.wait_for_text("Inbox");
    merge(&app, &other);
    app.press_button("Merge");
    app.wait_for_text("Merged:");
    app.press("ctrl+2");
    app.wait_for_text("3 receipts");
    merge(&app, &other);
    app.wait_for_text("Nothing is there that is not here already.");
    app.press("Escape");
    app.quit();
    assert_eq!(vault::holdings(&here), (3, 3), "once, however often it is merged");
}

fn export(app: &App<'_>, to: &Path) {
    app.menu(&["File", "Export", "Everything…"]);
    app.fill_labelled("Passphrase of the archive", PASSPHRASE);
    app.fill_labelled("Passphrase again", PASSPHRASE);
    app.press_button("Choose where…");
    app.save_dialog(to);
    app.wait_for_text("written:");
    until("the archive", || to.is_file().then_some(()));
}

fn come_back(app: &App<'_>, from: &Path) {
    app.press_button("Restore from a backup…");
    app.press_button("Bring back an archive…");
    app.press_button("Choose the archive…");
    app.open_dialog(from);
    app.fill_labelled("Passphrase of the archive", PASSPHRASE);
    app.press_button("Bring it back");
    app.wait_for_text("Inbox");
}

/// Up to the preview.
fn merge(app: &App<'_>, from: &Path) {
    app.menu(&["File", "Import from another Quittance…"]);
    app.press_button("Choose the file…");
    app.open_dialog(from);
    app.fill_labelled("Passphrase of the archive", PASSPHRASE);
    app.press_button("Show what would happen");
    app.wait_for_text("A copy of this profile");
}

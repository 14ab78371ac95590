//! The native menu and the native file dialogs.
use crate::accessible::Accessible;
use crate::desktop::Desktop;
use crate::wait::until;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// Opens one menu after the other with the pointer, and clicks the last entry.
pub fn choose(desktop: &Desktop, entries: &[&str]) {
    let seen = Accessible::new(desktop);
    for entry in entries {
        let place = until(&format!("the menu entry {entry:?}"), || {
            seen.find(&["menu", "menu item", "check menu item"], entry)
                .filter(|place| place.showing)
        });
        assert!(place.enabled, "the menu entry {entry:?} can be chosen");
        desktop.pointer().click(place.middle());
        sleep(Duration::from_millis(200));
    }
}

/// Types a path into the file dialog that is open, and presses Enter.
pub fn answer(desktop: &Desktop, path: &Path) {
    let seen = Accessible::new(desktop);
    let dialog =
        until("a file dialog", || seen.find(&["file chooser"], "").filter(|it| it.showing));
    let pointer = desktop.pointer();
    pointer.activate(&dialog_window(desktop, &dialog.name));
    pointer.press("ctrl+a");
    pointer.write(&path.display().to_string());
    pointer.press("Return");
    until("the file dialog's end", || {
        seen.find(&["file chooser"], "").is_none_or(|place| !place.showing).then_some(())
    });
}

fn dialog_window(desktop: &Desktop, title: &str) -> String {
    until("the dialog's window", || desktop.pointer().find_window(title)).id
}

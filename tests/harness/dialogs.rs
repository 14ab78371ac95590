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

/// Types a path into the dialog that saves a file, and presses Enter.
pub fn answer(desktop: &Desktop, path: &Path) {
    write(desktop, path, &["ctrl+a"]);
}

/// Types a path into the dialog that opens a file or a folder, and presses
/// Enter. It begins among the recent files, where nothing can be opened by its
/// path, and its line for one has to be asked for.
pub fn answer_open(desktop: &Desktop, path: &Path) {
    write(desktop, path, &["alt+Home", "ctrl+l", "ctrl+a"]);
}

fn write(desktop: &Desktop, path: &Path, ready: &[&str]) {
    let seen = Accessible::new(desktop);
    let dialog =
        until("a file dialog", || seen.find(&["file chooser"], "").filter(|it| it.showing));
    let pointer = desktop.pointer();
    pointer.activate(&dialog_window(desktop, &dialog.name));
    for keys in ready {
        pointer.press(keys);
        sleep(Duration::from_millis(300));
    }
    pointer.write(&path.display().to_string());
    let is_open = || seen.find(&["file chooser"], "").is_some_and(|place| place.showing);
    until("the file dialog's end", || {
        // The first one may only take what the dialog completed.
        pointer.press("Return");
        sleep(Duration::from_millis(700));
        (!is_open()).then_some(())
    });
}

fn dialog_window(desktop: &Desktop, title: &str) -> String {
    until("the dialog's window", || desktop.pointer().find_window(title)).id
}

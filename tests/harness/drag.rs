//! Dragging real files with the real pointer.
use crate::desktop::Desktop;
use crate::pointer::Window;
use crate::process::Process;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/harness/drag_source.py");

/// The pointer carries a picture of what it drags: beneath what the middle says.
const BELOW: i32 = 160;
/// Time after the drop in which the window fetches what was dropped.
const FETCHING: Duration = Duration::from_millis(500);

/// Drags the files over a window, looks, lets go and goes on: the files are
/// handed over after the drop, by a source that is there until `after` ends.
pub fn drop_files<L, A>(
    desktop: &Desktop,
    onto: &Window,
    paths: &[PathBuf],
    look: impl FnOnce() -> L,
    after: impl FnOnce() -> A,
) -> (L, A) {
    let mut command = desktop.command("/usr/bin/python3");
    command.arg(SOURCE).args(paths).stderr(Stdio::null());
    let (_source, ready) = Process::start_and_hear(&mut command);
    assert_eq!(ready, "ready", "python3-gi and GTK 3 are installed");
    let pointer = desktop.pointer();
    let source = pointer.window("^Files to drag$");
    let (x, y) = onto.middle();
    pointer.drag_over(source.middle(), (x, y + BELOW));
    let seen = look();
    pointer.release();
    (seen, after())
}

/// The usual time in which a window fetches what was dropped.
pub fn fetching() {
    std::thread::sleep(FETCHING);
}

//! Dragging real files with the real pointer.
use crate::desktop::Desktop;
use crate::pointer::Window;
use crate::process::Process;
use std::path::PathBuf;
use std::process::Stdio;

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/harness/drag_source.py");

/// Drags the files onto the middle of a window.
pub fn drop_files(desktop: &Desktop, onto: &Window, paths: &[PathBuf]) {
    hold_over(desktop, onto, paths, || {});
}

/// Drags the files over the middle of a window, looks, and lets go.
pub fn hold_over<T>(
    desktop: &Desktop,
    onto: &Window,
    paths: &[PathBuf],
    look: impl FnOnce() -> T,
) -> T {
    let mut command = desktop.command("/usr/bin/python3");
    command.arg(SOURCE).args(paths).stderr(Stdio::null());
    let (_source, ready) = Process::start_and_hear(&mut command);
    assert_eq!(ready, "ready", "python3-gi and GTK 3 are installed");
    let pointer = desktop.pointer();
    let source = pointer.window("^Files to drag$");
    pointer.drag_over(source.middle(), onto.middle());
    let seen = look();
    pointer.release();
    // The source serves the data after the drop; it must outlive that.
    std::thread::sleep(std::time::Duration::from_millis(500));
    seen
}

//! The profile's files on the disk, as the killed app leaves them.
use harness::{Desktop, cli};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The app's data folder in the desktop's home.
fn data(desktop: &Desktop) -> PathBuf {
    desktop.home().path().join("data/quittance")
}

/// Checks a copy, so that it is the app that recovers what was left.
pub fn is_whole_as_killed(desktop: &Desktop) {
    let copy = tempfile::tempdir().unwrap();
    let from = data(desktop).join(".");
    let copied = Command::new("cp").arg("-a").arg(from).arg(copy.path()).status();
    assert!(copied.is_ok_and(|status| status.success()), "cp is there");
    checked(desktop, copy.path());
}

/// How many receipts and pictures the profile holds; it is whole.
pub fn holdings(desktop: &Desktop) -> (usize, usize) {
    let told = checked(desktop, &data(desktop));
    let count = |name: &str| told[name].as_u64().and_then(|count| usize::try_from(count).ok());
    (count("receipts").expect("a count"), count("pictures").expect("a count"))
}

fn checked(desktop: &Desktop, data: &Path) -> Value {
    let output = desktop.command(cli()).arg("check").arg("--data").arg(data).output();
    let output = output.expect("the twin starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "quittance-cli check, {}: {said}", output.status);
    serde_json::from_slice(&output.stdout).expect("it says what it holds")
}

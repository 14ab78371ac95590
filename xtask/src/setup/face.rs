//! The face's packages and its build.
use crate::{Result, shell};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// `npm ci`, where the lock is not the one that was installed last.
///
/// # Errors
/// npm's own.
pub fn install() -> Result {
    let lock = fs::read(folder().join("package-lock.json"))?;
    let stamp = folder().join("node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    shell::run(npm(&["ci", "--no-audit", "--no-fund"]))?;
    Ok(fs::write(stamp, lock)?)
}

/// What the window shows, into `ui/dist`, from where the shell takes it in.
///
/// # Errors
/// npm's own.
pub fn build() -> Result {
    shell::run(npm(&["run", "build"]))
}

/// npm in the face's folder.
pub fn npm(words: &[&str]) -> Command {
    let mut npm = shell::command("npm", words);
    npm.current_dir(folder());
    npm
}

/// Where the face lives.
pub fn folder() -> PathBuf {
    shell::root().join("ui")
}

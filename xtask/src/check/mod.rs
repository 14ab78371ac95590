//! Checks over the whole tree that need no compiled code.
pub mod licences;
pub mod unused;

use crate::{Result, shell};
use serde_json::Value;

/// What cargo knows of the workspace and all it depends on.
///
/// # Errors
/// Cargo's own.
pub fn metadata() -> Result<Value> {
    let platform = shell::capture(shell::line("rustc -vV"))?;
    let platform = platform.lines().find_map(|line| line.strip_prefix("host: "));
    let mut ask = shell::line("cargo metadata --format-version 1 --locked");
    ask.args(platform.map(|host| format!("--filter-platform={host}")));
    Ok(serde_json::from_str(&shell::capture(ask)?)?)
}

/// A list inside the metadata; empty where it is not there.
fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

/// A string inside the metadata; empty where it is not there.
fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

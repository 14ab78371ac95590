//! Profiles on real files, against a real gnome-keyring where one takes part.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod changing;
#[cfg(target_os = "linux")]
mod keychain;
#[cfg(target_os = "linux")]
#[path = "../../../secret/tests/keyring_session/mod.rs"]
mod keyring_session;
mod opening;
mod removing;
mod world;

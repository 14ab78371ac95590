//! The vault through its years: backups, other keys, damage, lost ends.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod apart;
mod archives;
mod backups;
mod desk;
mod flips;
mod history;
mod integrity;
mod moved;
mod power;
mod renewal;
mod restoring;
mod retention;
mod security;
mod settings;

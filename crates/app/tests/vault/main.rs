//! The vault through its years: backups, other keys, damage, lost ends.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod apart;
mod archives;
mod backups;
mod desk;
mod diagnostics;
mod flips;
mod foreign;
mod full;
mod history;
mod integrity;
mod merging;
mod moved;
mod power;
mod released;
mod renewal;
mod restoring;
mod retention;
mod salvage;
mod security;
mod settings;
mod unopened;

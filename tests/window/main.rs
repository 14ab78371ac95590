//! The whole app in its real window.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "what a test says is shown when it fails")]

mod accessibility;
mod bad_files;
mod canaries;
mod damage;
mod first_paint;
mod full_disk;
mod keeping;
mod kills;
mod leaving;
mod locking;
mod network;
mod no_display;
mod one_window;
mod pictures;
mod read_only;
mod receipts_loop;
mod settings;
mod shots;
mod steps;
mod tables;
mod unopened;
mod vault;

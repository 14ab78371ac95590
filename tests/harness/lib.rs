//! The app in its real window, as a person has it: a screen, a window manager,
//! a session bus and a keychain of its own, all in a fresh home.
//!
//! ```no_run
//! use harness::{App, Desktop};
//! let desktop = Desktop::start();
//! let mut app = App::launch(&desktop);
//! app.drop_files(&["/tmp/a.jpg".into()]);
//! app.wait_for_text("1 file");
//! app.menu(&["File", "Export", "CSV…"]);
//! ```
//!
//! Everything panics with a sentence when what it waits for does not come: a
//! test has nothing better to do. What was started ends with its `Desktop`,
//! panic or not.
#![allow(clippy::print_stderr, reason = "a test that fails says what was there")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod accessible;
mod app;
mod desktop;
mod dialogs;
mod drag;
mod driver;
mod home;
mod http;
mod memory;
mod namespace;
mod pointer;
mod process;
mod programs;
mod search;
mod trap;
mod wait;

pub use accessible::{Accessible, Place};
pub use app::{App, Launch};
pub use desktop::Desktop;
pub use driver::{Driver, Element};
pub use home::Home;
pub use memory::search_memory;
pub use namespace::apart;
pub use pointer::{Pointer, Window};
pub use process::{Process, kill};
pub use programs::{assets, cli, program, samples};
pub use search::{Finding, Needle, search};
pub use trap::{ends_in_thread, ends_on_file};
pub use wait::{until, within};

//! The use cases: what a person can do, whatever face they do it through.
//!
//! A [`Machine`] knows the profiles of a user; opening one gives a [`Session`],
//! which every use case works on:
//!
//! ```no_run
//! use app::views::{CreateProfileRequest, OpenMode};
//! use app::{Machine, inbox, intake};
//! use std::sync::Arc;
//!
//! # fn main() -> Result<(), app::Error> {
//! let machine = Machine::of_this_user()?;
//! let request = CreateProfileRequest { name: "Aina".into(), mode: OpenMode::Keychain, passphrase: None };
//! let session = machine.create(request, Arc::new(|event| println!("{event:?}")))?;
//! let summary = intake::ingest_paths(&session, &["scans".into()])?;
//! intake::wait(&session, &summary.receipts)?;
//! assert!(inbox::view(&session)?.reading.is_empty());
//! # Ok(()) }
//! ```
pub mod archives;
pub mod backups;
pub mod categories;
mod check;
pub mod diagnostics;
pub mod duplicates;
mod error;
pub mod exports;
mod fields;
mod foreign;
pub mod history;
mod ids;
pub mod inbox;
pub mod intake;
pub mod integrity;
pub mod kit;
pub mod list;
pub mod lock;
mod machine;
pub mod merchants;
pub mod merging;
pub mod pictures;
pub mod place;
pub mod preferences;
pub mod profiles;
mod progress;
pub mod reading;
pub mod receipts;
pub mod removal;
pub mod renewal;
pub mod retention;
pub mod salvage;
pub mod security;
mod session;
pub mod strength;
mod suggest;
mod synced;
pub mod undo;
pub mod vault;
pub mod views;
pub mod watch;

pub use check::{Checked, Holdings};
pub use error::Error;
pub use machine::Machine;
pub use progress::{OnProgress, unwatched};
pub use session::{Events, Session};

//! The encrypted database of one profile.
//!
//! One writer thread, a few readers, SQLCipher beneath. What a user could miss
//! is in *logged* tables, and every write to them is an action in the change
//! log: triggers see to it, so that no write can pass it by. Undo, history and
//! exchange with other devices read that one log.
//!
//! ```
//! use journal::{Action, ActionCode};
//! use std::sync::Arc;
//! use store::{Context, Founding, Store, table::receipt};
//!
//! # fn main() -> store::Result<()> {
//! # let folder = tempfile::tempdir().unwrap();
//! let path = folder.path().join("vault.db");
//! let context = Context { clock: Arc::new(money::SystemClock), ids: Arc::new(money::UuidSource) };
//! let founding = Founding { device_name: "Aina's desk".into(), categories: vec!["groceries".into()] };
//! let store = Store::create(&path, &[7; 32], context, founding)?;
//!
//! let written = store.write(Action::user(ActionCode::Ingest), |tx| {
//!     receipt::insert(tx, receipt::NewReceipt { file_name: "scan.jpg".into(), sample: false })
//! })?;
//! assert_eq!(store.read(receipt::inbox)?.len(), 1);
//!
//! store.undo()?;
//! assert!(store.read(|view| receipt::get(view, written.value))?.deleted_at.is_some(), "undone means: in the bin");
//! # store.close()
//! # }
//! ```
pub mod census;
mod closed;
mod codec;
mod connection;
mod copy;
mod error;
mod exchange;
mod handle;
pub mod history;
mod id;
mod lock;
mod logged;
mod portable;
mod purge;
mod raw_page;
mod read_back;
mod readers;
mod salvage;
mod schema;
mod search;
mod store;
pub mod table;
mod undo;
mod writer;

pub use closed::{Closed, why_closed};
pub use copy::{Cache, OnRows};
pub use error::{Error, Result};
pub use exchange::{Applied, Comparison, Conflict, Merged, Segment};
pub use handle::{LocalTx, Tx, View, Written};
pub use id::*;
pub use portable::{Incoming, each_row, tables};
pub use purge::{Proof, Purged, Verdict};
pub use read_back::read_back;
pub use readers::Cancel;
pub use salvage::{Salvage, Salvaged, salvage};
pub use store::{Context, Founding, Store, Witness, check_file, opens};
pub use undo::{Cell, UndoState, UndoStep, Undone};

//! The commands of the face: convert, call one use case, map the error.
pub mod archives;
pub mod backups;
pub mod exports;
pub mod inbox;
pub mod intake;
pub mod integrity;
pub mod mending;
pub mod merchants;
pub mod preferences;
pub mod profiles;
pub mod receipts;
pub mod retention;
pub mod undo;
pub mod vault;
pub mod watch;

//! Backups: one encrypted file each, opened by what opens the profile, or by
//! its kit.
//!
//! A backup is a copy of the database as it is in one moment, without what can
//! be made anew, behind the profile's header of that day. It is written under a
//! passing name, read back and compared, and then gets its own name: a file
//! that has it is whole.
mod content;
mod known;
mod make;
mod offer;
mod part;
mod read;
mod regain;
mod restore;
mod schedule;
mod snapshot;

pub use known::{forget_known, list, of_an_older_key};
pub(crate) use known::{keep_all, made_between};
pub use make::{make, remake};
pub use offer::decline as decline_offer;
pub(crate) use offer::is_due as offer_is_due;
pub(crate) use read::Opened;
pub use read::verify;
pub(crate) use restore::{create, in_backup};
pub use schedule::{Plan, due, folder, plan, run_if_due, run_when_idle, set_plan};

/// What backups' names end in.
pub const EXTENSION: &str = "quittance-backup";

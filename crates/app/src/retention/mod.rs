//! How long receipts are kept, what is held whatever else says, and removing
//! for good what is due or unwanted.
//!
//! Nothing goes by itself until the user has turned that on. By hand goes what
//! is not held; by a policy or the bin's age only what no policy keeps either.
mod believed;
mod bin;
mod due;
mod holds;
mod policies;
mod purge;
mod records;

pub(crate) use bin::BinAge;
pub use due::preview;
pub use holds::{add_hold, holds, remove_hold};
pub(crate) use policies::turn_off;
pub use policies::{set_automatic, set_bin_days, set_policy, view};
pub use purge::{apply, in_bin, of, purge, run_if_due, run_when_idle};
pub(crate) use records::{due as records_due, held as held_count};

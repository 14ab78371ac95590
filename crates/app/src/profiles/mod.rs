//! The profiles of a user: made, listed, opened, changed, removed.
//!
//! ```text
//! <data>/profiles/<id>/header            the wrapped data key
//!                      header.previous   until the newer one has opened once
//!                      vault.db          the encrypted database
//!                      counter           how much was done in it, sealed
//!                      snapshot.db       while a backup is made from it
//!                      *.next            while it is encrypted anew
//!                      damaged           while the database is known to be
//!                      damaged-*         what was damaged, once it was salvaged
//!                      label             name, mode, colour, when last opened
//!                      tries             wrong passphrases in a row
//!                      lock              held while a process has it open
//!                      unfinished        while it is being made or removed
//! ```
//!
//! `<id>.arriving` is a profile that comes from a backup, until it is whole;
//! `<id>.set-aside-<moment>` is one whose place was taken by it, and goes with
//! the profile when that is removed.
//!
//! Nothing but the label and the tries can be read without a key. Each profile
//! has its own label rather than a line in a common list, so that no crash and
//! no second process can part the list from what is there.
//!
//! **Invariants.** A folder with `unfinished` is never listed or opened, and is
//! removed as soon as nobody holds its lock. A data key is made in [`create`]
//! for a folder that was not there before, and in [`Renewal`] for a database
//! that is written anew; never over data of another key.
mod arrive;
mod aside;
mod change;
mod create;
mod data_dir;
mod entry;
mod error;
mod folder;
mod kit;
mod label;
mod list;
mod mode;
mod name;
mod open;
mod outside;
mod regain;
mod remove;
mod renew;
mod repair;
mod replace;
mod tries;
mod unlock;

pub use arrive::{Arrival, Arriving, arrive};
pub(crate) use arrive::{is_here, unlock_header};
pub use change::rename;
pub use create::{Made, create};
pub use data_dir::DataDir;
pub use error::Error;
pub use list::list;
pub(crate) use mode::of as mode_of;
pub use open::{OpenProfile, open};
pub(crate) use outside::{Outside, outside};
pub(crate) use regain::{is_keyless, regain};
pub use remove::{Removed, remove};
pub use renew::{Committed, Renewal};
pub use repair::Repair;
pub use unlock::Proof;

money::typed_id! {
    /// A profile: one person's world.
    Profile => ProfileId;
}

/// A new UUID as a profile's id.
fn next_id(ids: &dyn money::IdSource) -> ProfileId {
    ids.next::<Profile>()
}

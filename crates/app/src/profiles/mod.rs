//! The profiles of a user: made, listed, opened.
//!
//! ```text
//! <data>/profiles/<id>/header            the wrapped data key
//!                      header.previous   until the newer one has opened once
//!                      vault.db          the encrypted database
//!                      label             name, mode, when last opened
//!                      tries             wrong passphrases in a row
//!                      lock              held while a process has it open
//!                      unfinished        while it is being made
//! ```
//!
//! Nothing but the label and the tries can be read without a key. Each profile
//! has its own label rather than a line in a common list, so that no crash and
//! no second process can part the list from what is there.
//!
//! **Invariants.** A folder with `unfinished` is never listed or opened, and is
//! removed as soon as nobody holds its lock. A data key is made in [`create`]
//! alone, in a folder that was not there before.
mod create;
mod data_dir;
mod error;
mod folder;
mod label;
mod list;
mod name;
mod open;
mod repair;
mod tries;

pub use create::{Made, create};
pub use data_dir::DataDir;
pub use error::Error;
pub use list::list;
pub use open::{OpenProfile, open, open_with_kit};
pub use repair::Repair;

money::typed_id! {
    /// A profile: one person's world.
    Profile => ProfileId;
}

/// A new UUID as a profile's id.
fn next_id(ids: &dyn money::IdSource) -> ProfileId {
    ids.next::<Profile>()
}

/// What the keychain keeps a profile's secret under.
fn keychain_name(id: ProfileId) -> String {
    id.to_string()
}

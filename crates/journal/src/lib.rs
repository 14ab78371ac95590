//! The change log's types, its clock and its merge rules. No I/O.
//!
//! Every write a user could miss is an [`Action`] with one [`Change`] per
//! changed column. Two devices that know the same changes hold the same values,
//! whatever order the changes came in: of the changes to one merge unit the one
//! with the greatest [`Stamp`] stands.
//!
//! ```
//! use journal::Hlc;
//! use jiff::Timestamp;
//! let first = Hlc::ZERO.tick(Timestamp::from_millisecond(1_000).unwrap());
//! let second = first.tick(Timestamp::from_millisecond(400).unwrap());
//! assert!(second > first, "a clock that goes back does not take the log with it");
//! ```
mod action;
mod change;
mod hlc;
mod merge;

pub use action::{Action, ActionArgs, ActionCode, ActionRecord, Actor};
pub use change::{Change, Value};
pub use hlc::Hlc;
pub use merge::{Stamp, winner};

money::typed_id! {
    /// One action: what a user or the machine did in one step.
    ActionMark => ActionId;
    /// One installation of a profile.
    DeviceMark => DeviceId;
}

//! Actions to and from other devices of the same profile.
//!
//! A device's actions travel in their order and without gaps. What was known
//! before is passed over, so that repeats do no harm; what comes after a gap
//! is refused, so that a loss is seen and asked for again.
mod apply;
mod bounds;
mod compare;
mod export;
mod merge;
mod unchecked;

pub(crate) use apply::apply;
pub use compare::{Comparison, Conflict};
pub(crate) use compare::{compare, receipt_of};
pub(crate) use export::export;
pub use merge::Merged;
pub(crate) use merge::{Foreign, merge};

use crate::{DeviceId, Result, View, table::action};
use journal::{ActionRecord, Change};
use serde::{Deserialize, Serialize};

/// Actions of one device in a row, with what they changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Whose actions.
    pub device: DeviceId,
    /// In the order of their numbers.
    pub actions: Vec<(ActionRecord, Vec<Change>)>,
}

/// What became of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// Actions that were new.
    pub new: usize,
    /// The last action of that device that is known now: ask from here next.
    pub known: u64,
}

/// The last action number known of every device.
pub(crate) fn known(view: &View<'_>) -> Result<Vec<(DeviceId, u64)>> {
    action::last_seqs(view)
}

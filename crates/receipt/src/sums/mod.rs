//! The amounts that a receipt comes to, and whether they add up.
mod certainty;
mod collect;
mod mend;
mod parts;
mod totals;
mod weigh;

pub(crate) use certainty::certainty;
pub(crate) use collect::{Sums, roles};
pub(crate) use mend::one_digit_apart;
pub(crate) use weigh::{Balance, Weighed, weigh};

use crate::readings::Seen;
use page::Bounds;

/// An amount that may be a field's value; hundredths.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    pub cents: i64,
    pub score: f32,
    /// The row of print it stands on; none when it was computed.
    pub line: Option<usize>,
    pub bounds: Option<Bounds>,
    /// The recogniser's, 0 to 1.
    pub confidence: f32,
    /// The readings that saw this amount on this row.
    pub seen: Seen,
    /// The amount as it was read, where one digit was put right because the parts say so.
    pub mended: Option<i64>,
    /// Two readings agreed on the amount that is put right here.
    pub agreed: bool,
}

impl Candidate {
    /// An amount that is printed nowhere.
    pub fn computed(cents: i64, score: f32) -> Self {
        Self {
            cents,
            score,
            line: None,
            bounds: None,
            confidence: 0.7,
            seen: Seen::default(),
            mended: None,
            agreed: false,
        }
    }
}

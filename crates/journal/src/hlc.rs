//! A hybrid logical clock: wall time where it can be had, order always.
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A moment of the change log: 47 bits of milliseconds since 1970, then a
/// 16-bit counter. It never goes back, whatever the wall clock does.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Hlc(i64);

const COUNTER_BITS: u32 = 16;
const MAX_MILLIS: i64 = i64::MAX >> COUNTER_BITS;

impl Hlc {
    /// Before every action.
    pub const ZERO: Self = Self(0);

    /// The latest moment a remote action may carry: the year 3000. Later ones
    /// are refused by every device alike, so that one broken clock cannot use
    /// up the range.
    pub const LATEST: Self = Self(32_503_680_000_000 << COUNTER_BITS);

    /// The moment after this one, at the wall clock's time if that is later.
    #[must_use]
    pub fn tick(self, wall: Timestamp) -> Self {
        let millis = wall.as_millisecond().clamp(0, MAX_MILLIS);
        Self((millis << COUNTER_BITS).max(self.0.saturating_add(1)))
    }

    /// The later of the two: what to hold after a remote moment was seen.
    #[must_use]
    pub fn witness(self, remote: Self) -> Self {
        self.max(remote)
    }

    /// What is stored.
    pub const fn to_i64(self) -> i64 {
        self.0
    }

    /// What was stored; `None` for a negative number, which no clock gave.
    pub const fn from_i64(packed: i64) -> Option<Self> {
        if packed < 0 { None } else { Some(Self(packed)) }
    }

    /// The wall time it carries, for people: `3 minutes ago`.
    pub fn wall(self) -> Timestamp {
        Timestamp::from_millisecond(self.0 >> COUNTER_BITS).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(millis).expect("within range")
    }

    proptest! {
        #[test]
        fn never_goes_back_under_a_lying_clock(walls in prop::collection::vec(-62_135_596_800_000_i64..32_503_679_999_999, 1..200)) {
            let mut clock = Hlc::ZERO;
            for wall in walls {
                let next = clock.tick(at(wall));
                prop_assert!(next > clock, "two actions of one device must never share a moment");
                clock = next;
            }
        }

        #[test]
        fn what_follows_a_remote_moment_is_later(local: u32, remote: u32, wall in 0_i64..4_000_000_000_000) {
            let (local, remote) = (Hlc(i64::from(local)), Hlc(i64::from(remote)));
            let next = local.witness(remote).tick(at(wall));
            prop_assert!(next > local && next > remote, "an edit made after seeing another must win over it");
        }

        #[test]
        fn stored_and_back(packed in 0_i64..) {
            prop_assert_eq!(Hlc::from_i64(packed).map(Hlc::to_i64), Some(packed), "a persisted clock comes back as it was");
        }
    }

    #[test]
    fn follows_an_honest_clock() {
        let clock = Hlc::ZERO.tick(at(1_700_000_000_000));
        assert_eq!(clock.wall(), at(1_700_000_000_000), "people are shown the wall time");
    }

    #[test]
    fn a_full_counter_runs_into_the_next_millisecond() {
        let mut clock = Hlc::ZERO.tick(at(5));
        for _ in 0..70_000 {
            clock = clock.tick(at(5));
        }
        assert_eq!(clock.wall(), at(6), "more actions than a counter holds must still be ordered");
    }

    #[test]
    fn a_negative_number_is_no_moment() {
        assert_eq!(Hlc::from_i64(-1), None, "a damaged clock must be seen");
    }
}

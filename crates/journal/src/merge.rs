//! Which of several changes to one merge unit stands.
use crate::{DeviceId, Hlc};

/// The order of changes: by clock, and by device where two clocks agree.
/// Total, since no device gives one moment twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// When.
    pub hlc: Hlc,
    /// Where.
    pub device: DeviceId,
}

/// The change that stands: the one with the greatest stamp, whatever order they
/// come in and however often each comes.
pub fn winner<T>(changes: impl IntoIterator<Item = (Stamp, T)>) -> Option<(Stamp, T)> {
    changes.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Id;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn stamp(hlc: i64, device: u128) -> Stamp {
        Stamp {
            hlc: Hlc::from_i64(hlc).expect("not negative"),
            device: Id::from_uuid(Uuid::from_u128(device)),
        }
    }

    prop_compose! {
        fn changes()(raw in prop::collection::btree_set((0_i64..50, 0_u128..5), 1..40)) -> Vec<(Stamp, (i64, u128))> {
            raw.into_iter().map(|(hlc, device)| (stamp(hlc, device), (hlc, device))).collect()
        }
    }

    proptest! {
        #[test]
        fn order_duplicates_and_grouping_do_not_matter(all in changes(), shuffle in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>()) {
            let expected = winner(all.clone());
            let mut turned = all.clone();
            turned.rotate_left(shuffle.index(all.len()));
            turned.extend(all.iter().take(3).copied());
            prop_assert_eq!(winner(turned.clone()), expected, "delivery order or a repeat decided a value");
            turned.reverse();
            let (left, right) = turned.split_at(cut.index(turned.len()));
            let parts = winner(left.iter().copied()).into_iter().chain(winner(right.iter().copied()));
            prop_assert_eq!(winner(parts), expected, "merging in two steps gave another value than in one");
        }
    }

    #[test]
    fn equal_clocks_are_decided_by_device() {
        let (low, high) = ((stamp(7, 1), 'a'), (stamp(7, 2), 'b'));
        assert_eq!(winner([low, high]), winner([high, low]), "two devices must agree on a tie");
    }
}

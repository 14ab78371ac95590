//! Quarter turns.
use serde::{Deserialize, Serialize};

/// How far a picture is turned clockwise to bring it upright, beyond what its
/// file says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// As it is.
    #[default]
    None,
    /// A quarter clockwise.
    Right,
    /// Upside down.
    Half,
    /// A quarter the other way.
    Left,
}

impl Turn {
    /// Every turn, clockwise.
    pub const ALL: [Self; 4] = [Self::None, Self::Right, Self::Half, Self::Left];

    /// Clockwise degrees: 0, 90, 180 or 270.
    pub const fn degrees(self) -> u16 {
        self as u16 * 90
    }

    /// The turn of these clockwise degrees, if it is one.
    pub fn from_degrees(degrees: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|turn| turn.degrees() == degrees)
    }

    /// This turn and then another.
    pub fn then(self, other: Self) -> Self {
        Self::ALL[(self as usize + other as usize) % Self::ALL.len()]
    }

    /// Whether width and height change places.
    pub const fn swaps_sides(self) -> bool {
        matches!(self, Self::Right | Self::Left)
    }
}

#[cfg(test)]
mod tests {
    use super::Turn;

    #[test]
    fn turns_add_up_to_a_full_circle() {
        for turn in Turn::ALL {
            assert_eq!(Turn::from_degrees(turn.degrees()), Some(turn));
            let around = (0..4).fold(Turn::None, |sum, _| sum.then(turn));
            assert_eq!(around, Turn::None, "four times {turn:?}");
        }
        assert_eq!(Turn::Left.then(Turn::Half), Turn::Right);
        assert_eq!(Turn::from_degrees(45), None);
    }
}

//! When the app is killed.

/// The phases of a receipt's way, in its order.
pub const PHASES: [&str; 5] = ["admit", "write", "commit", "reply", "confirm"];

/// Where on the way the app is killed. Numbers count the system calls of the
/// one thread that writes, from when the phase begins, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Where one of the dropped files is looked at, opened, read or closed.
    Admit {
        /// The system call.
        call: &'static str,
        /// Which of the files.
        file: usize,
    },
    /// At the n-th write to the log or the database.
    Write(u64),
    /// At the n-th time that one of them is forced onto the disk.
    Commit(u64),
    /// As soon as the window has said that the files are stored.
    Reply,
    /// While a receipt is being confirmed, and nothing else is going on.
    Confirm(Confirming),
}

/// Where in a confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirming {
    /// At the n-th write to the log.
    Write(u64),
    /// When the log is forced onto the disk.
    Commit,
    /// As soon as the window has said that it is confirmed.
    Said,
}

impl Moment {
    /// The phases in turn, so that each comes up equally often.
    pub fn nth(turn: u64, dice: &mut Dice) -> Self {
        match turn % 5 {
            0 => {
                let call = ["statx", "openat", "read", "close"][turn as usize / 5 % 4];
                Self::Admit { call, file: dice.below(2) as usize }
            }
            1 => Self::Write(1 + dice.below(100)),
            2 => Self::Commit(1 + dice.below(6)),
            3 => Self::Reply,
            _ => Self::Confirm(match turn / 5 % 3 {
                0 => Confirming::Write(1 + dice.below(8)),
                1 => Confirming::Commit,
                _ => Confirming::Said,
            }),
        }
    }

    /// Whether the app dies at a system call, while it takes files in.
    pub fn is_sprung(self) -> bool {
        matches!(self, Self::Admit { .. } | Self::Write(_) | Self::Commit(_))
    }

    /// Its place in [`PHASES`].
    pub fn phase(self) -> usize {
        match self {
            Self::Admit { .. } => 0,
            Self::Write(_) => 1,
            Self::Commit(_) => 2,
            Self::Reply => 3,
            Self::Confirm(_) => 4,
        }
    }
}

/// A generator of moments that a seed repeats (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// How often the app was to be killed in each phase, and how often it was
/// inside it when it died.
#[derive(Debug, Default)]
pub struct Landings {
    meant: [u64; 5],
    inside: [u64; 5],
}

impl Landings {
    /// One more kill.
    pub fn count(&mut self, moment: Moment, inside: bool) {
        self.meant[moment.phase()] += 1;
        self.inside[moment.phase()] += u64::from(inside);
    }

    /// Says how they are spread, and fails when less than half of a phase's
    /// kills (three of six) fell inside it.
    ///
    /// # Panics
    /// Then.
    pub fn are_spread(&self) {
        for ((phase, meant), inside) in PHASES.iter().zip(self.meant).zip(self.inside) {
            println!("{phase}: {inside} of {meant} kills inside it");
        }
        let spread = self.meant.iter().zip(self.inside).all(|(meant, inside)| inside >= meant / 2);
        assert!(spread, "kills fell outside the phase they were meant for: {self:?}");
    }
}

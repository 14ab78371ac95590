//! What confirmed receipts teach of their sellers.
//!
//! A reading gives [`Clue`]s; a confirmed receipt is a [`Lesson`]: its clues
//! and what its seller is really called. [`recognise`] finds the lesson that a
//! new reading's clues speak for. Nothing is stored here: lessons are made from
//! the confirmed receipts that stand, so that undo, forget and purge hold.
//!
//! ```
//! use ledger::memory::{Clue, ClueKind, Lesson, recognise};
//! let read = |name: &str| Clue::new(ClueKind::Look, name).into_iter().collect::<Vec<_>>();
//! let lesson = Lesson { merchant: "KEDAI UJIAN SDN BHD".into(), clues: read("KEDA1 UJIAN SON BHD") };
//! let known = recognise(&read("KEDAI UJIAN S0N BHD"), &[lesson]).expect("the same slip of the reader");
//! assert_eq!(known.lesson, 0);
//! ```
mod clue;
mod recognise;
mod usual;

pub use clue::{Clue, ClueKind, phones};
pub use recognise::{Lesson, Recognised, Trust, looks_like, recognise};
pub use usual::{steady, usual};

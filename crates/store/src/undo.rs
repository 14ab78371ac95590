//! Undo and redo, read from the change log, so that they outlive the process.
//!
//! An undo is a new action that writes old values back, and only where the
//! present value is the one the undone action wrote; anything newer stays and
//! is named. A row that the action added goes to the bin.
mod reverse;
mod stack;

pub(crate) use reverse::reverse;
pub(crate) use stack::{last_done, last_undone, state};

use crate::ActionId;
use jiff::Timestamp;
use journal::ActionArgs;

/// What undo and redo would do now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UndoState {
    /// The user's last action on this device that stands.
    pub undo: Option<UndoStep>,
    /// The last one that was taken back, until the user does something new.
    pub redo: Option<UndoStep>,
}

/// An action as it is named in the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoStep {
    /// What was done; the code's stored name.
    pub code: String,
    /// For the words.
    pub args: ActionArgs,
    /// When it was first done.
    pub at: Timestamp,
}

/// What an undo or redo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The new action; none when there was nothing left to write.
    pub action: Option<ActionId>,
    /// What was taken back or done again.
    pub step: UndoStep,
    /// What was left as it is, since it has changed in the meantime.
    pub conflicts: Vec<Cell>,
}

/// One value: a column of a row of a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Table.
    pub table: String,
    /// The row's id.
    pub row: String,
    /// Column.
    pub column: String,
}

//! Undo and redo of what the user did.
use crate::error::Error;
use crate::session::Session;
use crate::views::{ActionView, Event, UndoView};
use std::collections::BTreeSet;
use store::{UndoStep, Undone};

/// What undo and redo would do now.
pub fn view(session: &Session) -> Result<UndoView, Error> {
    let state = session.store().undo_state()?;
    Ok(UndoView { undo: state.undo.map(action), redo: state.redo.map(action), conflicts: Vec::new() })
}

/// Takes the last action back. What was changed since stays, and is named.
pub fn undo(session: &Session) -> Result<UndoView, Error> {
    let undone = session.store().undo()?;
    told(session, &undone)
}

/// Does again what was last taken back.
pub fn redo(session: &Session) -> Result<UndoView, Error> {
    let undone = session.store().redo()?;
    told(session, &undone)
}

fn told(session: &Session, undone: &Undone) -> Result<UndoView, Error> {
    session.core.tell(Event::Changed);
    let columns: BTreeSet<String> = undone.conflicts.iter().map(|cell| cell.column.clone()).collect();
    Ok(UndoView { conflicts: columns.into_iter().collect(), ..view(session)? })
}

fn action(step: UndoStep) -> ActionView {
    ActionView { code: step.code, count: step.args.count, about: step.args.about, at: step.at.to_string() }
}

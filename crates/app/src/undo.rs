//! Undo and redo of what the user did.
use crate::error::Error;
use crate::session::Session;
use crate::views::{ActionView, Event, UndoView};
use std::collections::BTreeSet;
use store::{UndoStep, Undone};

/// What undo and redo would do now.
pub fn view(session: &Session) -> Result<UndoView, Error> {
    let state = session.store().undo_state()?;
    Ok(UndoView {
        undo: state.undo.map(|step| action(session, step)),
        redo: state.redo.map(|step| action(session, step)),
        conflicts: Vec::new(),
    })
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
    session.core.queue.learn();
    session.core.tell(Event::Changed);
    let fields: BTreeSet<&str> = undone.conflicts.iter().map(|cell| field(&cell.column)).collect();
    Ok(UndoView { conflicts: fields.into_iter().map(str::to_owned).collect(), ..view(session)? })
}

/// The field that a column holds.
fn field(column: &str) -> &str {
    column.trim_end_matches("_minor").trim_end_matches("_id")
}

fn action(session: &Session, step: UndoStep) -> ActionView {
    ActionView {
        earlier: step.at < session.started(),
        code: step.code,
        count: step.args.count,
        about: step.args.about,
        at: step.at.to_string(),
    }
}

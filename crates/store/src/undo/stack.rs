//! Which action is next to be undone or redone.
//!
//! The user's actions on one device, in order, are a word of brackets: doing
//! and redoing open, undoing closes. Reading backward finds the last one open.
//! An action that goes on with an earlier one is no bracket of its own.
use super::{UndoState, UndoStep};
use crate::{DeviceId, Result, View, table::action};
use journal::{ActionCode, ActionRecord};

/// What the menu shows.
pub(crate) fn state(view: &View<'_>, device: DeviceId) -> Result<UndoState> {
    let step = |found: Option<ActionRecord>| {
        found.map(|action| step(view, original(view, action)?)).transpose()
    };
    Ok(UndoState { undo: step(last_done(view, device)?)?, redo: step(last_undone(view, device)?)? })
}

/// The last action that stands: done, or undone and redone.
pub(crate) fn last_done(view: &View<'_>, device: DeviceId) -> Result<Option<ActionRecord>> {
    let (mut closed, mut found) = (0_u64, None);
    action::walk_back(view, device, |action| {
        if action.part_of.is_some() {
            return true;
        }
        if is(action, ActionCode::Undo) {
            closed += 1;
        } else if closed > 0 {
            closed -= 1;
        } else {
            found = Some(action.clone());
        }
        found.is_none()
    })?;
    Ok(found)
}

/// The last undo that was not redone, unless the user has done something new since.
pub(crate) fn last_undone(view: &View<'_>, device: DeviceId) -> Result<Option<ActionRecord>> {
    let (mut redone, mut found) = (0_u64, None);
    action::walk_back(view, device, |action| {
        if action.part_of.is_some() {
            return true;
        }
        if is(action, ActionCode::Redo) {
            redone += 1;
        } else if is(action, ActionCode::Undo) {
            if redone == 0 {
                found = Some(action.clone());
            }
            redone = redone.saturating_sub(1);
        } else {
            return false;
        }
        found.is_none()
    })?;
    Ok(found)
}

/// What an undo of a redo of an undo ... was about in the first place.
pub(crate) fn original(view: &View<'_>, action: ActionRecord) -> Result<ActionRecord> {
    let mut at = action;
    while let Some(undone) = at.undoes {
        at = action::get(view, undone)?;
    }
    Ok(at)
}

/// As it is named: with the count of all its parts.
pub(super) fn step(view: &View<'_>, first: ActionRecord) -> Result<UndoStep> {
    let mut args = first.args;
    for part in action::parts(view, first.id)? {
        args.count = args.count.saturating_add(part.args.count);
    }
    Ok(UndoStep { at: first.hlc.wall(), code: first.code, args })
}

fn is(action: &ActionRecord, code: ActionCode) -> bool {
    action.code == code.as_str()
}

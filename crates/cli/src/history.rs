//! `history`, `undo` and `redo`.
use crate::arguments::VaultArguments;
use crate::{say, vault};
use app::{history, undo};
use fault::{Code, Fault};
use std::process::ExitCode;

pub fn run(arguments: &VaultArguments, receipt: &str) -> Result<ExitCode, Fault> {
    let session = vault::open(arguments)?;
    history::of_receipt(&session, receipt).map_err(vault::fault)?.iter().for_each(say::json);
    Ok(ExitCode::SUCCESS)
}

/// What was done before this start is only said, unless it is confirmed.
pub fn undo(arguments: &VaultArguments, yes: bool) -> Result<ExitCode, Fault> {
    let session = vault::open(arguments)?;
    let view = undo::view(&session).map_err(vault::fault)?;
    let step = view.undo.as_ref().ok_or_else(|| Fault::new(Code::NothingToUndo))?;
    if step.earlier && !yes {
        say::json(&view);
        return Ok(ExitCode::SUCCESS);
    }
    say::json(&undo::undo(&session).map_err(vault::fault)?);
    Ok(ExitCode::SUCCESS)
}

pub fn redo(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    let session = vault::open(arguments)?;
    say::json(&undo::redo(&session).map_err(vault::fault)?);
    Ok(ExitCode::SUCCESS)
}

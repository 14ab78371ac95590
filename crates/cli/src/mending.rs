//! `salvage` and `diagnostics`: when something is wrong.
use crate::arguments::VaultArguments;
use crate::{say, vault};
use app::diagnostics;
use fault::{Code, Fault};
use std::path::Path;
use std::process::ExitCode;
use words::Words;

pub fn salvage(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let profile = vault::named(&machine, arguments)?;
    let salvaged = machine.salvage(&profile.id, vault::proof(arguments), &app::unwatched);
    let salvaged = salvaged.map_err(vault::fault)?;
    say::json(&salvaged);
    say::trouble(&Words::english().get("salvage.done", &[("file", salvaged.kept_as.as_str())]));
    Ok(ExitCode::SUCCESS)
}

pub fn remove_kept(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let profile = vault::named(&machine, arguments)?;
    let session = vault::open_as(&machine, &profile, vault::proof(arguments))?;
    app::salvage::remove_kept(&session).map_err(vault::fault)?;
    Ok(ExitCode::SUCCESS)
}

/// The report on the profile; on one that does not open from the outside, with
/// why. The report was made then, so that is no failure.
pub fn diagnostics(arguments: &VaultArguments, to: Option<&Path>) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let profile = vault::named(&machine, arguments)?;
    let text = match vault::open_as(&machine, &profile, vault::proof(arguments)) {
        Ok(session) => machine.diagnostics(&session).and_then(|it| diagnostics::text(&it)),
        Err(fault) if is_slip(fault.code) => return Err(fault),
        Err(fault) => {
            say::trouble(&say::in_words(&fault));
            let report = machine.diagnostics_unopened(&profile.id, fault.code);
            report.and_then(|it| diagnostics::text(&it))
        }
    };
    let text = text.map_err(vault::fault)?;
    match to {
        Some(path) => diagnostics::write(&text, path).map_err(vault::fault)?,
        None => say::line(text.trim_end()),
    }
    Ok(ExitCode::SUCCESS)
}

/// What was typed can be typed again; nothing is to be reported.
fn is_slip(code: Code) -> bool {
    matches!(code, Code::WrongPassphrase | Code::WrongKit | Code::TryLater | Code::ProfileInUse)
}

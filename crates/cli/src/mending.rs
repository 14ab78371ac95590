//! `salvage` and `diagnostics`: when something is wrong.
use crate::arguments::VaultArguments;
use crate::{say, vault};
use app::diagnostics;
use fault::Fault;
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

pub fn diagnostics(arguments: &VaultArguments, to: Option<&Path>) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let profile = vault::named(&machine, arguments)?;
    let session = vault::open_as(&machine, &profile, vault::proof(arguments))?;
    let report = machine.diagnostics(&session).map_err(vault::fault)?;
    let text = diagnostics::text(&report).map_err(vault::fault)?;
    match to {
        Some(path) => diagnostics::write(&text, path).map_err(vault::fault)?,
        None => say::line(text.trim_end()),
    }
    Ok(ExitCode::SUCCESS)
}

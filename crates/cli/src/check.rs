//! `check`: whether a profile's file is as it was written.
use crate::arguments::VaultArguments;
use crate::{say, vault};
use fault::Fault;
use std::process::ExitCode;

pub fn run(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let profile = vault::named(&machine, arguments)?;
    let holdings =
        machine.check(&profile.id, vault::passphrase(arguments)).map_err(vault::fault)?;
    say::line(&serde_json::to_string(&holdings).unwrap_or_default());
    Ok(ExitCode::SUCCESS)
}

//! `check`: whether a profile's file is as it was written, and all that there was.
use crate::arguments::VaultArguments;
use crate::{say, vault};
use fault::{Code, Fault};
use std::process::ExitCode;

pub fn run(arguments: &VaultArguments, acknowledge: bool) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let profile = vault::named(&machine, arguments)?;
    let proof = vault::proof(arguments);
    let checked = machine.check(&profile.id, proof, acknowledge).map_err(vault::fault)?;
    say::json(&checked.holdings);
    checked.shortened.iter().for_each(say::json);
    if checked.shortened.is_empty() || acknowledge {
        Ok(ExitCode::SUCCESS)
    } else {
        Err(Fault::new(Code::HistoryShortened))
    }
}

//! `profile`: making and listing profiles.
use crate::arguments::{ProfileCommand, VaultArguments};
use crate::{say, vault};
use app::views::{CreateProfileRequest, OpenMode};
use fault::Fault;
use std::process::ExitCode;

pub fn run(arguments: &VaultArguments, command: &ProfileCommand) -> Result<ExitCode, Fault> {
    match command {
        ProfileCommand::Create { name } => create(arguments, name),
        ProfileCommand::List => list(arguments),
    }
}

fn create(arguments: &VaultArguments, name: &str) -> Result<ExitCode, Fault> {
    let passphrase = vault::passphrase(arguments);
    let mode = if passphrase.is_some() { OpenMode::Passphrase } else { OpenMode::Keychain };
    let request = CreateProfileRequest { name: name.to_owned(), mode, passphrase };
    let session =
        vault::machine(arguments)?.create(request, vault::silent()).map_err(vault::fault)?;
    say::line(&session.profile().id);
    Ok(ExitCode::SUCCESS)
}

fn list(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    for profile in vault::machine(arguments)?.view().map_err(vault::fault)?.profiles {
        say::line(&format!("{}\t{}", profile.id, profile.name));
    }
    Ok(ExitCode::SUCCESS)
}

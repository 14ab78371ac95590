//! `profile`: making, listing, changing and removing profiles.
use crate::arguments::{Colour, Mode, ProfileCommand, VaultArguments};
use crate::{say, vault};
use app::views::{ChangeModeRequest, CreateProfileRequest, OpenMode, ProfileColour};
use app::{removal, security, strength};
use fault::Fault;
use std::process::ExitCode;

pub fn run(arguments: &VaultArguments, command: &ProfileCommand) -> Result<ExitCode, Fault> {
    match command {
        ProfileCommand::Create { name, mode } => create(arguments, name, *mode),
        ProfileCommand::List => list(arguments),
        ProfileCommand::Mode { mode } => change(arguments, Some(*mode)),
        ProfileCommand::Passphrase => change(arguments, None),
        ProfileCommand::Strength => judge(arguments),
        ProfileCommand::Events => events(arguments),
        ProfileCommand::Rename { name, colour } => rename(arguments, name, *colour),
        ProfileCommand::Remove { yes, unopened } => remove(arguments, *yes, *unopened),
    }
}

fn create(arguments: &VaultArguments, name: &str, mode: Option<Mode>) -> Result<ExitCode, Fault> {
    let passphrase = vault::passphrase(arguments);
    let given = if passphrase.is_some() { OpenMode::Passphrase } else { OpenMode::Keychain };
    let mode = mode.map_or(given, Mode::open_mode);
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

/// Without a mode the present one stays, with another passphrase.
fn change(arguments: &VaultArguments, mode: Option<Mode>) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let profile = vault::named(&machine, arguments)?;
    let proof = vault::proof(arguments);
    let session = vault::open_as(&machine, &profile, proof.clone())?;
    let mode = mode.map_or(session.profile().mode, Mode::open_mode);
    let passphrase = vault::new_passphrase(arguments);
    let request = ChangeModeRequest { proof, mode, passphrase };
    machine.change_mode(&session, request).map_err(vault::fault)?;
    Ok(ExitCode::SUCCESS)
}

fn events(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    let session = vault::open(arguments)?;
    security::list(&session).map_err(vault::fault)?.iter().for_each(say::json);
    Ok(ExitCode::SUCCESS)
}

fn judge(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    let passphrase = vault::passphrase(arguments).unwrap_or_default();
    let profile = arguments.profile.as_deref().unwrap_or_default();
    let strength = strength::estimate(&passphrase, profile);
    say::json(&strength);
    Ok(ExitCode::SUCCESS)
}

fn rename(
    arguments: &VaultArguments,
    name: &str,
    colour: Option<Colour>,
) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let profile = vault::named(&machine, arguments)?;
    machine.rename(&profile.id, name, colour.map(profile_colour)).map_err(vault::fault)?;
    Ok(ExitCode::SUCCESS)
}

/// What goes and what stays is said before anything is done.
fn remove(arguments: &VaultArguments, yes: bool, unopened: bool) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let profile = vault::named(&machine, arguments)?;
    if !unopened {
        let session = vault::open_as(&machine, &profile, vault::proof(arguments))?;
        let preview = removal::preview(&session).map_err(vault::fault)?;
        say::json(&preview);
    }
    if yes {
        let removed = machine.remove(&profile.id).map_err(vault::fault)?;
        say::json(&removed);
    }
    Ok(ExitCode::SUCCESS)
}

fn profile_colour(colour: Colour) -> ProfileColour {
    match colour {
        Colour::Slate => ProfileColour::Slate,
        Colour::Blue => ProfileColour::Blue,
        Colour::Teal => ProfileColour::Teal,
        Colour::Green => ProfileColour::Green,
        Colour::Amber => ProfileColour::Amber,
        Colour::Rose => ProfileColour::Rose,
        Colour::Violet => ProfileColour::Violet,
    }
}

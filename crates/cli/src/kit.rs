//! `kit`: the recovery kit, shown, proven, replaced.
use crate::arguments::{KitCommand, VaultArguments};
use crate::{say, vault};
use app::views::RenewRequest;
use app::{kit, renewal};
use fault::{Code, Fault};
use std::process::ExitCode;

pub fn run(arguments: &VaultArguments, command: &KitCommand) -> Result<ExitCode, Fault> {
    match command {
        KitCommand::Show => show(arguments),
        KitCommand::Prove => prove(arguments),
        KitCommand::New => new(arguments),
        KitCommand::Replace => replace(arguments),
        KitCommand::Renew => renew(arguments),
    }
}

fn show(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    say::json(&kit::view(&vault::open(arguments)?).map_err(vault::fault)?);
    Ok(ExitCode::SUCCESS)
}

fn prove(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    let session = vault::open(arguments)?;
    kit::prove(&session, &two_words()?).map_err(vault::fault)?;
    Ok(ExitCode::SUCCESS)
}

fn new(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    say::json(&renewal::begin(&vault::open(arguments)?).map_err(vault::fault)?);
    Ok(ExitCode::SUCCESS)
}

/// The backups that the old kit still opens are listed.
fn replace(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let profile = vault::named(&machine, arguments)?;
    let proof = vault::proof(arguments);
    let session = vault::open_as(&machine, &profile, proof.clone())?;
    let old = machine.replace_kit(&session, proof, &two_words()?).map_err(vault::fault)?;
    old.iter().for_each(say::json);
    Ok(ExitCode::SUCCESS)
}

fn renew(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let profile = vault::named(&machine, arguments)?;
    let proof = vault::proof(arguments);
    let passphrase = vault::new_passphrase(arguments);
    let request = RenewRequest { proof, passphrase };
    say::json(&machine.renew(&profile.id, request, &app::unwatched).map_err(vault::fault)?);
    Ok(ExitCode::SUCCESS)
}

/// The two words that are asked for, from the environment: others can see arguments.
fn two_words() -> Result<[String; 2], Fault> {
    let given = std::env::var("QUITTANCE_KIT_PROOF").unwrap_or_default();
    let mut words = given.split_whitespace().map(str::to_owned);
    match (words.next(), words.next(), words.next()) {
        (Some(first), Some(second), None) => Ok([first, second]),
        _ => Err(Fault::new(Code::WrongKit)),
    }
}

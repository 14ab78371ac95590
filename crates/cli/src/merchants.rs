//! `merchants`: what is known of sellers, and forgetting it.
use crate::arguments::{MerchantsCommand, VaultArguments};
use crate::{say, vault};
use app::{Session, merchants};
use fault::{Code, Fault};
use std::process::ExitCode;

pub fn run(vault: &VaultArguments, command: &MerchantsCommand) -> Result<ExitCode, Fault> {
    let session = vault::open(vault)?;
    match command {
        MerchantsCommand::List => list(&session),
        MerchantsCommand::Forget { name } => forget(&session, name),
    }
}

fn list(session: &Session) -> Result<ExitCode, Fault> {
    for merchant in merchants::list(session).map_err(vault::fault)? {
        say::line(&serde_json::to_string(&merchant).unwrap_or_default());
    }
    Ok(ExitCode::SUCCESS)
}

fn forget(session: &Session, name: &str) -> Result<ExitCode, Fault> {
    let known = merchants::list(session).map_err(vault::fault)?;
    let merchant = known.iter().find(|merchant| merchant.name == name || merchant.key == name);
    let unknown = || Fault { about: Some(name.to_owned()), ..Fault::new(Code::NotFound) };
    merchants::forget(session, &merchant.ok_or_else(unknown)?.key).map_err(vault::fault)?;
    Ok(ExitCode::SUCCESS)
}

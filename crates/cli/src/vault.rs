//! Opening the profile that a command works on.
use crate::arguments::VaultArguments;
use app::views::ProfileView;
use app::{Events, Machine, Session};
use fault::{Code, Coded, Fault};
use std::io::BufRead;
use std::sync::Arc;

/// What this machine holds.
pub fn machine(arguments: &VaultArguments) -> Result<Machine, Fault> {
    let machine = match &arguments.data {
        Some(folder) => Machine::at(folder),
        None => Machine::of_this_user(),
    };
    machine.map_err(fault)
}

/// Opens the profile that is named, or the only one.
pub fn open(arguments: &VaultArguments) -> Result<Session, Fault> {
    let machine = machine(arguments)?;
    let profile = named(&machine, arguments)?;
    machine.open(&profile.id, passphrase(arguments), silent()).map_err(fault)
}

/// The profile that is named, or the only one.
pub fn named(machine: &Machine, arguments: &VaultArguments) -> Result<ProfileView, Fault> {
    let profiles = machine.view().map_err(fault)?.profiles;
    choose(&profiles, arguments.profile.as_deref()).cloned()
}

fn choose<'p>(profiles: &'p [ProfileView], name: Option<&str>) -> Result<&'p ProfileView, Fault> {
    let mut fitting = profiles
        .iter()
        .filter(|profile| name.is_none_or(|name| profile.name == name || profile.id == name));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(Fault { about: name.map(str::to_owned), ..Fault::new(Code::ProfileMissing) }),
    }
}

/// The passphrase, if one was given.
pub fn passphrase(arguments: &VaultArguments) -> Option<String> {
    if arguments.passphrase_stdin {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).ok()?;
        return Some(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    std::env::var("QUITTANCE_PASSPHRASE").ok()
}

/// Nobody watches a command while it runs.
pub fn silent() -> Events {
    Arc::new(|_| {})
}

/// An error as it is told.
pub fn fault<E: Coded>(error: E) -> Fault {
    Fault::from(&error)
}

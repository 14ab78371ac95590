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
        return line();
    }
    std::env::var("QUITTANCE_PASSPHRASE").ok()
}

/// The password of locked PDF files, where it is said that one is given.
pub fn pdf_password(given: bool) -> Option<String> {
    if given { line() } else { None }
}

/// The next line of standard input.
fn line() -> Option<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).ok()?;
    Some(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Nobody watches a command while it runs.
pub fn silent() -> Events {
    Arc::new(|_| {})
}

/// An error as it is told.
pub fn fault<E: Coded>(error: E) -> Fault {
    Fault::from(&error)
}

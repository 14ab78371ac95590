//! Opening the profile that a command works on.
use crate::arguments::VaultArguments;
use crate::say;
use app::views::{ProfileView, ProofRequest};
use app::{Events, Machine, Session, integrity};
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
    open_as(&machine, &profile, proof(arguments))
}

/// Opens a profile with what is shown: the kit, or what it opens with.
pub fn open_as(
    machine: &Machine,
    profile: &ProfileView,
    proof: ProofRequest,
) -> Result<Session, Fault> {
    let opened = match proof.kit {
        Some(words) => machine.open_with_kit(&profile.id, words, silent()),
        None => machine.open(&profile.id, proof.passphrase, silent()),
    };
    let session = opened.map_err(fault)?;
    warn(&session)?;
    Ok(session)
}

/// What is wrong with the vault is said with every command, until it is
/// acknowledged or mended.
fn warn(session: &Session) -> Result<(), Fault> {
    let known = integrity::view(session).map_err(fault)?;
    if !known.shortened.is_empty() {
        say::trouble(&say::in_words(&Fault::new(Code::HistoryShortened)));
    }
    if known.read_only {
        say::trouble(&say::in_words(&Fault::new(Code::ProfileDamaged)));
    }
    Ok(())
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

/// What is shown to open a profile.
pub fn proof(arguments: &VaultArguments) -> ProofRequest {
    match std::env::var("QUITTANCE_KIT").ok() {
        Some(words) => ProofRequest { passphrase: None, kit: Some(words) },
        None => ProofRequest { passphrase: passphrase(arguments), kit: None },
    }
}

/// The passphrase, if one was given.
pub fn passphrase(arguments: &VaultArguments) -> Option<String> {
    if arguments.passphrase_stdin { line() } else { std::env::var("QUITTANCE_PASSPHRASE").ok() }
}

/// The passphrase to come, if one was given; asked for after the present one.
pub fn new_passphrase(arguments: &VaultArguments) -> Option<String> {
    let given = std::env::var("QUITTANCE_NEW_PASSPHRASE").ok();
    given.or_else(|| arguments.passphrase_stdin.then(line).flatten())
}

/// The passphrase of a file that is carried away, if one was given.
///
/// # Errors
/// [`Code::PassphraseTooShort`] where one is needed and none was given.
pub fn file_passphrase(arguments: &VaultArguments, needed: bool) -> Result<Option<String>, Fault> {
    let given = std::env::var("QUITTANCE_FILE_PASSPHRASE").ok();
    let typed = || (needed && arguments.passphrase_stdin).then(line).flatten();
    match given.or_else(typed) {
        None if needed => Err(Fault::new(Code::PassphraseTooShort)),
        given => Ok(given),
    }
}

/// What opens a backup that is merged: what is given for the file, or what opens the profile.
pub fn file_proof(profile: ProofRequest) -> ProofRequest {
    let given = |name| std::env::var(name).ok();
    match (given("QUITTANCE_FILE_KIT"), given("QUITTANCE_FILE_PASSPHRASE")) {
        (Some(words), _) => ProofRequest { passphrase: None, kit: Some(words) },
        (None, Some(passphrase)) => ProofRequest { passphrase: Some(passphrase), kit: None },
        (None, None) => profile,
    }
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

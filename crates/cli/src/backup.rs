//! `backup` and `restore`.
use crate::arguments::{BackupCommand, Mode, RestoreArguments, VaultArguments};
use crate::{say, vault};
use app::backups::{self, Plan};
use app::views::{OpenMode, RestoreAs, RestoreRequest};
use fault::Fault;
use std::path::Path;
use std::process::ExitCode;

pub fn run(arguments: &VaultArguments, command: &BackupCommand) -> Result<ExitCode, Fault> {
    match command {
        BackupCommand::Make { target } => make(arguments, target),
        BackupCommand::List => list(arguments),
        BackupCommand::Check { file } => check(arguments, file),
        BackupCommand::Plan { folder, every_days, keep } => {
            let folder = folder.clone();
            plan(arguments, Some(Plan { folder, every_days: *every_days, keep: *keep }))
        }
        BackupCommand::NoPlan => plan(arguments, None),
        BackupCommand::Due => due(arguments),
    }
}

fn make(arguments: &VaultArguments, target: &Path) -> Result<ExitCode, Fault> {
    // A window asks before it writes over a file; here only a backup is written over.
    if target.is_file() {
        vault::machine(arguments)?.look_at_backup(target).map_err(vault::fault)?;
    }
    let session = vault::open(arguments)?;
    let made = backups::make(&session, target, &app::unwatched).map_err(vault::fault)?;
    say::json(&made);
    Ok(ExitCode::SUCCESS)
}

fn list(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    let session = vault::open(arguments)?;
    backups::list(&session).map_err(vault::fault)?.iter().for_each(say::json);
    Ok(ExitCode::SUCCESS)
}

fn check(arguments: &VaultArguments, file: &Path) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let proof = vault::proof(arguments);
    let content =
        machine.check_backup(file, proof, &app::unwatched).map_err(|it| about(file, it))?;
    say::json(&content);
    Ok(ExitCode::SUCCESS)
}

fn plan(arguments: &VaultArguments, plan: Option<Plan>) -> Result<ExitCode, Fault> {
    let session = vault::open(arguments)?;
    backups::set_plan(&session, plan).map_err(vault::fault)?;
    Ok(ExitCode::SUCCESS)
}

fn due(arguments: &VaultArguments) -> Result<ExitCode, Fault> {
    let session = vault::open(arguments)?;
    let made = backups::run_if_due(&session, &app::unwatched).map_err(vault::fault)?;
    made.iter().for_each(say::json);
    Ok(ExitCode::SUCCESS)
}

pub fn restore(arguments: &VaultArguments, restore: &RestoreArguments) -> Result<ExitCode, Fault> {
    let machine = vault::machine(arguments)?;
    let proof = vault::proof(arguments);
    if restore.key_only {
        let opened = machine.regain(&restore.file, proof, vault::silent());
        let session = opened.map_err(|error| about(&restore.file, error))?;
        say::line(&session.profile().id);
        return Ok(ExitCode::SUCCESS);
    }
    let request = RestoreRequest {
        proof,
        restore_as: if restore.copy { RestoreAs::Copy } else { RestoreAs::Move },
        set_aside: restore.set_aside,
        mode: restore.mode.map(Mode::open_mode),
        passphrase: restore
            .mode
            .filter(|mode| mode.open_mode() != OpenMode::Keychain)
            .and_then(|_| vault::new_passphrase(arguments)),
    };
    let session = machine
        .restore(&restore.file, request, &app::unwatched, vault::silent())
        .map_err(|error| about(&restore.file, error))?;
    say::line(&session.profile().id);
    Ok(ExitCode::SUCCESS)
}

/// A fault about the file that was named, without its folder.
fn about(file: &Path, error: app::Error) -> Fault {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let fault = vault::fault(error);
    Fault { about: fault.about.clone().or(name), ..fault }
}

//! `archive`: leaving with everything, and coming back.
use crate::arguments::{ArchiveCommand, Mode, VaultArguments};
use crate::{say, vault};
use app::archives;
use app::views::{ComeBackRequest, OpenMode};
use fault::{Code, Fault};
use std::path::Path;
use std::process::ExitCode;

pub fn run(arguments: &VaultArguments, command: &ArchiveCommand) -> Result<ExitCode, Fault> {
    match command {
        ArchiveCommand::Export { file, plain } => leave(arguments, file, *plain),
        ArchiveCommand::Import { file, name, mode } => {
            come_back(arguments, file, name.clone(), *mode)
        }
    }
}

fn leave(arguments: &VaultArguments, file: &Path, plain: bool) -> Result<ExitCode, Fault> {
    let session = vault::open(arguments)?;
    let passphrase = match plain {
        true => None,
        false => vault::file_passphrase(arguments, true)?,
    };
    let done = archives::write(&session, file, passphrase.as_deref(), &app::unwatched);
    say::json(&done.map_err(vault::fault)?);
    Ok(ExitCode::SUCCESS)
}

fn come_back(
    arguments: &VaultArguments,
    file: &Path,
    name: Option<String>,
    mode: Option<Mode>,
) -> Result<ExitCode, Fault> {
    let passphrase = vault::passphrase(arguments);
    let given = if passphrase.is_some() { OpenMode::Passphrase } else { OpenMode::Keychain };
    let request = ComeBackRequest {
        archive_passphrase: vault::file_passphrase(arguments, false)?,
        name,
        mode: mode.map_or(given, Mode::open_mode),
        passphrase,
    };
    let machine = vault::machine(arguments)?;
    let session = machine.come_back(file, request, &app::unwatched, vault::silent());
    let session = session.map_err(|error| about(file, vault::fault(error)))?;
    say::line(&session.profile().id);
    Ok(ExitCode::SUCCESS)
}

/// A fault about the file that was named, without its folder.
fn about(file: &Path, fault: Fault) -> Fault {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    match fault.code {
        Code::FileGone | Code::FileDenied => Fault { about: fault.about.clone().or(name), ..fault },
        _ => fault,
    }
}

//! `quittance-cli`: reading, importing, listing, exporting and checking without a window.
mod arguments;
mod check;
mod export;
mod import;
mod list;
mod merchants;
mod profile;
mod read;
mod say;
mod vault;

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Read(read) => read::run(&read),
        Command::Profile(profile) => profile::run(&arguments.vault, &profile),
        Command::Import(import) => import::run(&arguments.vault, &import),
        Command::List(list) => list::run(&arguments.vault, &list),
        Command::Merchants(merchants) => merchants::run(&arguments.vault, &merchants),
        Command::Export(export) => export::run(&arguments.vault, &export),
        Command::Check => check::run(&arguments.vault),
    };
    match outcome {
        Ok(code) => code,
        Err(fault) => say::fault(&fault),
    }
}

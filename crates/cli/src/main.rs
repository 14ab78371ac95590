//! `quittance-cli`: what a person can do, without a window.
mod archive;
mod arguments;
mod backup;
mod check;
mod export;
mod history;
mod import;
mod keeping;
mod kit;
mod list;
mod mending;
mod merchants;
mod merge;
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
        Command::Backup(backup) => backup::run(&arguments.vault, &backup),
        Command::Archive(archive) => archive::run(&arguments.vault, &archive),
        Command::Restore(restore) => backup::restore(&arguments.vault, &restore),
        Command::Merge(merge) => merge::run(&arguments.vault, &merge),
        Command::Salvage { remove_kept: false } => mending::salvage(&arguments.vault),
        Command::Salvage { remove_kept: true } => mending::remove_kept(&arguments.vault),
        Command::Diagnostics { to } => mending::diagnostics(&arguments.vault, to.as_deref()),
        Command::Kit(kit) => kit::run(&arguments.vault, &kit),
        Command::History { receipt } => history::run(&arguments.vault, &receipt),
        Command::Undo { yes } => history::undo(&arguments.vault, yes),
        Command::Redo => history::redo(&arguments.vault),
        Command::Purge(purge) => keeping::purge(&arguments.vault, &purge),
        Command::Retention(retention) => keeping::retention(&arguments.vault, &retention),
        Command::Hold(hold) => keeping::hold(&arguments.vault, &hold),
        Command::Check { acknowledge } => check::run(&arguments.vault, acknowledge),
    };
    match outcome {
        Ok(code) => code,
        Err(fault) => say::fault(&fault),
    }
}

//! Backups, archives, restoring and the recovery kit.
use super::{Mode, place};
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum BackupCommand {
    /// Write a backup to a file, or under a name of its own into a folder
    Make {
        /// Where it goes; of files that are there, only a backup is written over
        #[arg(value_parser = place())]
        target: PathBuf,
    },
    /// List the backups that are known of, one JSON object a line
    List,
    /// Read a backup to its end, and say what it holds
    Check {
        /// The backup
        #[arg(value_parser = place())]
        file: PathBuf,
    },
    /// Have backups made by themselves
    Plan {
        /// The folder they go into, best on another disk
        #[arg(value_parser = place())]
        folder: PathBuf,
        /// A backup after so many days
        #[arg(long, default_value_t = 7)]
        every_days: u16,
        /// So many are kept; older ones go
        #[arg(long, default_value_t = 8)]
        keep: u16,
    },
    /// Have no more backups made by themselves
    NoPlan,
    /// Make a backup if the plan says that it is time
    Due,
}

#[derive(Subcommand)]
pub enum ArchiveCommand {
    /// Write everything into one file: rows as JSON, pictures, a table; encrypted with a passphrase of its own
    Export {
        /// The file to write
        #[arg(value_parser = place())]
        file: PathBuf,
        /// Without a passphrase: anybody who has the file can read it
        #[arg(long)]
        plain: bool,
    },
    /// Make an archive a profile of this machine
    Import {
        /// The archive
        #[arg(value_parser = place())]
        file: PathBuf,
        /// What to call the profile, instead of what it was called
        #[arg(long)]
        name: Option<String>,
        /// How it opens, where that is not to follow from what is given
        #[arg(long, value_enum)]
        mode: Option<Mode>,
    },
}

#[derive(Args)]
pub struct RestoreArguments {
    /// The backup
    #[arg(value_parser = place())]
    pub file: PathBuf,
    /// Its key file alone, for the profile that is here and has lost its own; what is here stays
    #[arg(long, conflicts_with_all = ["copy", "set_aside", "mode"])]
    pub key_only: bool,
    /// As a copy, which goes its own way; without this the other computer has it no more
    #[arg(long)]
    pub copy: bool,
    /// Set the profile aside that is here already; its folder is kept
    #[arg(long)]
    pub set_aside: bool,
    /// How it opens here; takes a new passphrase where the mode has one
    #[arg(long, value_enum)]
    pub mode: Option<Mode>,
}

#[derive(Subcommand)]
pub enum KitCommand {
    /// Show the words, while they are not proven
    Show,
    /// Prove the words that are asked for, from QUITTANCE_KIT_PROOF; they are not kept from then on
    Prove,
    /// Make a new kit, which opens nothing until it takes the old one's place
    New,
    /// Let the new kit take the old one's place, by the words in QUITTANCE_KIT_PROOF
    Replace,
    /// Somebody may have it: encrypt everything anew under a new key, with a new kit
    Renew,
}

#[derive(Args)]
pub struct MergeArguments {
    /// A backup or an archive of another copy of this profile, or of another profile
    #[arg(value_parser = place())]
    pub file: PathBuf,
    /// Say what would be merged, and what was changed on both sides; write nothing
    #[arg(long)]
    pub preview: bool,
}

//! What can be asked on the command line.
mod keeping;
mod profile;
mod safety;

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
pub use keeping::{
    BinDays, HoldCommand, PurgeArguments, RetentionCommand, RetentionSet, Rule, Switch,
};
pub use profile::{Colour, Mode, ProfileCommand};
pub use safety::{ArchiveCommand, BackupCommand, KitCommand, MergeArguments, RestoreArguments};
use std::path::PathBuf;

/// Receipts read, kept and exported on your own machine, without a window.
#[derive(Parser)]
#[command(name = "quittance-cli", version, about, after_long_help = EXIT_STATUS)]
pub struct Arguments {
    #[command(flatten)]
    pub vault: VaultArguments,
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_STATUS: &str = "\
Exit status:
  0       everything was done
  1       some files were done and some were not; each is named on standard error
  2       the command line is not understood
  10-19   a picture: not one (10), empty (11), too large (12), no permission (13), gone (14), no file (15),
          too many pixels (16), damaged (17), no decoder (18), nothing to read (19)
  20-23   the reader: crashed (20), took too long (21), cancelled (22), not installed (23)
  24-25   a PDF: locked with a password (24), too many pages (25)
  30-39   the profile: disk full (30), read-only (31), in use (32), missing (33), damaged (34), newer (35), name (36), locked (37),
          history shortened (38), on this computer already (39)
  40-48   the key: no keychain (40), denied (41), entry gone (42), entry wrong (43), wrong passphrase (44),
          wrong recovery words (45), wait (46), passphrase too short (47), keychain that forgets (48)
  50-57   the request: not found (50), invalid value (51), conflict (52), nothing to undo (53), nothing to export (54),
          the target cannot be written (55), no font for a page (56), cancelled (57), held (58),
          removed and not proven (59)
  60-63   a backup: none at all (60), damaged (61), cut (62), newer (63)
  64-68   an archive: none at all (64), damaged (65), cut (66), newer (67), another passphrase (68)
  69, 71  merging: a part of its history is lost (69), it went on as if it were this profile (71)
  70      a defect of the program
  73-79   a profile that does not open: its key file damaged (73), damaged and its earlier copy not opened (74);
          its database missing (75), another's (76), not to be read at all (77), to be saved by 'salvage' (78);
          a backup of another key (79)

The passphrase of a profile is taken from QUITTANCE_PASSPHRASE, or from the first line of standard input
with --passphrase-stdin; the words of its recovery kit from QUITTANCE_KIT, and then nothing else is asked for;
a new passphrase from QUITTANCE_NEW_PASSPHRASE, or from the next line of standard input, and so the
passphrase of an archive or an encrypted export from QUITTANCE_FILE_PASSPHRASE. What opens a backup that is
merged, where that is something else than what opens the profile, is taken from QUITTANCE_FILE_PASSPHRASE
or QUITTANCE_FILE_KIT. Never from an argument, which other users of the machine can see.";

/// A path from the root: what is written down, such as a backup's place, is meant
/// from any other folder too.
fn place() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(std::path::absolute)
}

/// Which vault.
#[derive(Args)]
pub struct VaultArguments {
    /// The profile's name; may be left out when there is only one
    #[arg(long, global = true)]
    pub profile: Option<String>,
    /// Where profiles are kept, instead of the user's own folder
    #[arg(long, global = true, value_name = "FOLDER", value_parser = place())]
    pub data: Option<PathBuf>,
    /// Take the passphrase from the first line of standard input
    #[arg(long, global = true)]
    pub passphrase_stdin: bool,
}

#[derive(Subcommand)]
pub enum Command {
    /// Read receipts and print what they say; keeps nothing
    Read(ReadArguments),
    /// Make, list, change and remove profiles
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Take receipts into the vault and read them
    Import(ImportArguments),
    /// List receipts, one JSON object a line
    List(ListArguments),
    /// What confirmed receipts taught of their sellers
    #[command(subcommand)]
    Merchants(MerchantsCommand),
    /// Export receipts to a file
    #[command(subcommand)]
    Export(ExportCommand),
    /// Make, list and check backups: one encrypted file each, opened as the profile is, or by its kit
    #[command(subcommand)]
    Backup(BackupCommand),
    /// Leave with everything in open formats, and come back
    #[command(subcommand)]
    Archive(ArchiveCommand),
    /// Make a backup a profile of this machine
    Restore(RestoreArguments),
    /// Import from another Quittance: merge a backup or an archive into the profile
    Merge(MergeArguments),
    /// Save what can still be read of a damaged profile into a new file in its place, whether it opens or not
    Salvage {
        /// Instead, remove the damaged files that earlier runs kept beside the new one
        #[arg(long)]
        remove_kept: bool,
    },
    /// A report for whoever helps, without anything that receipts say; also on a profile that does not open
    Diagnostics {
        /// The file to write, instead of standard output
        #[arg(long, value_name = "FILE", value_parser = place())]
        to: Option<PathBuf>,
    },
    /// The recovery kit: thirteen words that open the profile and its backups anywhere
    #[command(subcommand)]
    Kit(KitCommand),
    /// Everything that was done to a receipt, the latest first, one JSON object a line
    History {
        /// The receipt's id, as listed
        receipt: String,
    },
    /// Take back what was done last; what was done before this start is only said without --yes
    Undo {
        /// Take it back whenever it was done
        #[arg(long)]
        yes: bool,
    },
    /// Do again what was taken back last
    Redo,
    /// Remove receipts for good: said without --yes, done and proven with it; there is no undo
    Purge(PurgeArguments),
    /// How long receipts are kept, and what is due to go
    #[command(subcommand)]
    Retention(RetentionCommand),
    /// Hold receipts, whatever else says
    #[command(subcommand)]
    Hold(HoldCommand),
    /// Check that nothing of a profile's file is damaged or missing, and count what it holds
    Check {
        /// Accept that the history ends early, once it was said
        #[arg(long)]
        acknowledge: bool,
    },
}

#[derive(Args)]
pub struct ReadArguments {
    /// Pictures, PDF files, folders, or patterns such as 'scans/*.jpg'
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// One JSON object a line, instead of a list for people
    #[arg(long)]
    pub jsonl: bool,
    /// How many pictures to read at once [default: one a core]
    #[arg(long, value_name = "N")]
    pub readers: Option<usize>,
    /// Take the password of locked PDF files from a line of standard input
    #[arg(long)]
    pub pdf_password_stdin: bool,
}

#[derive(Subcommand)]
pub enum MerchantsCommand {
    /// List what is known of each, one JSON object a line
    List,
    /// Forget what is known of one; its receipts stay
    Forget {
        /// Its name or key, as listed
        name: String,
    },
}

#[derive(Args)]
pub struct ImportArguments {
    /// Pictures, PDF files, folders, or patterns such as 'scans/*.jpg'
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Confirm what was read without a doubt
    #[arg(long)]
    pub confirm_ready: bool,
    /// Confirm everything as it was read; doubtful ones stay findable as is:unsure
    #[arg(long, conflicts_with = "confirm_ready")]
    pub confirm_all: bool,
    /// Take the password of locked PDF files from a line of standard input, after the passphrase if that comes from there too
    #[arg(long)]
    pub pdf_password_stdin: bool,
}

#[derive(Args)]
pub struct ListArguments {
    /// What to look for: 'tesco >50 after:2026-01 #dining is:unsure'
    #[arg(default_value = "")]
    pub query: String,
    /// Order
    #[arg(long, value_enum, default_value_t = Order::Date)]
    pub sort: Order,
    /// Smallest or oldest first
    #[arg(long)]
    pub ascending: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Order {
    Date,
    Merchant,
    Total,
    Added,
}

#[derive(Subcommand)]
pub enum ExportCommand {
    /// A table for spreadsheets (RFC 4180)
    Csv {
        #[command(flatten)]
        what: ExportArguments,
        /// One row an item, instead of one a receipt
        #[arg(long)]
        per_item: bool,
        /// Begin with a byte order mark, which Excel wants
        #[arg(long)]
        bom: bool,
    },
    /// A report to print, with totals and a table
    Pdf {
        #[command(flatten)]
        what: ExportArguments,
        /// Small pictures of the receipts behind the table
        #[arg(long)]
        thumbnails: bool,
    },
}

#[derive(Args)]
pub struct ExportArguments {
    /// The file to write
    #[arg(value_parser = place())]
    pub file: PathBuf,
    /// What to look for, as in 'list'
    #[arg(long, default_value = "")]
    pub query: String,
    /// Inside an age file, with a passphrase of its own
    #[arg(long)]
    pub encrypt: bool,
}

//! What can be asked on the command line.
use app::views::OpenMode;
use clap::{Args, Parser, Subcommand, ValueEnum};
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
  40-47   the key: no keychain (40), denied (41), entry gone (42), entry wrong (43), wrong passphrase (44),
          wrong recovery words (45), wait (46), passphrase too short (47)
  50-57   the request: not found (50), invalid value (51), conflict (52), nothing to undo (53), nothing to export (54),
          the target cannot be written (55), no font for a page (56), cancelled (57), held (58),
          removed and not proven (59)
  60-63   a backup: none at all (60), damaged (61), cut (62), newer (63)
  64-68   an archive: none at all (64), damaged (65), cut (66), newer (67), another passphrase (68)
  70      a defect of the program

The passphrase of a profile is taken from QUITTANCE_PASSPHRASE, or from the first line of standard input
with --passphrase-stdin; the words of its recovery kit from QUITTANCE_KIT, and then nothing else is asked for;
a new passphrase from QUITTANCE_NEW_PASSPHRASE, or from the next line of standard input, and so the
passphrase of an archive or an encrypted export from QUITTANCE_FILE_PASSPHRASE. Never from an
argument, which other users of the machine can see.";

/// Which vault.
#[derive(Args)]
pub struct VaultArguments {
    /// The profile's name; may be left out when there is only one
    #[arg(long, global = true)]
    pub profile: Option<String>,
    /// Where profiles are kept, instead of the user's own folder
    #[arg(long, global = true, value_name = "FOLDER")]
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

#[derive(Subcommand)]
pub enum BackupCommand {
    /// Write a backup to a file, or under a name of its own into a folder
    Make {
        /// Where it goes
        target: PathBuf,
    },
    /// List the backups that are known of, one JSON object a line
    List,
    /// Read a backup to its end, and say what it holds
    Check {
        /// The backup
        file: PathBuf,
    },
    /// Have backups made by themselves
    Plan {
        /// The folder they go into, best on another disk
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
        file: PathBuf,
        /// Without a passphrase: anybody who has the file can read it
        #[arg(long)]
        plain: bool,
    },
    /// Make an archive a profile of this machine
    Import {
        /// The archive
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
    pub file: PathBuf,
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
pub struct PurgeArguments {
    /// The receipts' ids, as listed; each confirmed or in the bin
    #[arg(required_unless_present = "bin", value_name = "RECEIPT")]
    pub receipts: Vec<String>,
    /// Everything in the bin
    #[arg(long, conflicts_with = "receipts")]
    pub bin: bool,
    /// Remove them, instead of saying what would go and what is held
    #[arg(long)]
    pub yes: bool,
}

#[derive(Subcommand)]
pub enum RetentionCommand {
    /// Say what is set, and which backups may still hold what was purged
    Show,
    /// Set how long receipts are kept
    Set(RetentionSet),
    /// Say what would go now, why, and what is kept until when
    Preview,
    /// Remove what would go now, for good, and prove it
    Apply,
    /// As apply, if that was set to happen by itself
    Due,
}

#[derive(Args)]
#[group(required = true, multiple = true)]
pub struct RetentionSet {
    /// Whose rule says how long; tax offices' end with a year
    #[arg(long, value_enum)]
    pub rule: Option<Rule>,
    /// The category that the rule is for, by its name or key; without it, all that have none of their own
    #[arg(long, requires = "rule")]
    pub category: Option<String>,
    /// Years after the sale, with '--rule own': 1 to 99
    #[arg(long, requires = "rule", required_if_eq("rule", "own"))]
    pub years: Option<u8>,
    /// Empty the bin of what has been there for so many days, or never: 'off'
    #[arg(long, value_name = "DAYS|off")]
    pub bin_days: Option<BinDays>,
    /// Let what is due go by itself
    #[arg(long, value_enum)]
    pub automatic: Option<Switch>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Rule {
    /// Until 31 December of the year of filing and seven years
    Malaysia,
    /// Three years after filing
    Us,
    /// Six years after filing, where income was understated
    UsUnderstated,
    /// Four years after filing, for employment taxes
    UsEmployment,
    /// Seven years after filing, for bad debts
    UsBadDebt,
    /// So many years after the sale
    Own,
    /// No rule: they stay
    None,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Switch {
    On,
    Off,
}

/// Days in the bin; none for never.
#[derive(Clone, Copy)]
pub struct BinDays(pub Option<u16>);

impl std::str::FromStr for BinDays {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "off" { Ok(Self(None)) } else { text.parse().map(Some).map(Self) }
    }
}

#[derive(Subcommand)]
pub enum HoldCommand {
    /// Hold a receipt; prints the hold's id
    Add {
        /// The receipt's id, as listed
        receipt: String,
        /// The last day, as 2033-12-31; without it, until the hold is removed
        #[arg(long)]
        until: Option<String>,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// List what is held, one JSON object a line
    List,
    /// Hold it no more
    Remove {
        /// The hold's id
        hold: String,
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
pub enum ProfileCommand {
    /// Make a profile; it opens with the keychain, or with a passphrase if one is given
    Create {
        /// What to call it
        name: String,
        /// How it opens, where that is not to follow from what is given
        #[arg(long, value_enum)]
        mode: Option<Mode>,
    },
    /// List the profiles
    List,
    /// Let it open another way; every other way but the kit's goes
    Mode {
        /// How it opens from now on; takes a new passphrase where the mode has one
        #[arg(value_enum)]
        mode: Mode,
    },
    /// Give it a new passphrase; nothing is encrypted anew
    Passphrase,
    /// Say how hard the passphrase that is given is to guess, as JSON
    Strength,
    /// List what concerned its keys, the latest first, one JSON object a line
    Events,
    /// Call it something else
    Rename {
        /// The new name
        name: String,
        /// Its colour in the list
        #[arg(long, value_enum)]
        colour: Option<Colour>,
    },
    /// Remove it for good: keys first, then files; backups and exports are out of reach
    Remove {
        /// Remove it, instead of saying what that would destroy
        #[arg(long)]
        yes: bool,
        /// Without opening it first, where nothing is left that would
        #[arg(long, requires = "yes")]
        unopened: bool,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Mode {
    /// With the desktop login
    Keychain,
    /// With desktop login and passphrase together
    TwoFactor,
    /// With a passphrase alone, on any machine
    Passphrase,
}

impl Mode {
    /// As the app calls it.
    pub fn open_mode(self) -> OpenMode {
        match self {
            Self::Keychain => OpenMode::Keychain,
            Self::TwoFactor => OpenMode::TwoFactor,
            Self::Passphrase => OpenMode::Passphrase,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Colour {
    Slate,
    Blue,
    Teal,
    Green,
    Amber,
    Rose,
    Violet,
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
    pub file: PathBuf,
    /// What to look for, as in 'list'
    #[arg(long, default_value = "")]
    pub query: String,
    /// Inside an age file, with a passphrase of its own
    #[arg(long)]
    pub encrypt: bool,
}

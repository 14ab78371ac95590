//! Profiles.
use app::views::OpenMode;
use clap::{Subcommand, ValueEnum};

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

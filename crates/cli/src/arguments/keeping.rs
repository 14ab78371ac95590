//! How long receipts are kept, and what goes for good.
use clap::{Args, Subcommand, ValueEnum};

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

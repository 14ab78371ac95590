//! How long things are kept, what is held, and what is removed for good.
use super::{BackupView, KeptDamagedView};
use serde::{Deserialize, Serialize};

/// How long receipts are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RetentionView {
    /// The policies; without one nothing goes but by hand.
    pub policies: Vec<PolicyView>,
    /// Whether what is due goes by itself; off until the user says so.
    pub automatic: bool,
    /// After so many days in the bin; none for never.
    pub bin_days: Option<u16>,
    /// Known backups that are there and were made before the last purge: they
    /// may still hold what was purged.
    pub backups: Vec<BackupView>,
}

/// How long receipts of a category are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PolicyView {
    /// The category's id; none for every category without a policy of its own.
    pub category: Option<String>,
    /// Whose rule.
    pub rule: RuleName,
    /// Years; of weight for one's own rule alone.
    pub years: u8,
}

/// Whose rule it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RuleName {
    /// Malaysia's tax office: 31 December of the year filed and seven years.
    Malaysia,
    /// The IRS: three years.
    Us,
    /// The IRS, where income was understated: six years.
    UsUnderstated,
    /// The IRS, for employment taxes: four years.
    UsEmployment,
    /// The IRS, for bad debts: seven years.
    UsBadDebt,
    /// One's own years after the sale.
    Own,
}

impl RuleName {
    /// The stored name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Malaysia => "malaysia",
            Self::Us => "us",
            Self::UsUnderstated => "us_understated",
            Self::UsEmployment => "us_employment",
            Self::UsBadDebt => "us_bad_debt",
            Self::Own => "own",
        }
    }
}

/// What would be removed now, and what would not though it is old or binned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RetentionPreview {
    /// What would go.
    pub going: Vec<GoingView>,
    /// What is kept by a hold, or in the bin by a policy.
    pub kept: Vec<KeptView>,
    /// Known backups that are there and may hold what would go.
    pub backups: Vec<BackupView>,
    /// The damaged file that salvaging kept, which may hold it too.
    pub damaged: Option<KeptDamagedView>,
}

/// A receipt that would go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct GoingView {
    /// The receipt.
    pub receipt: String,
    /// Who sold.
    pub merchant: Option<String>,
    /// The day of the sale.
    pub date: Option<String>,
    /// Why.
    pub why: GoingWhy,
    /// The last day that it had to be here; of one that was chosen, the day until
    /// which a policy would keep it.
    pub since: Option<String>,
}

/// Why a receipt goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum GoingWhy {
    /// Its policy's time is over.
    PolicyEnded,
    /// It has been in the bin for as long as the bin keeps.
    BinAge,
    /// The user wants it gone.
    Chosen,
}

/// A receipt that stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct KeptView {
    /// The receipt.
    pub receipt: String,
    /// Who sold.
    pub merchant: Option<String>,
    /// The day of the sale.
    pub date: Option<String>,
    /// The last day; none until the hold is taken back.
    pub until: Option<String>,
    /// Whether a hold keeps it, and not a policy.
    pub held: bool,
    /// Why it is held, in the user's words.
    pub reason: String,
}

/// That a receipt is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct HoldView {
    /// Id.
    pub id: String,
    /// What is held.
    pub receipt: String,
    /// Who sold.
    pub merchant: Option<String>,
    /// The last day; none until it is taken back.
    pub until: Option<String>,
    /// Whether it holds today.
    pub holds: bool,
    /// Why, in the user's words.
    pub reason: String,
}

/// What was removed, and what proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PurgedView {
    /// Receipts that are gone.
    pub receipts: u32,
    /// What the searches say.
    pub verdict: PurgeVerdict,
    /// Different values that were looked for.
    pub values: u32,
    /// Of these, what the search before did not find.
    pub unseen: u32,
    /// Of these, what other receipts say too.
    pub shared: u32,
    /// Of these, what can still be found.
    pub left: u32,
    /// Known backups that are there and may still hold it.
    pub backups: Vec<BackupView>,
    /// The damaged file that salvaging kept, which may still hold it too.
    pub damaged: Option<KeptDamagedView>,
}

/// What the searches before and after say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PurgeVerdict {
    /// It was there and is no more.
    Gone,
    /// Something of it can still be found.
    Left,
    /// The search before did not find it, so that the one after says nothing.
    Void,
}

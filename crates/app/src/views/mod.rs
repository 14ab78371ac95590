//! What crosses to a face: plain values, amounts as decimal strings, ids and
//! dates as text. The TypeScript types are generated from these.
mod archive;
mod backup;
mod diagnostics;
mod inbox;
mod integrity;
mod list;
mod merchant;
mod merge;
mod place;
mod profile;
mod retention;
mod review;
mod salvage;
mod shell;
mod undo;
mod vault;
mod watch;

pub use archive::*;
pub use backup::*;
pub use diagnostics::*;
pub use inbox::*;
pub use integrity::*;
pub use list::*;
pub use merchant::*;
pub use merge::*;
pub use place::*;
pub use profile::*;
pub use retention::*;
pub use review::*;
pub use salvage::*;
pub use shell::*;
pub use undo::*;
pub use vault::*;
pub use watch::*;

use serde::{Deserialize, Serialize};

/// An amount as text, never a float.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MoneyView {
    /// Plain decimal: `-1234.50`.
    pub amount: String,
    /// ISO 4217 code.
    pub currency: String,
}

impl From<money::Money> for MoneyView {
    fn from(money: money::Money) -> Self {
        Self { amount: money.to_decimal_string(), currency: money.currency().code().to_owned() }
    }
}

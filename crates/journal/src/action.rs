//! What was done, in one step.
use crate::{ActionId, DeviceId, Hlc};
use serde::{Deserialize, Serialize};

/// Who acted. Only a user's actions are on the undo stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The person.
    User,
    /// The app by itself: a finished reading.
    Machine,
}

impl Actor {
    /// The stored name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Machine => "machine",
        }
    }
}

macro_rules! action_codes {
    ($($(#[$doc:meta])* $name:ident = $wire:literal;)+) => {
        /// What kind of action; the face puts it into words (`action.<code>`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ActionCode { $($(#[$doc])* $name,)+ }

        impl ActionCode {
            /// Every code, for tests that walk them.
            pub const ALL: &[ActionCode] = &[$(ActionCode::$name,)+];

            /// The stored name and the catalogue key.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $wire,)+ }
            }

            /// The code of a stored name; `None` for one of a newer version.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($wire => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

action_codes! {
    /// The profile was made on its first device, with the starting categories.
    CreateProfile = "create_profile";
    /// A further device joined the profile.
    JoinDevice = "join_device";
    /// Receipts were dropped, pasted or imported.
    Ingest = "ingest";
    /// A reading came to its end, well or not.
    FinishReading = "finish_reading";
    /// A receipt is to be read again.
    RetryReading = "retry_reading";
    /// Two receipts may be one purchase.
    SuspectDuplicate = "suspect_duplicate";
    /// A receipt was confirmed.
    ConfirmReceipt = "confirm_receipt";
    /// A receipt's fields were changed.
    EditReceipt = "edit_receipt";
    /// Receipts went to the bin.
    BinReceipts = "bin_receipts";
    /// Receipts came back from the bin.
    RestoreReceipts = "restore_receipts";
    /// Receipts got a category.
    CategoriseReceipts = "categorise_receipts";
    /// The user said what a suspected pair is.
    ResolveDuplicate = "resolve_duplicate";
    /// What was learnt of a seller was put into receipts that wait.
    Learn = "learn";
    /// The memory of a seller was given up.
    ForgetMerchant = "forget_merchant";
    /// Receipts of one picture became several.
    SplitReceipt = "split_receipt";
    /// Several receipts became one with all their pictures.
    JoinReceipts = "join_receipts";
    /// The bundled samples went.
    RemoveSamples = "remove_samples";
    /// Receipts were removed for good.
    PurgeReceipts = "purge_receipts";
    /// It was said how long receipts are kept.
    SetRetention = "set_retention";
    /// A receipt is held, whatever else says.
    AddHold = "add_hold";
    /// A receipt is held no more.
    RemoveHold = "remove_hold";
    /// What another copy had of its own became one with what was here.
    Merge = "merge";
    /// An action was taken back.
    Undo = "undo";
    /// An undone action was done again.
    Redo = "redo";
}

/// What the words of an action need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ActionArgs {
    /// How many records.
    pub count: u32,
    /// A merchant's or category's name, where one says more than the count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// An action about to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Who acts.
    pub actor: Actor,
    /// What is done.
    pub code: ActionCode,
    /// For the words.
    pub args: ActionArgs,
}

impl Action {
    /// Something the user does to one record.
    pub fn user(code: ActionCode) -> Self {
        Self { actor: Actor::User, code, args: ActionArgs { count: 1, about: None } }
    }

    /// Something the app does by itself to one record.
    pub fn machine(code: ActionCode) -> Self {
        Self { actor: Actor::Machine, ..Self::user(code) }
    }

    /// To so many records.
    #[must_use]
    pub fn count(mut self, count: usize) -> Self {
        self.args.count = u32::try_from(count).unwrap_or(u32::MAX);
        self
    }

    /// About this name.
    #[must_use]
    pub fn about(mut self, name: Option<String>) -> Self {
        self.args.about = name;
        self
    }
}

/// An action that was done, as it is logged and sent to other devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionRecord {
    /// Id.
    pub id: ActionId,
    /// Where it was done.
    pub device: DeviceId,
    /// Its number on that device, from 1, without gaps.
    pub seq: u64,
    /// When.
    pub hlc: Hlc,
    /// By whom.
    pub actor: Actor,
    /// The code's stored name; a newer version may have sent one that is unknown here.
    pub code: String,
    /// For the words.
    pub args: ActionArgs,
    /// The action this one takes back.
    pub undoes: Option<ActionId>,
    /// The first action of the step this one goes on with: a large drop is
    /// written in several transactions, and taken back as one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<ActionId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_name_is_the_serialised_name_and_comes_back() {
        for code in ActionCode::ALL {
            let json = serde_json::to_string(code).expect("a unit variant serialises");
            assert_eq!(
                json.trim_matches('"'),
                code.as_str(),
                "two names for one code would part log and catalogue"
            );
            assert_eq!(
                ActionCode::parse(code.as_str()),
                Some(*code),
                "a logged action must be known again"
            );
        }
    }
}

//! What is known of a labelled receipt.
use receipt::ReceiptDraft;
use serde::Deserialize;

/// The fields that are compared.
#[derive(Deserialize)]
pub struct Label {
    /// The picture's name.
    pub file: String,
    merchant: Option<String>,
    date: Option<String>,
    total: Option<String>,
}

/// Sellers that are this alike are the same.
const ALIKE: f64 = 0.85;

impl Label {
    /// One line of the labels.
    pub fn parse(line: &str) -> serde_json::Result<Self> {
        serde_json::from_str(line)
    }

    /// Whether total, date and merchant of a draft are right; what is not
    /// labelled counts as right.
    pub fn held(&self, draft: &ReceiptDraft) -> [bool; 3] {
        let total = draft.total.value().map(|total| total.to_decimal_string());
        let date = draft.date.value().map(ToString::to_string);
        let seller = draft.merchant.value().map(|name| plain(name)).unwrap_or_default();
        [
            self.total.is_none() || self.total == total,
            self.date.is_none() || self.date == date,
            self.merchant
                .as_deref()
                .is_none_or(|name| strsim::normalized_levenshtein(&plain(name), &seller) >= ALIKE),
        ]
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

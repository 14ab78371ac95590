//! The list of receipts, its search and its export.
use super::MoneyView;
use serde::{Deserialize, Serialize};

/// A window of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ListRequest {
    /// The search language: `tesco >50 after:2026-01 #food is:unsure is:binned`.
    pub query: String,
    /// Order.
    pub sort: Sort,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows at most, up to 500.
    pub limit: u32,
}

/// Order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Smallest or oldest first.
    pub ascending: bool,
}

/// By what the list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    /// Date of the sale.
    #[default]
    Date,
    /// Merchant, without regard to case.
    Merchant,
    /// Total, by currency first.
    Total,
    /// When it was dropped.
    Added,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReceiptRow {
    /// Receipt id.
    pub id: String,
    /// The receipt's own number.
    pub number: Option<String>,
    /// ISO date.
    pub date: Option<String>,
    /// Who sold.
    pub merchant: Option<String>,
    /// Category id.
    pub category_id: Option<String>,
    /// How it was paid, snake case.
    pub payment: Option<String>,
    /// What was to pay.
    pub total: Option<MoneyView>,
    /// First picture.
    pub attachment_id: Option<String>,
    /// Confirmed although something was doubtful.
    pub unsure: bool,
    /// Whether it is in the bin.
    pub binned: bool,
    /// Since when.
    pub binned_at: Option<String>,
    /// ISO date on which it is due to go; none where the bin has no age, or while it is held.
    pub goes_on: Option<String>,
    /// Whether it is held today: nothing removes it for good.
    pub held: bool,
    /// Whether this is a bundled sample.
    pub sample: bool,
}

/// What a query finds in all; computed after the first page is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ListTotals {
    /// Receipts.
    pub count: u32,
    /// Sum per currency, by code. Samples are left out.
    pub sums: Vec<MoneyView>,
}

/// One category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CategoryView {
    /// Id.
    pub id: String,
    /// The catalogue key of a starting category (`category.<key>`); none for one the user made.
    pub key: Option<String>,
    /// What the user calls it; empty while a starting category keeps its name.
    pub name: String,
}

/// What to export; the rows are those of the list with the same query and sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ExportRequest {
    /// As in [`ListRequest`].
    pub query: String,
    /// As in [`ListRequest`].
    pub sort: Sort,
    /// Only these of the rows found, in the list's order: what the user selected. None: all of them.
    pub only: Option<Vec<String>>,
    /// Which file.
    pub format: ExportFormat,
}

/// Which file is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ExportFormat {
    /// RFC 4180.
    Csv {
        /// One row per item instead of per receipt.
        per_item: bool,
        /// Begin with a byte order mark, which Excel wants.
        byte_order_mark: bool,
    },
    /// A4, text that can be searched.
    Pdf {
        /// Small pictures of the receipts behind the table.
        thumbnails: bool,
    },
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ExportDone {
    /// The file's name, not its path.
    pub file_name: String,
    /// Receipts in it.
    pub receipts: u32,
    /// What in it is not as it should be; the file is whole otherwise.
    pub notes: Vec<ExportNote>,
}

/// Something in a file that could not be shown as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ExportNote {
    /// No installed font has these characters, so a sign stands for each.
    MissingCharacters {
        /// How many different ones.
        count: u32,
        /// Whether Chinese characters are among them.
        chinese: bool,
    },
    /// Pictures that could not be put into the file.
    PicturesLeftOut {
        /// How many.
        count: u32,
    },
}

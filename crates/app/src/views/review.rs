//! One receipt beside its picture.
use super::MoneyView;
use fault::Fault;
use page::{Bounds, QrCode, Turn};
use receipt::Doubt;
use serde::{Deserialize, Serialize};

/// Everything the review and the receipt's own page show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReviewView {
    /// Receipt id.
    pub id: String,
    /// Where it stands.
    pub state: ReceiptState,
    /// Fields in the order they are shown.
    pub fields: Vec<FieldView>,
    /// Lines of goods.
    pub items: Vec<ItemView>,
    /// Category id.
    pub category_id: Option<String>,
    /// The user's note.
    pub note: String,
    /// Confirmed although something was doubtful.
    pub unsure: bool,
    /// How the parts add up, when there is a total.
    pub sum: Option<SumView>,
    /// The pictures, in order.
    pub pages: Vec<PageView>,
    /// The QR codes on them, to be shown and not opened.
    pub codes: Vec<QrCode>,
    /// The dropped file's name.
    pub file_name: String,
    /// RFC 3339, when it was dropped.
    pub added_at: String,
    /// RFC 3339.
    pub confirmed_at: Option<String>,
    /// RFC 3339, when it went to the bin.
    pub deleted_at: Option<String>,
    /// Whether it is held today: nothing removes it for good.
    pub held: bool,
    /// For [`ReceiptState::Failed`].
    pub fault: Option<Fault>,
    /// Whether this is a bundled sample.
    pub sample: bool,
}

/// Where a receipt stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ReceiptState {
    /// Stored; waiting for a reader or being read.
    Reading,
    /// The reading failed; the picture is kept.
    Failed,
    /// Read; something needs a look.
    ToReview,
    /// Read; nothing doubtful.
    Ready,
    /// Confirmed by the user.
    Confirmed,
}

/// Which field of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    /// Who sold.
    Merchant,
    /// The seller's address.
    Address,
    /// ISO date.
    Date,
    /// `HH:MM` or `HH:MM:SS`.
    Time,
    /// ISO 4217 code.
    Currency,
    /// Before tax.
    Subtotal,
    /// Tax in all.
    Tax,
    /// Service charge.
    Service,
    /// Rounding.
    Rounding,
    /// What was to pay.
    Total,
    /// What was handed over.
    Paid,
    /// What came back.
    Change,
    /// How it was paid: a `PaymentMethod` in snake case.
    Payment,
    /// The receipt's number.
    Number,
    /// The seller's registration number.
    Registration,
    /// The seller's tax number.
    TaxNumber,
}

/// How a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum FieldState {
    /// Read and believed.
    Sure,
    /// Read and doubtful, or one of several.
    Check,
    /// Not found and wanted.
    Missing,
    /// Not found and not wanted: most receipts have none.
    Absent,
    /// The user typed, picked or accepted it.
    Confirmed,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct FieldView {
    /// Which.
    pub name: FieldName,
    /// Canonical text: plain decimal, ISO date, code; none when empty.
    pub value: Option<String>,
    /// How it stands.
    pub state: FieldState,
    /// Why it needs a look.
    pub doubts: Vec<Doubt>,
    /// How the value came about; none when it is empty or the user's own.
    pub source: Option<receipt::Source>,
    /// Other values, best first, at most three.
    pub alternatives: Vec<AlternativeView>,
    /// Where it stands on page 0, in pixels of the upright picture.
    pub bounds: Option<Bounds>,
    /// What was read, when the user or the memory of the seller changed it.
    pub as_read: Option<String>,
}

/// Another value for a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AlternativeView {
    /// Canonical text.
    pub value: String,
    /// How it came about.
    pub source: receipt::Source,
    /// Where it stands.
    pub bounds: Option<Bounds>,
}

/// One line of goods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ItemView {
    /// Item id; empty for a line the user is adding.
    pub id: String,
    /// What was bought.
    pub name: String,
    /// Plain decimal or none.
    pub quantity: Option<String>,
    /// Plain decimal or none.
    pub unit_price: Option<String>,
    /// What the line comes to, plain decimal.
    pub total: String,
    /// Where the line stands.
    pub bounds: Option<Bounds>,
    /// Hard to read.
    pub check: bool,
}

/// `22.00 + 1.40 tax = 23.40`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SumView {
    /// What the items come to, or the printed subtotal when there are no items.
    pub goods: MoneyView,
    /// The other parts that are present: field and plain decimal.
    pub parts: Vec<(FieldName, String)>,
    /// What goods and parts come to.
    pub computed: MoneyView,
    /// The total of the field.
    pub total: MoneyView,
    /// Whether the two are equal.
    pub agrees: bool,
}

/// One picture of a receipt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PageView {
    /// The picture's name, for its address.
    pub attachment_id: String,
    /// Pixels of the upright picture; 0 until it was decoded.
    pub width: u32,
    /// Pixels of the upright picture; 0 until it was decoded.
    pub height: u32,
    /// The part that this receipt is, in pixels of the upright picture; none for all of it.
    pub part: Option<Bounds>,
    /// What was read, to click on.
    pub words: Vec<WordView>,
}

/// A word that can be clicked into a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct WordView {
    /// As read.
    pub text: String,
    /// Where.
    pub bounds: Bounds,
    /// Which printed line; words of one line share it.
    pub line: u32,
}

/// What the user changed in a receipt. Absent: left as it is.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReceiptEdits {
    /// Field and its new text as the user typed it; an empty text clears the field.
    pub fields: Vec<(FieldName, String)>,
    /// The lines of goods, all of them, when any changed.
    pub items: Option<Vec<ItemView>>,
    /// A category id; an empty text takes the category away.
    pub category_id: Option<String>,
    /// The note.
    pub note: Option<String>,
}

/// Confirms a receipt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ConfirmRequest {
    /// Receipt id.
    pub id: String,
    /// Last edits, stored in the same step.
    pub edits: ReceiptEdits,
    /// Confirm although doubts are left; the receipt stays findable as `is:unsure`.
    pub as_it_stands: bool,
}

/// Reads a picture of a receipt again, as the user wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReadAgainRequest {
    /// Receipt id.
    pub id: String,
    /// Which of its pictures, from 0.
    pub page: u32,
    /// How to turn it further, from how it is shown.
    pub turn: Turn,
    /// The part to read, in pixels of the picture as it is shown; none for all of it.
    pub crop: Option<Bounds>,
    /// Tesseract's names of languages; none of them for the usual ones.
    pub languages: Vec<String>,
}

/// Makes a receipt of each part of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SplitRequest {
    /// Receipt id.
    pub id: String,
    /// Which of its pictures, from 0.
    pub page: u32,
    /// How to turn it further, from how it is shown.
    pub turn: Turn,
    /// Two parts or more, in pixels of the picture as it is shown.
    pub parts: Vec<Bounds>,
}

//! A draft's fields as text with their evidence: what a reading keeps.
use crate::views::FieldName;
use money::Money;
use page::Bounds;
use receipt::{Doubt, Field, ReceiptDraft, SURE, Source};
use serde::{Deserialize, Serialize};

/// What was read for one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldReading {
    /// Which field.
    pub field: FieldName,
    /// Best first.
    pub suggestions: Vec<SuggestedText>,
    /// What is doubtful.
    pub doubts: Vec<Doubt>,
}

/// One suggestion in canonical text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SuggestedText {
    /// Canonical text.
    pub value: String,
    /// 0 to 1.
    pub confidence: f32,
    /// Where it was read.
    pub bounds: Option<Bounds>,
    /// Why it is believed.
    pub source: Source,
}

impl FieldReading {
    /// The best value.
    pub fn value(&self) -> Option<&str> {
        self.suggestions.first().map(|best| best.value.as_str())
    }

    /// Whether it can stand without a look.
    pub fn is_sure(&self) -> bool {
        self.doubts.is_empty()
            && self.suggestions.first().is_some_and(|best| best.confidence >= SURE)
    }
}

/// The draft's fields for which anything was found or doubted.
pub fn readings(draft: &ReceiptDraft) -> Vec<FieldReading> {
    let all = [
        text(FieldName::Merchant, &draft.merchant, Clone::clone),
        text(FieldName::Address, &draft.address, Clone::clone),
        text(FieldName::Date, &draft.date, ToString::to_string),
        text(FieldName::Time, &draft.time, |time| time.strftime("%H:%M:%S").to_string()),
        text(FieldName::Currency, &draft.currency, ToString::to_string),
        amount(FieldName::Subtotal, &draft.subtotal),
        amount(FieldName::Tax, &draft.tax),
        amount(FieldName::Service, &draft.service),
        amount(FieldName::Rounding, &draft.rounding),
        amount(FieldName::Total, &draft.total),
        amount(FieldName::Paid, &draft.paid),
        amount(FieldName::Change, &draft.change),
        text(FieldName::Payment, &draft.payment, |method| method.as_str().to_owned()),
        text(FieldName::Number, &draft.number, Clone::clone),
        text(FieldName::Registration, &draft.registration, Clone::clone),
        text(FieldName::TaxNumber, &draft.tax_number, Clone::clone),
    ];
    all.into_iter().filter(|read| !read.suggestions.is_empty() || !read.doubts.is_empty()).collect()
}

fn amount(name: FieldName, field: &Field<Money>) -> FieldReading {
    text(name, field, |money| money.to_decimal_string())
}

fn text<T>(name: FieldName, field: &Field<T>, canonical: impl Fn(&T) -> String) -> FieldReading {
    let suggestions = field.suggestions.iter().map(|suggestion| SuggestedText {
        value: canonical(&suggestion.value),
        confidence: suggestion.confidence,
        bounds: suggestion.bounds,
        source: suggestion.source,
    });
    FieldReading { field: name, suggestions: suggestions.collect(), doubts: field.doubts.clone() }
}

//! What a machine suggests for one receipt: never more than a suggestion.
use jiff::civil::{Date, Time};
use money::{Currency, Money, Quantity};
use page::Bounds;
use serde::{Deserialize, Serialize};

/// One suggested value with its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suggestion<T> {
    /// The value.
    pub value: T,
    /// How sure, 0 to 1: the chance that it is right.
    pub confidence: f32,
    /// Where on the upright picture it was read; none when it was computed.
    pub bounds: Option<Bounds>,
    /// Why it is believed.
    pub source: Source,
}

/// How a suggestion came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Printed on the receipt and read.
    Read,
    /// Computed from other fields: `items add up to`.
    Summed,
    /// Inferred from context: the currency of the country.
    Inferred,
    /// Learnt from receipts of the same seller that were confirmed.
    Learnt,
}

/// One field: the best suggestion first, then the alternatives, and what is doubtful.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Field<T> {
    /// Best first, distinct values, at most five.
    pub suggestions: Vec<Suggestion<T>>,
    /// Doubts; an empty list and a high confidence make the field *sure*.
    pub doubts: Vec<Doubt>,
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self { suggestions: Vec::new(), doubts: Vec::new() }
    }
}

/// At this confidence and without a doubt a field is shown as sure. Confidences of
/// merchant, date and total are chances, measured on receipts the models have not seen.
pub const SURE: f32 = 0.95;

/// With this chance that merchant, date and total are all right a receipt is ready to
/// be confirmed unseen.
pub const READY: f32 = 0.99;

/// Readings of one picture share their mistakes: a second one counts this much.
const AGREEMENT: f32 = 0.5;

impl<T> Field<T> {
    /// The best suggestion.
    pub fn best(&self) -> Option<&Suggestion<T>> {
        self.suggestions.first()
    }

    /// The best value.
    pub fn value(&self) -> Option<&T> {
        self.best().map(|s| &s.value)
    }

    /// What two readings suggest together: what both saw is likelier than either thought.
    pub(crate) fn join(mut self, other: Self) -> Self
    where
        T: PartialEq,
    {
        for more in other.suggestions {
            match self.suggestions.iter_mut().find(|one| one.value == more.value) {
                Some(same) => {
                    let doubt = (1.0 - same.confidence) * (1.0 - more.confidence * AGREEMENT);
                    same.confidence = 1.0 - doubt;
                }
                None => self.suggestions.push(more),
            }
        }
        self.suggestions.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        self.suggestions.truncate(5);
        self.doubts.retain(|doubt| other.doubts.contains(doubt));
        self
    }

    /// How likely the best value is right; 0 without one.
    pub fn chance(&self) -> f32 {
        self.best().map_or(0.0, |best| best.confidence)
    }

    /// Whether it can stand without a look.
    pub fn is_sure(&self) -> bool {
        self.doubts.is_empty() && self.best().is_some_and(|s| s.confidence >= SURE)
    }
}

/// Why a field needs a look. The face puts it into words (`doubt.<kind>`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Doubt {
    /// The print was hard to read.
    Faint,
    /// Several candidates are about as good.
    SeveralCandidates,
    /// `sum` is what the parts come to, `printed` what the receipt says; plain decimals.
    SumDiffers {
        /// What the items, tax and rounding add up to.
        sum: String,
        /// What is printed.
        printed: String,
    },
    /// Cash minus change is another amount than the total.
    PaidDiffers {
        /// Paid minus change.
        sum: String,
        /// The total as printed.
        printed: String,
    },
    /// Day and month could be the other way round.
    DayOrMonth,
    /// The date is in the future.
    InTheFuture,
    /// The date is unlikely: more than ten years back.
    LongAgo,
    /// The currency was not printed; it was inferred.
    CurrencyInferred,
}

/// One line of goods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemDraft {
    /// What was bought, as printed.
    pub name: String,
    /// How many or how much; none when not printed.
    pub quantity: Option<Quantity>,
    /// Price of one; none when not printed.
    pub unit_price: Option<Quantity>,
    /// What the line comes to.
    pub total: Money,
    /// 0 to 1.
    pub confidence: f32,
    /// The line on the picture.
    pub bounds: Option<Bounds>,
}

/// How it was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// Notes and coins.
    Cash,
    /// A credit or charge card.
    CreditCard,
    /// A debit card.
    DebitCard,
    /// A card, the kind not told.
    Card,
    /// A wallet app or a QR payment.
    Ewallet,
    /// A bank transfer.
    Transfer,
    /// A voucher or gift card.
    Voucher,
}

impl PaymentMethod {
    /// Every method.
    pub const ALL: [Self; 7] = [
        Self::Cash,
        Self::CreditCard,
        Self::DebitCard,
        Self::Card,
        Self::Ewallet,
        Self::Transfer,
        Self::Voucher,
    ];

    /// The name on every wire, in the database and in the catalogue (`payment.<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::CreditCard => "credit_card",
            Self::DebitCard => "debit_card",
            Self::Card => "card",
            Self::Ewallet => "ewallet",
            Self::Transfer => "transfer",
            Self::Voucher => "voucher",
        }
    }

    /// The method of a wire name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == name)
    }
}

/// What a machine suggests for a receipt. Any field may be empty.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReceiptDraft {
    /// Who sold: the legal entity when printed, else the brand.
    pub merchant: Field<String>,
    /// The seller's address on one line, parts joined by a comma and a space where printed so.
    pub address: Field<String>,
    /// The day of the sale.
    pub date: Field<Date>,
    /// The time of the sale.
    pub time: Field<Time>,
    /// The currency of every amount below.
    pub currency: Field<Currency>,
    /// Goods before tax, service and rounding.
    pub subtotal: Field<Money>,
    /// Tax in all.
    pub tax: Field<Money>,
    /// Service charge.
    pub service: Field<Money>,
    /// Rounding to the smallest coin, positive or negative.
    pub rounding: Field<Money>,
    /// What was to pay, after rounding.
    pub total: Field<Money>,
    /// What was handed over.
    pub paid: Field<Money>,
    /// What came back.
    pub change: Field<Money>,
    /// How it was paid.
    pub payment: Field<PaymentMethod>,
    /// The receipt's, bill's or invoice's number.
    pub number: Field<String>,
    /// The seller's company registration number.
    pub registration: Field<String>,
    /// The seller's GST, SST or VAT number.
    pub tax_number: Field<String>,
    /// The lines of goods in printed order.
    pub items: Vec<ItemDraft>,
}

impl ReceiptDraft {
    /// Whether merchant, date and total are sure, each and together: the receipt is *ready*.
    pub fn is_ready(&self) -> bool {
        let sure = self.merchant.is_sure() && self.date.is_sure() && self.total.is_sure();
        sure && self.merchant.chance() * self.date.chance() * self.total.chance() >= READY
    }
}

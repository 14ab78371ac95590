//! What is known of one receipt's seller.
use ledger::memory::{Lesson, Trust, recognise, steady, usual};
use money::Currency;
use receipt::PaymentMethod;
use store::table::category;
use store::table::merchant_clue::{self, Taught};
use store::{CategoryId, ReceiptId, View};

/// What confirmed receipts say of a seller.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Known {
    /// Its name, as it was confirmed.
    pub(crate) merchant: String,
    /// Whether it is this seller.
    pub(crate) trust: Trust,
    /// What its receipts usually are for.
    pub(crate) category: Option<CategoryId>,
    /// How they are always paid.
    pub(crate) payment: Option<PaymentMethod>,
    /// The currency they usually have.
    pub(crate) currency: Option<Currency>,
}

/// What is known of the seller that a receipt's reading shows.
pub(crate) fn known(view: &View<'_>, receipt: ReceiptId) -> store::Result<Option<Known>> {
    let clues = merchant_clue::of(view, receipt)?;
    if clues.is_empty() {
        return Ok(None);
    }
    let taught = merchant_clue::lessons(view, receipt, &clues)?;
    let lessons: Vec<Lesson> = taught.iter().map(|taught| taught.lesson.clone()).collect();
    let Some(recognised) = recognise(&clues, &lessons) else { return Ok(None) };
    let seller = &taught[recognised.lesson];
    let habits = Habits::of(view, &merchant_clue::of_merchant(view, &seller.merchant_key)?)?;
    Ok(Some(Known {
        merchant: seller.lesson.merchant.clone(),
        trust: recognised.trust,
        category: habits.category,
        payment: habits.payment,
        currency: habits.currency,
    }))
}

/// What a seller's receipts have in common.
pub(super) struct Habits {
    pub(super) category: Option<CategoryId>,
    pub(super) payment: Option<PaymentMethod>,
    pub(super) currency: Option<Currency>,
}

impl Habits {
    /// Of a seller's receipts, the newest first.
    pub(super) fn of(view: &View<'_>, taught: &[Taught]) -> store::Result<Self> {
        let in_use: Vec<CategoryId> = category::list(view)?.into_iter().map(|one| one.id).collect();
        let categories: Vec<CategoryId> =
            taught.iter().filter_map(|one| one.category).filter(|id| in_use.contains(id)).collect();
        let payments: Vec<_> = taught.iter().map(|one| one.payment).collect();
        let currencies: Vec<_> = taught.iter().filter_map(|one| one.currency).collect();
        Ok(Self {
            category: usual(&categories),
            payment: steady(&payments).flatten(),
            currency: usual(&currencies),
        })
    }
}

//! What the models learn from, for the program that trains them.
use crate::{
    Context, assemble,
    model::{Features, Weights},
    readings::Readings,
    seller,
};
use jiff::civil::Date;
use money::Money;
use page::OcrPage;

/// One receipt as its models see it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lesson {
    /// Every name that could be the seller's, with what speaks for it.
    pub merchants: Vec<(String, Features)>,
    /// Every day that could be that of the sale; the best first, by the weights given.
    pub dates: Vec<(Date, Features)>,
    /// Every amount that could be the total; the best first, by the weights given.
    pub totals: Vec<(Money, Features)>,
    /// What tells how sure the best date is.
    pub date_sure: Features,
    /// What tells how sure the best total is.
    pub total_sure: Features,
}

/// What the models see of a receipt's readings.
pub fn lesson(pages: &[OcrPage], context: &Context, weights: &Weights) -> Lesson {
    assemble::lesson(&Readings::of(pages), context, weights)
}

/// The name that these weights choose, and what tells how sure it is.
pub fn choice(merchants: &[(String, Features)], weights: &Weights) -> Option<(String, Features)> {
    let score = |(_, features): &(String, Features)| weights.merchant.score(features);
    let mut ranked: Vec<_> =
        merchants.iter().map(|one| (score(one), one.0.as_str(), &one.1)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let best = ranked.first()?.1.to_owned();
    Some((best, seller::certainty(ranked.into_iter())))
}

//! What the models learn from, for the program that trains them.
use crate::{
    Context, assemble,
    model::{Features, Weights},
    readings::Readings,
    seller,
    sheet::Sheet,
};
use page::OcrPage;

/// One receipt as its models see it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lesson {
    /// Every name that could be the seller's, with what speaks for it.
    pub merchants: Vec<(String, Features)>,
    /// What tells how sure the best date is.
    pub date_sure: Features,
    /// What tells how sure the best total is.
    pub total_sure: Features,
}

/// What the models see of a receipt's readings.
pub fn lesson(pages: &[OcrPage], context: &Context) -> Lesson {
    let readings = Readings::new(pages.iter().map(Sheet::new).collect());
    assemble::lesson(&readings, context)
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

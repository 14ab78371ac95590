//! Asking for a second look at a part of the picture.
use page::{Bounds, OcrPage};

/// What stands in the part that is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hint {
    /// One line of print.
    Line,
    /// One line that ends in an amount.
    Amount,
    /// One line with a date.
    Date,
}

/// Reads a part of the same upright picture again, larger or otherwise better.
///
/// The answer's words carry coordinates of the whole upright picture.
/// A parse asks at most [`crate::MOST_REREADS`] times.
pub trait Reread {
    /// The part's words, or `None` when there is nothing more to see.
    fn region(&mut self, bounds: Bounds, hint: Hint) -> Option<OcrPage>;
}

/// Has nothing but the page.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoReread;

impl Reread for NoReread {
    fn region(&mut self, _: Bounds, _: Hint) -> Option<OcrPage> {
        None
    }
}

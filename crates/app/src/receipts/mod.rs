//! One receipt: looking at it, changing it, confirming it; and many at once.
mod bulk;
mod confirm;
mod edit;
mod review;
mod sum;

pub use bulk::{bin, categorise, confirm_all, restore};
pub use confirm::confirm;
pub use edit::edit;
pub(crate) use review::assemble;
pub use review::review;

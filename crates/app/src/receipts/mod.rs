//! One receipt: looking at it, changing it, confirming it; and many at once.
mod again;
mod bulk;
mod confirm;
mod edit;
mod join;
mod place;
mod review;
mod separate;
mod split;
mod sum;

pub use again::read_again;
pub use bulk::{bin, categorise, confirm_all, restore};
pub use confirm::confirm;
pub use edit::edit;
pub use join::join;
pub(crate) use review::assemble;
pub use review::review;
pub use separate::separate;
pub use split::split;

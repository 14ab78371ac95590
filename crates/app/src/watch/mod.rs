//! Watched folders: pictures in them that look like receipts are offered.
//!
//! Off until the user names a folder. Nothing is imported without the user's
//! yes, and no original is moved or changed. A folder is looked into when the
//! face asks, which it does while the user is there: nothing runs otherwise.
mod folders;
mod look;
mod offers;

pub use folders::{add, remove};
pub use look::look;
pub(crate) use offers::thumb;
pub use offers::{dismiss, take, view};

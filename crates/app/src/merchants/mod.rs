//! The memory of sellers: what confirmed receipts teach, put into those that
//! wait, shown, and forgotten on request.
//!
//! It is made from the confirmed receipts that stand, each time it is asked:
//! what is undone, binned or purged teaches nothing any more.
mod known;
mod list;
mod refresh;
#[cfg(test)]
mod tests;

pub(crate) use known::{Known, known};
pub use list::{forget, list};
pub use refresh::refresh;
pub(crate) use refresh::refresh_waiting;

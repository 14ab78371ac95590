//! Categories, merchants and the memory of them, near-duplicates and the
//! search language: what can be said about receipts from their values alone.
//!
//! ```
//! use ledger::{Category, merchant};
//! assert_eq!(merchant::key("TESCO STORES (M) SDN. BHD."), merchant::key("Tesco Stores Sdn Bhd"));
//! assert_eq!(Category::guess("Klinik Mediviron", &[]), Some(Category::Health));
//! ```
mod category;
pub mod duplicate;
mod guess;
pub mod memory;
pub mod merchant;
pub mod query;
pub mod retention;

pub use category::Category;
pub use query::Query;

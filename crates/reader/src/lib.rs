//! Reading receipts in child processes.
//!
//! Pictures and PDF files are hostile bytes, and what decodes and recognises them is a lot of
//! C. So that happens in `quittance-reader`, a program that is fed by pipes and
//! has no keys, no files and no network; this library is the other end: a
//! [`Pool`] of such children, kept warm. A picture that crashes, hangs or
//! overfills its reader costs itself alone.
//!
//! ```no_run
//! use reader::{CancelToken, Pool, PoolConfig};
//! # fn main() -> Result<(), reader::ReadError> {
//! let pool = Pool::start(PoolConfig::new(reader::program()?));
//! let picture = std::fs::read("receipt.jpg").unwrap();
//! let context = receipt::Context { today: jiff::civil::date(2026, 1, 31), currency: None };
//! let reading = pool.read(&picture, &context, &CancelToken::new(), &mut |_stage| {})?;
//! println!("{:?}", reading.draft.total.value());
//! # Ok(()) }
//! ```
//!
//! Nothing in this library touches Tesseract or a picture decoder: a program
//! that holds only the pool does not link them.
mod cancel;
mod child;
mod error;
mod frame;
mod lanes;
mod original;
mod pool;
mod program;
mod reading;
pub mod sandbox;
mod spawner;
pub mod wire;

pub use cancel::CancelToken;
pub use error::ReadError;
pub use frame::{FrameError, read_frame, write_frame};
pub use original::{Original, Password, Sheet};
pub use pool::{Pool, PoolConfig};
pub use program::program;
pub use reading::{Picture, Reading, Region, Rendered, Stage, Timings, Wish};

//! A file of files, for leaving with everything and coming back: a tar archive,
//! inside an age file that a passphrase opens unless it is to be plain. Other
//! programs read both (`age -d everything.age | tar x`).
//!
//! Nothing is ever unpacked onto the disk: entries are handed over one by one,
//! in their order, and a name is a name and no path to go to.
//!
//! ```
//! # fn main() -> Result<(), archive::ArchiveError> {
//! let mut writer = archive::Writer::begin(Vec::new(), None)?;
//! writer.entry("notes/first.txt", 5, &mut &b"hello"[..])?;
//! let bytes = writer.finish()?;
//! archive::read(&bytes[..], None, &mut |entry| {
//!     assert_eq!((entry.name.as_str(), entry.len), ("notes/first.txt", 5));
//!     Ok::<(), archive::ArchiveError>(())
//! })
//! # }
//! ```
mod error;
mod read;
mod seal;
mod write;

pub use error::ArchiveError;
pub use read::{Entry, read};
pub use seal::seal;
pub use write::Writer;

/// Letters of a name at most: what a header of the oldest kind of tar holds.
const LONGEST_NAME: usize = 100;

/// Small letters, digits and `.-_`, in parts with a `/` between them; no part
/// begins with a dot, so that none leads anywhere else.
fn is_name(name: &str) -> bool {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
    let part = |part: &str| !part.is_empty() && !part.starts_with('.') && part.chars().all(letter);
    name.len() <= LONGEST_NAME && name.split('/').all(part)
}

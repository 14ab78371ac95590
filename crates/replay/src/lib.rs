//! What a disk may hold after the power went.
//!
//! A program runs under `strace`; every write, cut, flush, rename and removal
//! beneath one folder is recorded. From the record comes what the folder may
//! look like after a loss of power at any point: what was flushed is there,
//! and of the rest any part, in any order, with writes that were torn.
//!
//! File systems promise more than this does; what holds here holds there.
//!
//! For tests alone: no program contains it.
mod disk;
mod draw;
mod line;
mod operation;
mod recording;

pub use disk::{Disk, Unflushed};
pub use draw::Draw;
pub use operation::Operation;
pub use recording::{DONE, Recording};

/// Why nothing could be recorded or laid out.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// A file could not be read or written, or `strace` not be started.
    #[error("file")]
    File(#[from] std::io::Error),
    /// The program did not do what it was started for.
    #[error("the program ended with an error: {0}")]
    Program(String),
    /// A call that the record has no word for, so that it would be wrong.
    #[error("not understood: {0}")]
    Call(String),
    /// What the record says is not what lies in the folder.
    #[error("recorded otherwise than it is: {0}")]
    Missed(String),
}

//! One thing that a program did to a folder.
use std::fmt;
use std::path::{Path, PathBuf};

/// In the order in which they happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// An empty file, where there was none.
    Made(PathBuf),
    /// A folder.
    MadeFolder(PathBuf),
    /// Bytes at a place of a file.
    Written {
        /// The file.
        file: PathBuf,
        /// Where, in bytes from its beginning.
        at: usize,
        /// What.
        bytes: Vec<u8>,
    },
    /// A file got this length.
    Cut {
        /// The file.
        file: PathBuf,
        /// In bytes.
        len: usize,
    },
    /// Another name; a file that stood there is gone.
    Moved {
        /// The name it had.
        from: PathBuf,
        /// The name it has.
        to: PathBuf,
    },
    /// Another name besides, for the same file.
    Linked {
        /// A name it has.
        from: PathBuf,
        /// The other one.
        to: PathBuf,
    },
    /// A file or an empty folder is gone.
    Removed(PathBuf),
    /// A file's content, or a folder's list of names, is on the disk.
    Flushed(PathBuf),
    /// The program told the world that something is done.
    Said(String),
}

impl Operation {
    /// Whether a loss of power is worth trying before and after it.
    pub fn is_turning_point(&self) -> bool {
        !matches!(self, Self::Written { .. } | Self::Cut { .. } | Self::Made(_))
    }

    /// Whether it concerns a folder and nothing outside.
    pub(crate) fn is_beneath(&self, folder: &Path) -> bool {
        match self {
            Self::Made(path)
            | Self::MadeFolder(path)
            | Self::Removed(path)
            | Self::Flushed(path)
            | Self::Written { file: path, .. }
            | Self::Cut { file: path, .. } => path.starts_with(folder),
            Self::Moved { from, to } | Self::Linked { from, to } => {
                from.starts_with(folder) || to.starts_with(folder)
            }
            Self::Said(_) => true,
        }
    }
}

/// By the names of files alone, without what was written.
impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |path: &Path| path.file_name().unwrap_or_default().display().to_string();
        match self {
            Self::Made(path) => write!(f, "made {}", name(path)),
            Self::MadeFolder(path) => write!(f, "made folder {}", name(path)),
            Self::Written { file, at, bytes } => {
                write!(f, "wrote {} at {at} of {}", bytes.len(), name(file))
            }
            Self::Cut { file, len } => write!(f, "cut {} to {len}", name(file)),
            Self::Moved { from, to } => write!(f, "moved {} to {}", name(from), name(to)),
            Self::Linked { from, to } => write!(f, "linked {} as {}", name(from), name(to)),
            Self::Removed(path) => write!(f, "removed {}", name(path)),
            Self::Flushed(path) => write!(f, "flushed {}", name(path)),
            Self::Said(what) => write!(f, "said {what}"),
        }
    }
}

//! The walls that a reader puts around itself before it takes a picture.
#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod files;
#[cfg(target_os = "linux")]
mod limits;

use serde::{Deserialize, Serialize};

/// Which walls stand. What a system does not have is left out and said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sandbox {
    /// Landlock: no file can be opened, made or changed, no port reached.
    pub files: bool,
    /// Seccomp: no calls but those that computing and the pipes need.
    pub calls: bool,
    /// Limits on memory, files and processes; no core dumps; dies with its parent.
    pub limits: bool,
}

/// Seals this process for good: from now on it can compute and talk over the
/// pipes that are open, and nothing else. Whatever it needs must be loaded.
#[cfg(target_os = "linux")]
pub fn seal() -> Sandbox {
    // The filter comes last: it would deny the calls that the others make.
    let limits = limits::set().is_ok();
    let files = files::close();
    let calls = calls::restrict();
    Sandbox { files, calls, limits }
}

/// Other systems give a process wall and no more.
#[cfg(not(target_os = "linux"))]
pub fn seal() -> Sandbox {
    Sandbox::default()
}

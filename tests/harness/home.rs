//! A home of its own, and nothing of the machine's.
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// What of the machine's environment is let through.
const KEPT: [&str; 3] = ["PATH", "TESSDATA_PREFIX", "RUST_BACKTRACE"];
/// Folder names, by the variable that points at them.
const FOLDERS: [(&str, &str); 7] = [
    ("HOME", "home"),
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_DATA_HOME", "data"),
    ("XDG_STATE_HOME", "state"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_RUNTIME_DIR", "runtime"),
    ("TMPDIR", "temporary"),
];

/// Every folder that a program may write to, in one place that goes with it.
#[derive(Debug)]
pub struct Home(TempDir);

impl Home {
    /// Empty folders.
    ///
    /// # Panics
    /// When they cannot be made.
    pub fn new() -> Self {
        let folder =
            tempfile::Builder::new().prefix("quittance-").tempdir().expect("a temporary folder");
        for (_, name) in FOLDERS {
            fs::create_dir(folder.path().join(name)).expect("a folder in the temporary folder");
        }
        let runtime = folder.path().join("runtime");
        fs::set_permissions(runtime, fs::Permissions::from_mode(0o700)).expect("our own folder");
        Self(folder)
    }

    /// All of it.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// A place for files that a person keeps, such as exports.
    pub fn documents(&self) -> PathBuf {
        self.path().join("home")
    }

    /// A command that knows these folders and nothing of the machine's own.
    pub fn command(&self, program: impl Into<OsString>) -> Command {
        let mut command = Command::new(program.into());
        command.env_clear().current_dir(self.documents());
        command.envs(KEPT.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        command.envs(FOLDERS.map(|(variable, name)| (variable, self.path().join(name))));
        command.envs([("LANG", "C.UTF-8"), ("TZ", "UTC"), ("GTK_USE_PORTAL", "0")]);
        command
    }
}

impl Default for Home {
    fn default() -> Self {
        Self::new()
    }
}

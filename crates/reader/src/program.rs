//! Where `quittance-reader` is.
use crate::ReadError;
use std::path::{Path, PathBuf};

const NAME: &str = if cfg!(windows) { "quittance-reader.exe" } else { "quittance-reader" };

/// The reader that belongs to this program: beside it, or one folder up, where
/// a build leaves it for test programs. A development build also takes the path
/// in `QUITTANCE_READER`; a release does not, so that nobody slips a program of
/// their own under a vault.
pub fn program() -> Result<PathBuf, ReadError> {
    if let Some(path) = chosen() {
        return Ok(path);
    }
    let own =
        std::env::current_exe().map_err(|error| ReadError::Missing(error.kind().to_string()))?;
    beside(&own).ok_or_else(|| ReadError::Missing(format!("{NAME} is not beside the program")))
}

fn chosen() -> Option<PathBuf> {
    if !cfg!(debug_assertions) {
        return None;
    }
    std::env::var_os("QUITTANCE_READER").map(PathBuf::from)
}

fn beside(own: &Path) -> Option<PathBuf> {
    let folders = own.ancestors().skip(1).take(2);
    folders.map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn it_is_found_beside_the_program_and_one_folder_up() {
        let root = tempfile::tempdir().unwrap();
        let deps = root.path().join("deps");
        std::fs::create_dir(&deps).unwrap();
        assert_eq!(beside(&deps.join("app")), None, "nothing is invented");
        std::fs::write(root.path().join(NAME), "").unwrap();
        let found = Some(root.path().join(NAME));
        assert_eq!(beside(&deps.join("app")), found, "a test program lives in deps");
        assert_eq!(beside(&root.path().join("app")), found, "an installed app has it beside");
    }
}

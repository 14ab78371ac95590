//! Removing a profile for good, and going on where a crash stopped it.
use super::{DataDir, Error, entry::Entry};
use fault::Coded;
use secret::Keychain;

/// What a removal came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removed {
    /// Why the keychain keeps its entry, which opens nothing any more.
    pub keychain_left: Option<fault::Code>,
}

/// Removes a profile, with what was set aside of it: the keychain's secret and
/// the headers first, since they open everything, then the files. A folder that is marked is a profile no
/// more: after a crash whoever lists or opens next goes on with it.
///
/// # Errors
/// [`Error::Missing`]; [`Error::InUse`]; [`Error::File`] for what could not be
/// removed, which is tried again at the next start.
pub fn remove(id: &str, keychain: &dyn Keychain, dir: &DataDir) -> Result<Removed, Error> {
    let folder = dir.finished(id)?;
    let lock = folder.lock()?;
    folder.mark()?;
    let kept = Entry::of(folder.id, keychain).remove();
    folder.remove_with_aside()?;
    drop(lock);
    if !folder.is_gone()? {
        return Err(std::io::Error::from(std::io::ErrorKind::DirectoryNotEmpty).into());
    }
    Ok(Removed { keychain_left: kept.err().map(|error| error.code()) })
}

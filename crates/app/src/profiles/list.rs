//! Listing profiles, and removing what was never finished.
use super::{DataDir, Error, folder::Folder, keychain_name, label::Label};
use crate::views::ProfileView;
use secret::{Keychain, KeychainError};

/// Every profile, the one that was opened last first.
///
/// # Errors
/// [`Error::File`] if the folder cannot be read; one that is not there yet has none.
pub fn list(dir: &DataDir) -> Result<Vec<ProfileView>, Error> {
    let mut found: Vec<(Folder, Label)> =
        finished(dir)?.map(|folder| (folder.clone(), Label::of(&folder))).collect();
    found.sort_by_key(|(folder, label)| std::cmp::Reverse((label.opened_at, folder.id)));
    Ok(found.iter().map(|(folder, label)| label.view(folder)).collect())
}

/// The names that are taken.
pub(super) fn names(dir: &DataDir) -> Result<Vec<String>, Error> {
    Ok(finished(dir)?.map(|folder| Label::of(&folder).name).collect())
}

fn finished(dir: &DataDir) -> Result<impl Iterator<Item = Folder>, Error> {
    Ok(dir.folders()?.into_iter().filter(|folder| !folder.is_unfinished()))
}

/// Removes what a crash left of profiles that were being made, with their
/// entries in the keychain. One that is being made right now holds its lock.
pub(super) fn sweep(dir: &DataDir, keychain: &dyn Keychain) -> Result<(), Error> {
    let left: Vec<Folder> = dir.folders()?.into_iter().filter(Folder::is_unfinished).collect();
    if left.is_empty() {
        return Ok(());
    }
    let _held = dir.hold()?;
    for folder in left.iter().filter(|folder| folder.is_unfinished()) {
        if let Ok(_lock) = folder.lock() {
            forget_entry(folder, keychain);
            folder.remove()?;
        }
    }
    Ok(())
}

/// Best effort: an entry that opens nothing harms nobody.
pub(super) fn forget_entry(folder: &Folder, keychain: &dyn Keychain) {
    match keychain.delete(&keychain_name(folder.id)) {
        Ok(())
        | Err(KeychainError::EntryGone | KeychainError::Missing | KeychainError::Volatile) => {}
        Err(error) => tracing::warn!(%error, "the keychain keeps an entry that opens nothing"),
    }
}

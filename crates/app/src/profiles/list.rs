//! Listing profiles, and removing what was never finished.
use super::{DataDir, Error, entry::Entry, folder::Folder, label::Label};
use crate::views::ProfileView;
use secret::Keychain;

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

/// Removes what a crash left of profiles that were being made or removed, with
/// their entries in the keychain; never a folder that is merely empty. One that is being made right now holds its lock.
pub(super) fn sweep(dir: &DataDir, keychain: &dyn Keychain) -> Result<(), Error> {
    let left: Vec<Folder> = dir.folders()?.into_iter().filter(Folder::is_marked).collect();
    let homes = dir.arrivals()?;
    if left.is_empty() && homes.is_empty() {
        return Ok(());
    }
    let _held = dir.hold()?;
    homes.iter().try_for_each(welcome)?;
    for folder in left.iter().filter(|folder| folder.is_marked()) {
        if let Ok(_lock) = folder.lock() {
            Entry::of(folder.id, keychain).forget();
            folder.remove_with_aside()?;
        }
    }
    Ok(())
}

/// One that came from a backup and was whole takes its place if that is free;
/// any other goes, and the backup it came from is still there.
fn welcome(home: &Folder) -> Result<(), Error> {
    let arriving = home.arriving();
    let Ok(_lock) = arriving.lock() else { return Ok(()) };
    if arriving.is_unfinished() || home.is_there()? {
        Ok(arriving.remove()?)
    } else {
        arriving.rename(home)
    }
}

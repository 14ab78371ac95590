//! What was set aside of a profile when a backup took its place: a whole vault
//! under the same id, which goes when the profile goes.
use super::{
    Error, OpenProfile,
    folder::{Folder, SET_ASIDE},
};
use jiff::Timestamp;
use std::fs;

impl Folder {
    /// Those of this id that were set aside.
    pub(super) fn aside(&self) -> Result<Vec<Self>, Error> {
        let beginning = format!("{}{SET_ASIDE}", self.id);
        let Some(beside) = self.path.parent() else { return Ok(Vec::new()) };
        let mut aside = Vec::new();
        for entry in fs::read_dir(beside)? {
            let entry = entry?;
            let name = entry.file_name();
            let is_one = name.to_str().is_some_and(|name| name.starts_with(&beginning));
            // A link is nobody's profile: it could lead anywhere.
            if is_one && entry.file_type()?.is_dir() {
                aside.push(Self::new(self.id, entry.path()));
            }
        }
        Ok(aside)
    }

    /// When it was set aside; none for one whose name does not say it.
    fn aside_since(&self) -> Option<Timestamp> {
        let name = self.path.file_name()?.to_str()?;
        let (_, moment) = name.rsplit_once(SET_ASIDE)?;
        Timestamp::from_second(moment.parse().ok()?).ok()
    }

    /// Removes the profile with all that was set aside of it: what opens any of
    /// them first, and the folder with the mark last, so that whoever comes
    /// after a crash knows that there is something left to do.
    pub(super) fn remove_with_aside(&self) -> Result<(), Error> {
        let aside = self.aside()?;
        self.destroy_headers()?;
        aside.iter().try_for_each(Self::destroy_headers)?;
        aside.iter().try_for_each(Self::remove)?;
        Ok(self.remove()?)
    }

    /// Whether nothing of it is left.
    pub(super) fn is_gone(&self) -> Result<bool, Error> {
        Ok(!self.is_there()? && self.aside()?.is_empty())
    }
}

impl OpenProfile {
    /// When the profiles of its id were set aside, the oldest first.
    ///
    /// # Errors
    /// [`Error::File`] if the folder of all profiles cannot be read.
    pub(crate) fn set_aside(&self) -> Result<Vec<Timestamp>, Error> {
        let since = |folder: &Folder| folder.aside_since().unwrap_or(Timestamp::UNIX_EPOCH);
        let mut moments: Vec<_> = self.folder.aside()?.iter().map(since).collect();
        moments.sort_unstable();
        Ok(moments)
    }
}

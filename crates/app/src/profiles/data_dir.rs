//! Where a user's profiles are.
use super::{
    Error, ProfileId,
    folder::{ARRIVING, Folder},
};
use envelope::make_private_folder;
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// The folder that holds a user's profiles. It need not exist yet.
#[derive(Debug, Clone)]
pub struct DataDir(PathBuf);

impl DataDir {
    /// A folder of the caller's choice.
    pub fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// This user's own: `$XDG_DATA_HOME/quittance` on Linux, the local
    /// application data elsewhere (never the part that roams between machines).
    ///
    /// # Errors
    /// [`Error::NoDataFolder`].
    pub fn default_for_user() -> Result<Self, Error> {
        dirs::data_local_dir().map(|data| Self(data.join("quittance"))).ok_or(Error::NoDataFolder)
    }

    /// The folder of all profiles, made if need be.
    pub(crate) fn make(&self) -> Result<PathBuf, Error> {
        make_private_folder(&self.profiles())?;
        Ok(self.profiles())
    }

    pub(super) fn profiles(&self) -> PathBuf {
        self.0.join("profiles")
    }

    pub(super) fn folder(&self, id: ProfileId) -> Folder {
        Folder::new(id, self.profiles().join(id.to_string()))
    }

    /// The folder of a profile that is one.
    ///
    /// # Errors
    /// [`Error::Missing`].
    pub(super) fn finished(&self, id: &str) -> Result<Folder, Error> {
        let folder = self.folder(id.parse().map_err(|_| Error::Missing)?);
        if folder.is_unfinished() { Err(Error::Missing) } else { Ok(folder) }
    }

    /// The folders that carry a profile's id, finished or not.
    pub(super) fn folders(&self) -> Result<Vec<Folder>, Error> {
        self.named("")
    }

    /// The homes of profiles that were coming from a backup.
    pub(super) fn arrivals(&self) -> Result<Vec<Folder>, Error> {
        let coming = self.named(ARRIVING)?;
        Ok(coming.into_iter().map(|folder| self.folder(folder.id)).collect())
    }

    /// The folders whose names are an id and this ending.
    fn named(&self, ending: &str) -> Result<Vec<Folder>, Error> {
        let entries = match fs::read_dir(self.profiles()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut folders = Vec::new();
        for entry in entries {
            let entry = entry?;
            let id =
                entry.file_name().to_str().and_then(|name| name.strip_suffix(ending)?.parse().ok());
            // A link is nobody's profile: it could lead anywhere.
            if let Some(id) = id.filter(|_| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
                folders.push(Folder::new(id, entry.path()));
            }
        }
        Ok(folders)
    }

    /// Held while a folder is begun or unfinished ones are removed, so that
    /// nobody takes a folder that is just being begun for one that was left.
    pub(super) fn hold(&self) -> Result<File, Error> {
        make_private_folder(&self.profiles())?;
        let file = super::folder::open_private(&self.profiles().join(".lock"))?;
        file.lock()?;
        Ok(file)
    }
}

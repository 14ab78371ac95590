//! The header on the disk.
use crate::{DataKey, EnvelopeError, Header, Opener, write_private};
use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

/// No header of any version is larger; what is, is not read.
const MAX_FILE_LEN: u64 = 64 * 1024;

/// A profile's header file, and the one before it until the newer has opened.
#[derive(Debug, Clone)]
pub struct HeaderFile {
    current: PathBuf,
    previous: PathBuf,
}

impl HeaderFile {
    /// The header of a profile's folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self { current: folder.join("header"), previous: folder.join("header.previous") }
    }

    /// Writes the first header of a profile.
    ///
    /// # Errors
    /// `File`; with `AlreadyExists` where there is one, since a new key over
    /// old data would lose the data.
    pub fn create(&self, header: &Header) -> Result<(), EnvelopeError> {
        if self.current.try_exists()? || self.previous.try_exists()? {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
        }
        Ok(write_private(&self.current, &header.to_bytes())?)
    }

    /// The header; the previous one where the newer is missing or damaged.
    ///
    /// # Errors
    /// `File`, `Damaged`, `Newer`: those of the current file.
    pub fn read(&self) -> Result<Header, EnvelopeError> {
        read(&self.current).or_else(|error| match error {
            EnvelopeError::Newer(_) => Err(error),
            _ => read(&self.previous).map_err(|_| error),
        })
    }

    /// Opens the header. Once the current file has opened, the previous one
    /// goes; where only the previous one could be read, it becomes current.
    ///
    /// # Errors
    /// As [`HeaderFile::read`] and [`Header::open`].
    pub fn open(&self, opener: &Opener<'_>) -> Result<(Header, DataKey), EnvelopeError> {
        let header = self.read()?;
        let data = header.open(opener)?;
        self.settle(&header)?;
        Ok((header, data))
    }

    /// Puts a new header in the place of the current one, which is kept until
    /// the new one has opened.
    ///
    /// # Errors
    /// `File`, `Damaged`, `Newer`; the current header stands then.
    pub fn replace(&self, header: &Header) -> Result<(), EnvelopeError> {
        write_private(&self.previous, &self.read()?.to_bytes())?;
        Ok(write_private(&self.current, &header.to_bytes())?)
    }

    /// Whether only the previous header can be read.
    pub fn is_previous(&self) -> bool {
        read(&self.current).is_err() && read(&self.previous).is_ok()
    }

    /// Puts a header in the place of one that cannot be read, or is another
    /// profile's.
    ///
    /// # Errors
    /// `File`, with `AlreadyExists` where one of the same profile can be read;
    /// `Newer`.
    pub fn regain(&self, header: &Header) -> Result<(), EnvelopeError> {
        match self.read() {
            Err(error @ EnvelopeError::Newer(_)) => Err(error),
            Ok(present) if present.profile() == header.profile() => {
                Err(io::Error::from(io::ErrorKind::AlreadyExists).into())
            }
            _ => Ok(write_private(&self.current, &header.to_bytes())?),
        }
    }

    fn settle(&self, opened: &Header) -> Result<(), EnvelopeError> {
        if read(&self.current).is_ok_and(|current| current == *opened) {
            return match fs::remove_file(&self.previous) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
                _ => Ok(()),
            };
        }
        Ok(write_private(&self.current, &opened.to_bytes())?)
    }
}

fn read(path: &Path) -> Result<Header, EnvelopeError> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_FILE_LEN).read_to_end(&mut bytes)?;
    Header::parse(&bytes)
}

//! What can be told of a profile without opening it: for whoever helps.
use super::{DataDir, Error, folder::Folder, mode};
use crate::views::{HeaderState, OpenMode};
use envelope::EnvelopeError;
use std::{collections::BTreeMap, fs, io};

/// What stands in a profile's folder.
pub(crate) struct Outside {
    pub(crate) header: HeaderState,
    /// How it opens, where its header can be read.
    pub(crate) opens: Option<OpenMode>,
    /// Bytes of the files that are known by name.
    pub(crate) files: BTreeMap<String, u64>,
    /// How many there are besides.
    pub(crate) others: u32,
}

/// The files that tell something. The label has a name in it and the rest is
/// for coordination, so they are passed over.
const TELLING: [&str; 10] = [
    "header",
    "header.previous",
    "vault.db",
    "vault.db-wal",
    "vault.db.next",
    "counter",
    "counter.next",
    "snapshot.db",
    "damaged",
    "unfinished",
];
const PASSED_OVER: [&str; 5] = ["label", "tries", "lock", "vault.db-lock", "vault.db-shm"];

/// Looks at a profile's folder; nothing is opened, and no name of a file that is
/// not the profile's own is told.
///
/// # Errors
/// [`Error::Missing`]; [`Error::File`].
pub(crate) fn outside(id: &str, dir: &DataDir) -> Result<Outside, Error> {
    let folder = dir.finished(id)?;
    let (mut files, mut others) = (BTreeMap::new(), 0);
    for entry in folder.entries()? {
        let (entry, name) = (entry.metadata()?, entry.file_name());
        match name.to_str().and_then(told) {
            Some(name) => *files.entry(name.to_owned()).or_default() += entry.len(),
            None if name.to_str().is_some_and(|name| PASSED_OVER.contains(&name)) => {}
            None => others += 1,
        }
    }
    let (header, opens) = look_at_header(&folder);
    Ok(Outside { header, opens, files, others })
}

fn told(name: &str) -> Option<&str> {
    if name.starts_with("damaged-") {
        return Some("damaged-*");
    }
    TELLING.into_iter().find(|telling| *telling == name)
}

fn look_at_header(folder: &Folder) -> (HeaderState, Option<OpenMode>) {
    let file = folder.header();
    match file.read() {
        Ok(header) if header.profile() != folder.id.uuid().as_bytes() => {
            (HeaderState::Another, None)
        }
        Ok(header) if file.is_previous() => (HeaderState::Previous, Some(mode::of(&header))),
        Ok(header) => (HeaderState::Whole, Some(mode::of(&header))),
        Err(EnvelopeError::Newer(_)) => (HeaderState::Newer, None),
        Err(EnvelopeError::File(error)) if error.kind() == io::ErrorKind::NotFound => {
            (HeaderState::Missing, None)
        }
        Err(_) => (HeaderState::Damaged, None),
    }
}

impl Folder {
    fn entries(&self) -> Result<Vec<fs::DirEntry>, Error> {
        let folder = self.database();
        let folder = folder.parent().unwrap_or(&folder);
        Ok(fs::read_dir(folder)?.collect::<io::Result<_>>()?)
    }
}

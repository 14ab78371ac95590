//! A header that is lost, from a backup that carries one of the same key.
use super::{DataDir, Error, ProfileId, arrive::id_of};
use envelope::{DataKey, EnvelopeError, Header, Purpose};
use store::Closed;

/// Puts the header of a backup in the place of the one that cannot be read, if
/// its key is the one of the database that is here. What is here stays.
///
/// # Errors
/// [`Error::Missing`]; [`Error::InUse`]; [`Error::Here`] where the header can be
/// read or a newer version wrote it; [`Error::KeyDiffers`].
pub(crate) fn regain(header: &Header, data: &DataKey, dir: &DataDir) -> Result<ProfileId, Error> {
    let folder = dir.finished(&id_of(header).to_string())?;
    let _lock = folder.lock()?;
    if !is_keyless(header, dir) {
        return Err(Error::Here);
    }
    let key = data.derive(Purpose::Database);
    match store::why_closed(&folder.database(), key.expose())? {
        Closed::Broken | Closed::Unreadable => folder.header().regain(header)?,
        Closed::Missing | Closed::Foreign => return Err(Error::KeyDiffers),
    }
    Ok(folder.id)
}

/// Whether the profile of a header is on this machine, and its own header
/// cannot be read.
pub(crate) fn is_keyless(header: &Header, dir: &DataDir) -> bool {
    let Ok(folder) = dir.finished(&id_of(header).to_string()) else { return false };
    match folder.header().read() {
        Ok(present) => present.profile() != header.profile(),
        Err(EnvelopeError::Newer(_)) => false,
        Err(_) => true,
    }
}

//! What removing a profile would destroy, said before it is done.
use crate::backups;
use crate::check;
use crate::error::Error;
use crate::session::Session;
use crate::views::RemovalView;

/// Whether the profile's name was typed, as a removal asks for.
///
/// # Errors
/// [`Error::InvalidValue`].
pub fn require_name(session: &Session, typed: &str) -> Result<(), Error> {
    match typed.trim() == session.profile().name {
        true => Ok(()),
        false => Err(Error::InvalidValue { field: "name" }),
    }
}

/// What goes, and what stays out of reach.
pub fn preview(session: &Session) -> Result<RemovalView, Error> {
    let holdings = check::count(session.store())?;
    let (receipts, pictures) = (holdings.receipts, holdings.pictures);
    let backups = backups::list(session)?.into_iter().filter(|backup| backup.there);
    Ok(RemovalView { receipts, pictures, backups: backups.map(|backup| backup.name).collect() })
}

//! What removing a profile would destroy, said before it is done.
use crate::backups;
use crate::check;
use crate::error::Error;
use crate::retention;
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
    let set_aside = session.open_profile().set_aside()?;
    Ok(RemovalView {
        receipts,
        pictures,
        set_aside: set_aside.iter().map(ToString::to_string).collect(),
        backups: backups::list(session)?,
        due: retention::records_due(session)?,
        held: retention::held_count(session)?,
    })
}

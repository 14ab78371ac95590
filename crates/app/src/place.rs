//! Where the user was when the profile was locked: unlocking brings the same
//! screen back.
//!
//! While the profile is open the place is in memory alone. Only locking writes
//! it, into the vault, and unlocking takes it out again.
use crate::error::Error;
use crate::session::Session;
use crate::views::PlaceView;
use store::table::setting;

const KEY: &str = "place";
/// The most receipts of a round that are kept in mind.
const LONGEST_ROUND: usize = 1000;
/// The most bytes of a search that are kept in mind.
const LONGEST_SEARCH: usize = 4096;

/// Keeps in mind where the user is.
///
/// # Errors
/// [`Error::InvalidValue`] for one that is longer than any screen makes it.
pub fn note(session: &Session, place: PlaceView) -> Result<(), Error> {
    let searches = [&place.receipts.text, &place.bin.text];
    let round = place.round.as_ref().map_or(0, |round| round.ids.len());
    if round > LONGEST_ROUND || searches.iter().any(|text| text.len() > LONGEST_SEARCH) {
        return Err(Error::InvalidValue { field: "place" });
    }
    session.note_place(place);
    Ok(())
}

/// Writes it into the vault, which is about to be locked. A damaged vault is
/// read and no longer written.
pub fn keep(session: &Session) -> Result<(), Error> {
    match session.noted_place() {
        Some(place) if !session.store().is_frozen() => write(session, Some(place)),
        _ => Ok(()),
    }
}

/// Where the user was when the profile was locked, once.
pub fn take(session: &Session) -> Result<Option<PlaceView>, Error> {
    let left: Option<PlaceView> = session.store().read(|view| setting::find(view, KEY))?.flatten();
    if left.is_some() && !session.store().is_frozen() {
        write(session, None)?;
    }
    Ok(left)
}

/// A search that was typed may name what is to be removed for good.
pub(crate) fn forget(session: &Session) -> Result<(), Error> {
    take(session).map(drop)
}

fn write(session: &Session, place: Option<PlaceView>) -> Result<(), Error> {
    Ok(session.store().write_local(move |tx| setting::set(tx, KEY, &place))?)
}

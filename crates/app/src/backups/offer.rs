//! Asking for a place for backups, once there is something to lose.
use super::{known, schedule};
use crate::error::Error;
use crate::session::Session;
use crate::views::Event;
use store::table::setting;

const KEY: &str = "backup_offer_declined";
/// Confirmed receipts after which it is asked.
const AFTER: u32 = 10;

/// Whether to ask: enough is here, there is no backup and no plan, and the user
/// has not said that there shall be none.
pub(crate) fn is_due(session: &Session, confirmed: u32) -> Result<bool, Error> {
    if confirmed < AFTER || schedule::folder(session)?.is_some() {
        return Ok(false);
    }
    let (declined, known) = session
        .store()
        .read(|view| Ok((setting::find::<bool>(view, KEY)?.unwrap_or(false), known::all(view)?)))?;
    Ok(!declined && known.is_empty())
}

/// Not asked again.
pub fn decline(session: &Session) -> Result<(), Error> {
    session.store().write_local(|tx| setting::set(tx, KEY, &true))?;
    session.core.tell(Event::Changed);
    Ok(())
}

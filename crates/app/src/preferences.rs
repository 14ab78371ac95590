//! What the user prefers, kept in the vault.
use crate::error::Error;
use crate::session::Session;
use crate::views::PreferencesView;
use store::table::setting;

const KEY: &str = "preferences";

/// What is preferred; the defaults until something is.
pub fn get(session: &Session) -> Result<PreferencesView, Error> {
    Ok(session.store().read(|view| setting::find(view, KEY))?.unwrap_or_default())
}

/// Keeps a preference.
pub fn set(session: &Session, preferences: PreferencesView) -> Result<(), Error> {
    Ok(session.store().write_local(move |tx| setting::set(tx, KEY, &preferences))?)
}

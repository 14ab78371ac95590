//! What concerned the keys of a profile: a list to which is only added, kept in
//! the vault and on this machine alone.
use crate::error::Error;
use crate::session::Session;
use crate::views::{SecurityEventView, SecurityKind};
use jiff::Timestamp;
use store::Store;
use store::table::setting;

const KEY: &str = "security";
/// The oldest go beyond so many.
const MOST: usize = 200;

/// What concerned the keys, the latest first.
pub fn list(session: &Session) -> Result<Vec<SecurityEventView>, Error> {
    let mut events = kept(session.store())?;
    events.reverse();
    Ok(events)
}

/// Notes that something concerned the keys. What it belongs to is done by then,
/// and is not undone where no note can be made.
pub(crate) fn note(store: &Store, now: Timestamp, kind: SecurityKind, count: u32) {
    if store.is_frozen() {
        return;
    }
    let event = SecurityEventView { at: now.to_string(), kind, count };
    if let Err(error) = add(store, event) {
        tracing::warn!(%error, "what concerned the keys could not be noted");
    }
}

fn add(store: &Store, event: SecurityEventView) -> Result<(), Error> {
    let mut events = kept(store)?;
    events.push(event);
    let beyond = events.len().saturating_sub(MOST);
    events.drain(..beyond);
    Ok(store.write_local(move |tx| setting::set(tx, KEY, &events))?)
}

fn kept(store: &Store) -> Result<Vec<SecurityEventView>, Error> {
    Ok(store.read(|view| setting::find(view, KEY))?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use words::Words;

    #[test]
    fn every_kind_has_words() {
        let words = Words::english();
        for kind in SecurityKind::ALL {
            let name = serde_json::to_value(kind).expect("a name");
            let key = format!("security.{}", name.as_str().expect("text"));
            assert!(
                words.has(&key) || words.has(&format!("{key}_other")),
                "{key} would be shown as a key"
            );
        }
    }
}

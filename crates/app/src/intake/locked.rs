//! PDF files that are locked with a password. A password is kept in memory
//! until the profile is closed, and nowhere else.
use super::steer::retry;
use crate::error::Error;
use crate::ids;
use crate::session::Session;
use fault::Code;
use reader::{CancelToken, Original, Password};
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::table::receipt::{Receipt, State};
use store::table::{attachment, receipt, receipt_page};

/// The newest that are tried on each locked file.
const MOST: usize = 8;

/// The passwords that were typed since the profile was opened, the newest first.
#[derive(Default)]
pub(crate) struct Passwords(Mutex<VecDeque<Password>>);

impl Passwords {
    fn kept(&self) -> MutexGuard<'_, VecDeque<Password>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn all(&self) -> Vec<Password> {
        self.kept().iter().cloned().collect()
    }

    fn keep(&self, password: Password) {
        let mut kept = self.kept();
        kept.retain(|other| *other != password);
        kept.push_front(password);
        kept.truncate(MOST);
    }
}

/// Has a locked file of a receipt read with this password, and the others that
/// are locked too: many have one password.
///
/// # Errors
/// With [`Code::PdfLocked`] when the password does not open it; it is not kept then.
pub fn unlock(session: &Session, id: &str, password: String) -> Result<(), Error> {
    let password = Password::new(password);
    opens(session, id, &password)?;
    session.core.passwords.keep(password);
    for other in locked(session)?.iter().filter(|other| *other != id) {
        retry(session, other)?;
    }
    retry(session, id)
}

/// Has this password tried on files that are locked.
pub fn offer_password(session: &Session, password: String) {
    session.core.passwords.keep(Password::new(password));
}

fn opens(session: &Session, id: &str, password: &Password) -> Result<(), Error> {
    let id = ids::receipt(id)?;
    let pool = session.core.pool.as_ref().ok_or(Error::NotFound { what: "reader" })?;
    for page in session.store().read(|view| receipt_page::list(view, id))? {
        let bytes = session.store().read(|view| attachment::read_all(view, page.attachment))?;
        let passwords = std::slice::from_ref(password);
        let original = Original { bytes: &bytes, page: page.place.page.unwrap_or(0), passwords };
        pool.picture(original, page::Turn::None, &CancelToken::new())?;
    }
    Ok(())
}

fn locked(session: &Session) -> Result<Vec<String>, Error> {
    let is_locked = |receipt: &Receipt| {
        receipt.state == State::Failed && receipt.fault.as_deref() == Some(Code::PdfLocked.as_str())
    };
    let waiting = session.store().read(receipt::inbox)?;
    Ok(waiting.iter().filter(|receipt| is_locked(receipt)).map(|it| it.id.to_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_passwords_are_kept_once_each() {
        let passwords = Passwords::default();
        for typed in ["a", "b", "a"] {
            passwords.keep(Password::new(typed.into()));
        }
        let kept: Vec<String> = passwords.all().iter().map(|it| it.expose().to_owned()).collect();
        assert_eq!(kept, ["a", "b"]);
        (0..50).for_each(|n| passwords.keep(Password::new(n.to_string())));
        assert_eq!(passwords.all().len(), MOST, "each is tried on each locked file");
    }
}

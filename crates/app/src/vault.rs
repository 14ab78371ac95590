//! How the open profile is kept, in one view.
use crate::error::Error;
use crate::machine::Machine;
use crate::session::Session;
use crate::views::VaultView;
use crate::{backups, kit, lock, salvage, security, synced};

impl Machine {
    /// Opening, kit, backups and locking of a profile, as its settings show them.
    pub fn vault(&self, session: &Session) -> Result<VaultView, Error> {
        Ok(VaultView {
            profile: session.profile(),
            keychain: self.keychain_view(),
            kit: kit::state(session)?,
            backups: backups::list(session)?,
            plan: backups::plan(session)?,
            lock: lock::get(session)?,
            events: security::list(session)?,
            synced_by: synced::by(&session.database()),
            damaged: salvage::kept(session)?,
        })
    }
}

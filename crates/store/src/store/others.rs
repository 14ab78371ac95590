//! Other copies of the profile, and other profiles: what they know, and merging it.
use super::{Founding, Store, tell};
use crate::{
    Applied, Comparison, DeviceId, Error, Merged, ReceiptId, Result, Segment, Tx,
    exchange::{self, Foreign},
    purge::Vault,
    table,
};
use journal::{Action, ActionCode};
use std::collections::BTreeMap;

impl Store {
    /// Makes this file another device of its profile: a copy that goes its own
    /// way and can be merged.
    pub fn become_another_device(mut self, name: &str) -> Result<Self> {
        let device: DeviceId = (*self.context.ids).next();
        self.write_local(move |tx| table::replica::become_device(tx, device))?;
        self.device = device;
        let founding = Founding { device_name: name.to_owned(), categories: Vec::new() };
        self.write(Action::machine(ActionCode::JoinDevice), move |tx| {
            table::device::found(tx, device, &founding)
        })?;
        Ok(self)
    }

    /// The actions of one device after its number `since`, at most `limit`, to send elsewhere.
    pub fn segment(&self, device: DeviceId, since: u64, limit: usize) -> Result<Segment> {
        self.read(|view| exchange::export(view, device, since, limit))
    }

    /// Merges actions of another device. Those known already are passed over.
    ///
    /// # Errors
    /// [`Error::Gap`] when actions of that device are missing before the first
    /// one; nothing is merged then.
    pub fn apply(&self, segment: Segment) -> Result<Applied> {
        let context = self.context.clone();
        let applied = self.writer.run(move |conn| exchange::apply(conn, &context, segment));
        let applied = self.heed(applied)?;
        self.finish_purge();
        Ok(applied)
    }

    /// What merging all that another database knows would do; nothing is written.
    ///
    /// # Errors
    /// [`Error::Forked`], as for [`Store::merge`].
    pub fn compare(&self, other: &Self) -> Result<Comparison> {
        self.has_one_past_with(other)?;
        let (ours, theirs) = (other.lacks(self)?, self.lacks(other)?);
        let (there, today) = (other.known()?, self.context.clock.today());
        self.read(|view| exchange::compare(view, &ours, &theirs, &there, today))
    }

    /// Whose receipt a row is of which a [`Conflict`](crate::Conflict) speaks.
    pub fn receipt_of(&self, table: &str, row: &str) -> Result<Option<ReceiptId>> {
        self.read(|view| exchange::receipt_of(view, table, row))
    }

    /// Merges all that another database knows, in one transaction, its pictures
    /// and readings too. What was purged on either side stays so. `settle` is
    /// given the receipts that are new, in the action that makes one of what
    /// both have. A second time changes nothing.
    ///
    /// # Errors
    /// [`Error::Held`] where one that is held here was purged there;
    /// [`Error::Forked`] where both went on as the same device: what one did would be
    /// taken for what the other did. Nothing is merged then.
    pub fn merge(
        &self,
        other: &Self,
        settle: impl FnOnce(&Tx<'_>, &[ReceiptId]) -> Result<()> + Send + 'static,
    ) -> Result<Merged> {
        self.has_one_past_with(other)?;
        let (news, known) = (self.lacks(other)?, other.known()?);
        let Vault { path, key } = other.readers.vault().ok_or(Error::NoCipher)?;
        let foreign = Foreign { path, key, news, known };
        let (context, witness) = (self.context.clone(), self.witness.clone());
        let merged = self.writer.run(move |conn| {
            let merged = exchange::merge(conn, &context, foreign, settle)?;
            tell(conn, witness)?;
            Ok(merged)
        })?;
        self.finish_purge();
        Ok(merged)
    }

    /// The last step that both know of a device has to be the same step: a folder
    /// that was put back by hand goes on under the numbers of the one it was copied from.
    fn has_one_past_with(&self, other: &Self) -> Result<()> {
        let known: BTreeMap<DeviceId, u64> = self.known()?.into_iter().collect();
        for (device, there) in other.known()? {
            let Some(common) = known.get(&device).map(|here| there.min(*here)) else { continue };
            let step = |store: &Self| store.read(|view| table::action::at(view, device, common));
            if step(self)? != step(other)? {
                return Err(Error::Forked);
            }
        }
        Ok(())
    }

    /// What another database knows and this one does not.
    fn lacks(&self, other: &Self) -> Result<Vec<Segment>> {
        let known: BTreeMap<DeviceId, u64> = self.known()?.into_iter().collect();
        let mut news = Vec::new();
        for (device, last) in other.known()? {
            let since = known.get(&device).copied().unwrap_or_default();
            if last > since {
                news.push(other.segment(device, since, usize::MAX)?);
            }
        }
        Ok(news)
    }

    /// The last action number known of every device: what to ask others from.
    pub fn known(&self) -> Result<Vec<(DeviceId, u64)>> {
        self.read(exchange::known)
    }
}

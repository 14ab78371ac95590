//! What goes for good.
use super::Store;
use crate::{
    Error, ReceiptId, Result,
    purge::{self, Purge, Purged},
    table,
};
use jiff::{Timestamp, civil::Date};
use journal::Action;

impl Store {
    /// When something was purged last, on this device or another.
    pub fn last_purge(&self) -> Result<Option<Timestamp>> {
        self.read(table::action::last_purge_at)
    }

    /// Removes receipts for good, with all that was kept of them: rows, pages,
    /// items, readings, pictures that nothing else shows, index and log values.
    /// Reads that run are interrupted. What was done before cannot be undone.
    ///
    /// # Errors
    /// [`Error::Held`] for one that is held on `today`; [`Error::InUse`] while a
    /// backup or a long read goes on; nothing is purged then.
    pub fn purge(&self, action: Action, receipts: Vec<ReceiptId>, today: Date) -> Result<Purged> {
        let vault = self.readers.vault().ok_or(Error::NoCipher)?;
        let (context, witness) = (self.context.clone(), self.witness.clone());
        let purge = Purge { vault, context, witness, action, receipts, today };
        let _paused = self.readers.pause(purge::READS_END)?;
        self.heed(self.writer.run(move |conn| purge.run(conn)))
    }

    /// Overwrites what a purge left that was cut short, or that another device
    /// began. Where that cannot be done now, it is tried when the file is next opened.
    pub(super) fn finish_purge(&self) {
        let finish = || {
            if !self.read(purge::is_unfinished)? {
                return Ok(true);
            }
            let context = self.context.clone();
            let _paused = self.readers.pause(purge::READS_END)?;
            self.heed(self.writer.run(move |conn| purge::rewrite(conn, &context)))
        };
        match finish() {
            Ok(true) => {}
            Ok(false) => tracing::warn!("a purge is not finished: a read goes on"),
            Err(error) => tracing::warn!(%error, "a purge is not finished"),
        }
    }
}

//! Storing what was dropped.
use super::{READ, expand, files};
use crate::error::Error;
use crate::session::Session;
use crate::views::{Event, IntakeSummary, RefusedFile};
use fault::{Code, Fault};
use journal::{Action, ActionCode, ActionId};
use std::path::{Path, PathBuf};
use store::table::attachment::{self, Stored};
use store::table::{job, receipt, receipt_page};
use store::{ReceiptId, Tx, View};

/// Files that are stored in one transaction: from its end on they can be read.
const BATCH_FILES: usize = 64;

/// Bytes that are held in memory for one transaction.
const BATCH_BYTES: usize = 96 * 1024 * 1024;

/// A file that may come in.
struct Admitted {
    name: String,
    mime: &'static str,
    bytes: Vec<u8>,
    sample: bool,
}

/// Takes files and folders in. What is refused is named; the others go on.
///
/// # Errors
/// When the vault cannot be written at all; what was stored before stays.
pub fn ingest_paths(session: &Session, dropped: &[PathBuf]) -> Result<IntakeSummary, Error> {
    let files = expand(dropped);
    let mut intake = Intake::new(session, files.len());
    for path in &files {
        intake.take_file(path)?;
    }
    intake.end()
}

/// Takes one picture in that never was a file.
///
/// # Errors
/// As [`ingest_paths`].
pub fn ingest_picture(
    session: &Session,
    name: &str,
    bytes: Vec<u8>,
) -> Result<IntakeSummary, Error> {
    let mut intake = Intake::new(session, 1);
    intake.take_bytes(files::shown_name(Path::new(name)), bytes, false)?;
    intake.end()
}

/// One drop on its way into the vault.
pub(super) struct Intake<'s> {
    session: &'s Session,
    batch: Vec<Admitted>,
    held: usize,
    looked_at: usize,
    in_all: usize,
    /// The action of the first batch; the others are parts of its step.
    first: Option<ActionId>,
    summary: IntakeSummary,
}

impl<'s> Intake<'s> {
    pub(super) fn new(session: &'s Session, in_all: usize) -> Self {
        Self {
            session,
            batch: Vec::new(),
            held: 0,
            looked_at: 0,
            in_all,
            first: None,
            summary: IntakeSummary::default(),
        }
    }

    fn take_file(&mut self, path: &Path) -> Result<(), Error> {
        match files::read(path) {
            Ok(bytes) => self.take_bytes(files::shown_name(path), bytes, false),
            Err(refusal) => {
                self.refuse(refusal.name, refusal.code);
                Ok(())
            }
        }
    }

    pub(super) fn take_bytes(
        &mut self,
        name: String,
        bytes: Vec<u8>,
        sample: bool,
    ) -> Result<(), Error> {
        match files::check(&bytes) {
            Ok(mime) => {
                self.held += bytes.len();
                self.batch.push(Admitted { name, mime, bytes, sample });
                self.looked();
                if self.batch.len() >= BATCH_FILES || self.held >= BATCH_BYTES {
                    self.store()
                } else {
                    Ok(())
                }
            }
            Err(code) => {
                self.refuse(name, code);
                Ok(())
            }
        }
    }

    fn refuse(&mut self, name: String, code: Code) {
        let fault = Fault { about: Some(name.clone()), ..Fault::new(code) };
        self.summary.refused.push(RefusedFile { name, fault });
        self.looked();
    }

    fn looked(&mut self) {
        self.looked_at += 1;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.session
            .core
            .tell(Event::Storing { done: count(self.looked_at), total: count(self.in_all) });
    }

    fn store(&mut self) -> Result<(), Error> {
        let batch = std::mem::take(&mut self.batch);
        self.held = 0;
        if batch.is_empty() {
            return Ok(());
        }
        let size = batch.len();
        let (store, action) = (self.session.store(), Action::user(ActionCode::Ingest));
        let written = match self.first {
            None => store.write(action, move |tx| insert_all(tx, batch)),
            Some(first) => store.write_part(first, action, move |tx| insert_all(tx, batch)),
        }?;
        self.first = self.first.or(written.action);
        let new: Vec<String> = written.value.iter().map(ToString::to_string).collect();
        self.summary.added += u32::try_from(new.len()).unwrap_or(u32::MAX);
        self.summary.already_here += u32::try_from(size - new.len()).unwrap_or(u32::MAX);
        self.summary.receipts.extend(new);
        self.session.core.queue.wake();
        self.session.core.tell(Event::Changed);
        Ok(())
    }

    pub(super) fn end(mut self) -> Result<IntakeSummary, Error> {
        self.store()?;
        self.summary.files = u32::try_from(self.looked_at).unwrap_or(u32::MAX);
        if self.summary.added > 0 {
            self.session.store().truncate_wal()?;
        }
        Ok(self.summary)
    }
}

fn insert_all(tx: &Tx<'_>, batch: Vec<Admitted>) -> store::Result<Vec<ReceiptId>> {
    let mut new = Vec::new();
    for admitted in batch {
        new.extend(insert(tx, admitted)?);
    }
    tx.describe(new.len(), None);
    Ok(new)
}

/// The new receipt of a file; none when a receipt of the same bytes is here.
/// One that lies in the bin does not count: its owner just dropped it again.
fn insert(tx: &Tx<'_>, admitted: Admitted) -> store::Result<Option<ReceiptId>> {
    let attachment =
        match attachment::insert(tx, &admitted.name, admitted.mime, admitted.bytes.as_slice())? {
            Stored::New(id) => id,
            Stored::Here(id) if shows_live_receipt(tx, id)? => return Ok(None),
            Stored::Here(id) => id,
        };
    let new = receipt::NewReceipt { file_name: admitted.name, sample: admitted.sample };
    let receipt = receipt::insert(tx, new)?;
    receipt_page::insert(tx, receipt, attachment, &receipt_page::Place::default())?;
    job::enqueue(tx, READ, &receipt.to_string())?;
    Ok(Some(receipt))
}

fn shows_live_receipt(view: &View<'_>, attachment: store::AttachmentId) -> store::Result<bool> {
    for id in receipt_page::receipts_of(view, attachment)? {
        if receipt::get(view, id)?.deleted_at.is_none() {
            return Ok(true);
        }
    }
    Ok(false)
}

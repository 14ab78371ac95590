//! Writing what came of a reading: all of it in one transaction with the job.
use crate::error::Error;
use crate::session::Core;
use crate::suggest;
use fault::Code;
use journal::{Action, ActionCode};
use ledger::duplicate::Purchase;
use reader::{Picture, Reading};
use store::table::job::Job;
use store::table::receipt::State;
use store::table::{attachment, duplicate, job, reading, receipt, thumbnail};
use store::{AttachmentId, LocalTx, ReceiptId, Tx, View};

/// The recogniser's name on a reading.
const ENGINE: &str = "tesseract";

/// Pictures whose hashes differ in this many of 64 bits may show one receipt.
const ALIKE: u32 = 6;

/// A reading that came to its end.
pub(super) fn read(
    core: &Core,
    job: &Job,
    id: ReceiptId,
    attachment: AttachmentId,
    reading: Reading,
) -> Result<(), Error> {
    let job = job.clone();
    core.store.write(Action::machine(ActionCode::FinishReading), move |tx| {
        keep_picture(tx, attachment, &reading.picture)?;
        let draft = reading.draft.clone();
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let new = reading::NewReading {
            engine: ENGINE.to_owned(),
            version,
            page: reading.page,
            draft: reading.draft,
        };
        reading::insert(tx, id, &new)?;
        let receipt = receipt::get(tx, id)?;
        if receipt.state == State::Reading {
            suggest::all(tx, receipt, &draft)?;
        }
        job::finish(tx, &job)?;
        suspect(tx, id)
    })?;
    Ok(())
}

/// A reading that failed; the picture stays, with what can be shown of it.
pub(super) fn failed(
    core: &Core,
    job: &Job,
    id: ReceiptId,
    attachment: AttachmentId,
    code: Code,
    picture: Option<Picture>,
) -> Result<(), Error> {
    let job = job.clone();
    core.store.write(Action::machine(ActionCode::FinishReading), move |tx| {
        if let Some(picture) = &picture {
            keep_picture(tx, attachment, picture)?;
        }
        let mut receipt = receipt::get(tx, id)?;
        if receipt.state == State::Reading {
            receipt.state = State::Failed;
            receipt.fault = Some(code.as_str().to_owned());
            receipt::update(tx, &receipt)?;
        }
        job::fail(tx, &job, code.as_str())
    })?;
    Ok(())
}

fn keep_picture(tx: &LocalTx<'_>, id: AttachmentId, picture: &Picture) -> store::Result<()> {
    attachment::describe(tx, id, picture.hash, picture.width, picture.height)?;
    let jpeg =
        |bytes: &[u8]| thumbnail::Picture { mime: "image/jpeg".to_owned(), bytes: bytes.to_vec() };
    thumbnail::put(tx, id, thumbnail::Size::Thumb, &jpeg(&picture.thumb))?;
    thumbnail::put(tx, id, thumbnail::Size::View, &jpeg(&picture.view))
}

/// Notes pairs that the user is asked about.
fn suspect(tx: &Tx<'_>, id: ReceiptId) -> store::Result<()> {
    let mine = purchase(tx, id)?;
    for candidate in duplicate::candidates(tx, id, ALIKE)? {
        let other = purchase(tx, candidate.receipt)?;
        if ledger::duplicate::compare(&mine, &other).is_some() {
            duplicate::suspect(tx, candidate.receipt, id)?;
        }
    }
    Ok(())
}

/// What is compared of a receipt.
pub(crate) fn purchase(view: &View<'_>, id: ReceiptId) -> store::Result<Purchase> {
    let receipt = receipt::get(view, id)?;
    let page = store::table::receipt_page::list(view, id)?.into_iter().next();
    let picture = page
        .map(|page| attachment::get(view, page.attachment))
        .transpose()?
        .and_then(|file| file.phash);
    let fields = receipt.fields;
    Ok(Purchase {
        merchant: fields.merchant,
        date: fields.date,
        time: fields.time,
        total: fields.total,
        number: fields.number,
        picture,
    })
}

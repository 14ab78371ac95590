//! Writing what came of a reading: all of it in one transaction with the job.
use super::divide::divide;
use super::pages::{Sheet, Sheets, Unread};
use crate::duplicates;
use crate::error::Error;
use crate::session::Core;
use crate::suggest;
use fault::Coded;
use journal::{Action, ActionCode};
use page::Turn;
use reader::Picture;
use store::table::job::Job;
use store::table::receipt::State;
use store::table::{attachment_page, job, reading, receipt, thumbnail};
use store::{AttachmentId, LocalTx, ReceiptId};

/// Who read: the recogniser, or nobody, where the words are in the file.
const ENGINE: &str = "tesseract";
const PRINTED: &str = "pdf";

/// A reading that came to its end: that of one picture, or of all pictures of
/// a long receipt.
pub(super) fn read(core: &Core, job: &Job, id: ReceiptId, sheets: Sheets) -> Result<(), Error> {
    let sheets = divide(core, id, sheets)?;
    let job = job.clone();
    core.store.write(Action::machine(ActionCode::FinishReading), move |tx| {
        for sheet in &sheets {
            let page = sheet.place.page.unwrap_or(0);
            keep_picture(tx, sheet.attachment, page, sheet.picture(), sheet.turn())?;
        }
        let new = joined(&sheets);
        reading::insert(tx, id, &new)?;
        let receipt = receipt::get(tx, id)?;
        if receipt.state == State::Reading {
            suggest::all(tx, receipt, &new.draft)?;
        }
        job::finish(tx, &job)?;
        duplicates::ask(tx, id)
    })?;
    Ok(())
}

/// One reading of all pages; the words that can be clicked are the first one's.
fn joined(sheets: &[Sheet]) -> reading::NewReading {
    let readings = || sheets.iter().filter_map(Sheet::reading);
    let first = sheets.first().and_then(Sheet::reading);
    let is_printed = first.is_some_and(|first| first.is_printed);
    reading::NewReading {
        engine: if is_printed { PRINTED } else { ENGINE }.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        page: first.map(|first| first.page.clone()).unwrap_or_default(),
        draft: ::receipt::stitch(readings().map(|reading| reading.draft.clone()).collect()),
        codes: readings().flat_map(|reading| reading.codes.clone()).collect(),
    }
}

/// A reading that failed; the picture stays, with what can be shown of it.
pub(super) fn failed(core: &Core, job: &Job, id: ReceiptId, unread: Unread) -> Result<(), Error> {
    let (job, code) = (job.clone(), unread.error.code());
    core.store.write(Action::machine(ActionCode::FinishReading), move |tx| {
        if let Some(picture) = &unread.picture {
            keep_picture(tx, unread.attachment, unread.page, picture, Turn::None)?;
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

fn keep_picture(
    tx: &LocalTx<'_>,
    id: AttachmentId,
    page: u32,
    picture: &Picture,
    turn: Turn,
) -> store::Result<()> {
    let look = attachment_page::Look {
        phash: picture.hash,
        width: picture.width,
        height: picture.height,
        turn,
    };
    attachment_page::put(tx, id, page, &look)?;
    let jpeg =
        |bytes: &[u8]| thumbnail::Picture { mime: "image/jpeg".to_owned(), bytes: bytes.to_vec() };
    thumbnail::put(tx, id, page, thumbnail::Size::Thumb, &jpeg(&picture.thumb))?;
    thumbnail::put(tx, id, page, thumbnail::Size::View, &jpeg(&picture.view))
}

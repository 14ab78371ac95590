//! The inbox: what was dropped and is not confirmed yet.
use crate::error::Error;
use crate::session::Session;
use crate::views::{DuplicateView, InboxRow, InboxView, MoneyView};
use crate::{backups, duplicates, ids, kit};
use fault::{Code, Fault};
use store::View;
use store::table::receipt::{Receipt, State};
use store::table::{receipt, receipt_page};

/// Confirmed receipts after which the recovery kit is offered.
const KIT_AFTER: u32 = 3;

/// The inbox in one snapshot.
pub fn view(session: &Session) -> Result<InboxView, Error> {
    let today = session.core.clock.today();
    let (rows, confirmed, has_samples, pairs) = session.store().read(|view| {
        let rows = rows(view)?;
        Ok((
            rows,
            receipt::count_confirmed(view)?,
            !receipt::samples(view)?.is_empty(),
            duplicates::open(view, today)?,
        ))
    })?;
    let duplicates: Vec<DuplicateView> = pairs.into_iter().collect::<Result<_, _>>()?;
    let mut inbox = InboxView {
        to_review: Vec::new(),
        ready: Vec::new(),
        reading: Vec::new(),
        failed: Vec::new(),
        duplicates,
        confirmed_count: confirmed,
        has_samples,
        offer_recovery_kit: confirmed >= KIT_AFTER && kit::is_to_be_offered(session)?,
        offer_backup: backups::offer_is_due(session, confirmed)?,
    };
    for (receipt, attachment) in rows {
        let in_reader = session.core.queue.is_running(receipt.id);
        let row = row(&receipt, attachment, in_reader);
        match receipt.state {
            State::ToReview => inbox.to_review.push(row),
            State::Ready => inbox.ready.push(row),
            State::Reading => inbox.reading.push(row),
            State::Failed => inbox.failed.push(row),
            State::Confirmed => {}
        }
    }
    Ok(inbox)
}

fn rows(view: &View<'_>) -> store::Result<Vec<(Receipt, Option<String>)>> {
    let receipts = receipt::inbox(view)?;
    let with_picture = |receipt: Receipt| {
        let page = receipt_page::list(view, receipt.id)?.into_iter().next();
        Ok((
            receipt,
            page.map(|page| ids::picture_name(page.attachment, page.place.page.unwrap_or(0))),
        ))
    };
    receipts.into_iter().map(with_picture).collect()
}

fn row(receipt: &Receipt, attachment_id: Option<String>, in_reader: bool) -> InboxRow {
    InboxRow {
        id: receipt.id.to_string(),
        file_name: receipt.file_name.clone(),
        attachment_id,
        merchant: receipt.fields.merchant.clone(),
        date: receipt.fields.date.map(|date| date.to_string()),
        number: receipt.fields.number.clone(),
        category_id: receipt.category.map(|id| id.to_string()),
        total: receipt.fields.total.map(MoneyView::from),
        doubts: receipt.doubts,
        in_reader,
        fault: (receipt.state == State::Failed).then(|| fault_of(receipt)),
        sample: receipt.sample,
    }
}

/// Why a receipt could not be read, about its file.
pub(crate) fn fault_of(receipt: &Receipt) -> Fault {
    let named = |code: &&Code| Some(code.as_str()) == receipt.fault.as_deref();
    let code = Code::ALL.iter().find(named).copied().unwrap_or(Code::Internal);
    Fault { about: Some(receipt.file_name.clone()), ..Fault::new(code) }
}

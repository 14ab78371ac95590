//! Writing what came of a reading: all of it in one transaction with the job.
use crate::error::Error;
use crate::fields::{self, FieldReading, Origins, in_currency};
use crate::session::Core;
use ::receipt::ItemDraft;
use fault::Code;
use journal::{Action, ActionCode};
use ledger::{duplicate::Purchase, merchant};
use money::Currency;
use reader::{Picture, Reading};
use store::table::job::Job;
use store::table::receipt::{Receipt, State};
use store::table::receipt_item::Line;
use store::table::{
    attachment, category, duplicate, job, reading, receipt, receipt_item, thumbnail,
};
use store::{AttachmentId, LocalTx, ReceiptId, Tx, View};

/// The recogniser's name on a reading.
const ENGINE: &str = "tesseract";

/// Below this confidence a line of goods is marked as hard to read.
const FAINT: f32 = 0.5;

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
        let suggested = fields::readings(&reading.draft);
        let goods = reading.draft.items.clone();
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
            suggest(tx, receipt, &suggested, &goods)?;
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

/// Puts what was read into every field the user had no hand in.
fn suggest(
    tx: &Tx<'_>,
    mut receipt: Receipt,
    suggested: &[FieldReading],
    goods: &[ItemDraft],
) -> store::Result<()> {
    let origins = Origins::of(&receipt).map_err(|_| store::Error::Damaged("field_sources"))?;
    for name in fields::ORDER {
        let read =
            suggested.iter().find(|reading| reading.field == name).and_then(FieldReading::value);
        if !origins.fields.contains_key(&name)
            && fields::set(&mut receipt.fields, name, read.map(str::to_owned)).is_err()
        {
            // A figure with more decimals than the currency has stays an alternative.
            tracing::debug!(field = name.as_str(), "a suggestion does not fit its field");
        }
    }
    receipt.merchant_key = receipt.fields.merchant.as_deref().map(merchant::key);
    if !origins.category {
        receipt.category = likely_category(tx, &receipt, goods)?;
    }
    if !origins.items {
        receipt_item::replace(tx, receipt.id, &lines(goods, receipt.fields.currency))?;
    }
    let shown = fields::standing(&receipt, suggested, &origins);
    receipt.doubts = fields::count_doubts(&shown);
    receipt.state = if receipt.doubts == 0 { State::Ready } else { State::ToReview };
    receipt.fault = None;
    receipt::update(tx, &receipt)
}

/// The lines of goods in the receipt's currency; one that cannot be kept exactly is left out.
fn lines(goods: &[ItemDraft], currency: Option<Currency>) -> Vec<(Option<store::ItemId>, Line)> {
    let line = |item: &ItemDraft| {
        let total = in_currency(item.total, currency.unwrap_or(item.total.currency()))?;
        let doubtful = item.confidence < FAINT;
        let line = Line {
            name: item.name.clone(),
            quantity: item.quantity,
            unit_price: item.unit_price,
            total,
            bounds: item.bounds,
            doubtful,
        };
        Some((None, line))
    };
    goods.iter().filter_map(line).collect()
}

/// What this merchant's last confirmed receipt was for, else what its name and goods suggest.
fn likely_category(
    view: &View<'_>,
    receipt: &Receipt,
    goods: &[ItemDraft],
) -> store::Result<Option<store::CategoryId>> {
    let (Some(key), Some(name)) = (&receipt.merchant_key, &receipt.fields.merchant) else {
        return Ok(None);
    };
    if let Some(known) = category::of_merchant(view, key)? {
        return Ok(Some(known));
    }
    let names: Vec<&str> = goods.iter().map(|item| item.name.as_str()).collect();
    let Some(guess) = ledger::Category::guess(name, &names) else { return Ok(None) };
    let all = category::list(view)?;
    Ok(all
        .into_iter()
        .find(|category| category.key.as_deref() == Some(guess.key()))
        .map(|category| category.id))
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

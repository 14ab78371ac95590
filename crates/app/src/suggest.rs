//! What a machine puts into a receipt: what was read, and what is known of its
//! seller. The user's own values are never touched.
use crate::fields::{self, FieldReading, Learnt, Origins, in_currency};
use crate::merchants::{self, Known};
use crate::views::FieldName;
use ::receipt::{Doubt, ItemDraft, ReceiptDraft};
use ledger::memory::Trust;
use ledger::merchant;
use money::Currency;
use store::table::receipt::{Receipt, State};
use store::table::receipt_item::Line;
use store::table::{category, receipt, receipt_item};
use store::{CategoryId, ItemId, Tx, View};

/// Below this confidence a line of goods is marked as hard to read.
const FAINT: f32 = 0.5;

/// Fields, category and lines of goods of a receipt that was just read.
pub(crate) fn all(tx: &Tx<'_>, mut receipt: Receipt, draft: &ReceiptDraft) -> store::Result<()> {
    fields(tx, &mut receipt, draft)?;
    if !origins(&receipt)?.items {
        let lines = lines(&draft.items, receipt.fields.currency);
        receipt_item::replace(tx, receipt.id, &lines)?;
    }
    receipt::update(tx, &receipt)
}

/// Fields and category, in memory; whether the receipt is ready follows.
pub(crate) fn fields(
    view: &View<'_>,
    receipt: &mut Receipt,
    draft: &ReceiptDraft,
) -> store::Result<()> {
    let mut origins = origins(receipt)?;
    let readings = fields::readings(draft);
    let known = merchants::known(view, receipt.id)?;
    put_read(receipt, &readings, &origins);
    origins.learnt.clear();
    if let Some(known) = &known {
        put_learnt(receipt, known, &readings, &mut origins);
    }
    origins.keep_learnt(receipt).map_err(|_| store::Error::Invalid("learnt"))?;
    receipt.merchant_key = receipt.fields.merchant.as_deref().map(merchant::key);
    if !origins.category {
        receipt.category = likely_category(view, receipt, known, &draft.items)?;
    }
    let shown = fields::standing(receipt, &readings, &origins);
    receipt.doubts = fields::count_doubts(&shown);
    receipt.state = if receipt.doubts == 0 { State::Ready } else { State::ToReview };
    receipt.fault = None;
    Ok(())
}

fn origins(receipt: &Receipt) -> store::Result<Origins> {
    Origins::of(receipt).map_err(|_| store::Error::Damaged("field_sources"))
}

fn put_read(receipt: &mut Receipt, readings: &[FieldReading], origins: &Origins) {
    for name in fields::ORDER {
        let read = reading_of(readings, name).and_then(FieldReading::value);
        if !origins.fields.contains_key(&name)
            && fields::set(&mut receipt.fields, name, read.map(str::to_owned)).is_err()
        {
            // A figure with more decimals than the currency has stays an alternative.
            tracing::debug!(field = name.as_str(), "a suggestion does not fit its field");
        }
    }
}

/// What is known goes where nothing better was read.
fn put_learnt(
    receipt: &mut Receipt,
    known: &Known,
    readings: &[FieldReading],
    origins: &mut Origins,
) {
    let is_sure = reading_of(readings, FieldName::Merchant).is_some_and(FieldReading::is_sure);
    let trust = match known.trust {
        Trust::Known => Learnt::Known,
        Trust::Likely if is_sure => return,
        Trust::Likely => Learnt::Likely,
    };
    put(receipt, FieldName::Merchant, Some(known.merchant.clone()), trust, origins);
    if is_inferred(reading_of(readings, FieldName::Currency)) {
        let currency = known.currency.map(|currency| currency.code().to_owned());
        put(receipt, FieldName::Currency, currency, trust, origins);
    }
    if reading_of(readings, FieldName::Payment).is_none_or(|read| read.value().is_none()) {
        let payment = known.payment.map(|payment| payment.as_str().to_owned());
        put(receipt, FieldName::Payment, payment, trust, origins);
    }
}

fn put(
    receipt: &mut Receipt,
    name: FieldName,
    value: Option<String>,
    trust: Learnt,
    origins: &mut Origins,
) {
    if value.is_some()
        && !origins.fields.contains_key(&name)
        && fields::set(&mut receipt.fields, name, value).is_ok()
    {
        origins.learnt.insert(name, trust);
    }
}

/// A currency that is not printed is a guess from the country.
fn is_inferred(currency: Option<&FieldReading>) -> bool {
    currency.is_none_or(|read| {
        read.suggestions.is_empty() || read.doubts.contains(&Doubt::CurrencyInferred)
    })
}

fn reading_of(readings: &[FieldReading], name: FieldName) -> Option<&FieldReading> {
    readings.iter().find(|reading| reading.field == name)
}

/// The lines of goods in the receipt's currency; one that cannot be kept exactly is left out.
pub(crate) fn lines(
    goods: &[ItemDraft],
    currency: Option<Currency>,
) -> Vec<(Option<ItemId>, Line)> {
    let line = |item: &ItemDraft| {
        let total = in_currency(item.total, currency.unwrap_or(item.total.currency()))?;
        let doubtful = item.confidence < FAINT;
        let line = Line {
            name: item.name.chars().take(fields::LONGEST_READ).collect(),
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

/// What this seller's receipts usually are for, else what its name and goods suggest.
fn likely_category(
    view: &View<'_>,
    receipt: &Receipt,
    known: Option<Known>,
    goods: &[ItemDraft],
) -> store::Result<Option<CategoryId>> {
    if let Some(usual) = known.and_then(|known| known.category) {
        return Ok(Some(usual));
    }
    let Some(name) = &receipt.fields.merchant else { return Ok(None) };
    let names: Vec<&str> = goods.iter().map(|item| item.name.as_str()).collect();
    let Some(guess) = ledger::Category::guess(name, &names) else { return Ok(None) };
    let all = category::list(view)?;
    let is_guessed = |category: &category::Category| category.key.as_deref() == Some(guess.key());
    Ok(all.into_iter().find(is_guessed).map(|category| category.id))
}

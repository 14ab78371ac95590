//! What the user changes in a receipt.
use super::review::{Stored, review};
use crate::error::Error;
use crate::fields::{self, HOME, Origin, Origins};
use crate::ids;
use crate::session::Session;
use crate::views::{Event, FieldName, ItemView, ReceiptEdits, ReviewView};
use journal::{Action, ActionCode};
use ledger::merchant;
use money::{Currency, Money, Quantity};
use store::table::receipt;
use store::table::receipt::{Receipt, State};
use store::table::receipt_item::{self, Line};
use store::{ItemId, ReceiptId, Tx};

/// Longest note, in characters.
const LONGEST_NOTE: usize = 10_000;

/// Lines of goods of one receipt at most.
const MOST_ITEMS: usize = 2_000;

/// Stores edits. Nothing is stored when one of them is not valid.
pub fn edit(session: &Session, id: &str, edits: &ReceiptEdits) -> Result<ReviewView, Error> {
    let change = Change::prepare(session, ids::receipt(id)?, edits)?;
    let about = change.receipt.fields.merchant.clone();
    let action = Action::user(ActionCode::EditReceipt).about(about);
    let teaches = change.receipt.state == State::Confirmed;
    session.store().write(action, move |tx| change.write(tx))?;
    if teaches {
        session.core.queue.learn();
    }
    session.core.tell(Event::Changed);
    review(session, id)
}

/// A line of goods to write; without an id it is added.
type EditedLine = (Option<ItemId>, Line);

/// Edits that are checked and ready to be written.
pub(super) struct Change {
    pub(super) receipt: Receipt,
    lines: Option<Vec<EditedLine>>,
}

impl Change {
    /// Applies edits to the stored receipt, in memory.
    pub(super) fn prepare(
        session: &Session,
        id: ReceiptId,
        edits: &ReceiptEdits,
    ) -> Result<Self, Error> {
        let mut stored =
            session.store().read(|view| Stored::load(view, id, session.core.clock.today()))?;
        let mut origins = Origins::of(&stored.receipt)?;
        let readings = stored.readings();
        for (name, typed) in currency_first(&edits.fields) {
            let before = fields::text(&stored.receipt.fields, name);
            let currency = stored.receipt.fields.currency.unwrap_or(HOME);
            let canonical = fields::normalise(name, typed, currency)?;
            origins.fields.insert(name, origin(&before, &canonical));
            fields::set(&mut stored.receipt.fields, name, canonical)?;
        }
        let lines = lines(&stored, edits)?;
        origins.items |= edits.items.is_some();
        apply_rest(&mut stored.receipt, edits, &mut origins)?;
        origins.keep(&mut stored.receipt)?;
        stored.receipt.merchant_key = stored.receipt.fields.merchant.as_deref().map(merchant::key);
        settle(&mut stored.receipt, &readings, &origins);
        Ok(Self { receipt: stored.receipt, lines })
    }

    pub(super) fn write(self, tx: &Tx<'_>) -> store::Result<()> {
        if let Some(lines) = &self.lines {
            receipt_item::replace(tx, self.receipt.id, lines)?;
        }
        receipt::update(tx, &self.receipt)
    }
}

/// The currency decides how the amounts beside it are understood.
fn currency_first(edits: &[(FieldName, String)]) -> impl Iterator<Item = (FieldName, &str)> {
    let is_currency = |edit: &&(FieldName, String)| edit.0 == FieldName::Currency;
    let first = edits.iter().filter(is_currency);
    let rest = edits.iter().filter(move |edit| !is_currency(edit));
    first.chain(rest).map(|(name, typed)| (*name, typed.as_str()))
}

fn origin(before: &Option<String>, after: &Option<String>) -> Origin {
    if before == after { Origin::Accepted } else { Origin::Typed }
}

fn apply_rest(
    receipt: &mut Receipt,
    edits: &ReceiptEdits,
    origins: &mut Origins,
) -> Result<(), Error> {
    if let Some(category) = &edits.category_id {
        receipt.category = ids::category(category)?;
        origins.category = true;
    }
    if let Some(note) = &edits.note {
        if note.chars().count() > LONGEST_NOTE {
            return Err(Error::InvalidValue { field: "note" });
        }
        receipt.note.clone_from(note);
    }
    Ok(())
}

/// The lines to write: the edited ones, or the old ones in a new currency.
fn lines(stored: &Stored, edits: &ReceiptEdits) -> Result<Option<Vec<EditedLine>>, Error> {
    let currency = stored.receipt.fields.currency.unwrap_or(HOME);
    if let Some(items) = &edits.items {
        if items.len() > MOST_ITEMS {
            return Err(Error::InvalidValue { field: "items" });
        }
        return items
            .iter()
            .map(|item| line(item, currency, stored))
            .collect::<Result<_, _>>()
            .map(Some);
    }
    if stored.items.iter().all(|item| item.line.total.currency() == currency) {
        return Ok(None);
    }
    let moved = stored.items.iter().map(|item| {
        let total = fields::in_currency(item.line.total, currency)
            .ok_or(Error::InvalidValue { field: "items" })?;
        Ok((Some(item.id), Line { total, ..item.line.clone() }))
    });
    moved.collect::<Result<_, Error>>().map(Some)
}

fn line(item: &ItemView, currency: Currency, stored: &Stored) -> Result<EditedLine, Error> {
    let id = ids::item(&item.id)?;
    let known = stored.items.iter().find(|known| Some(known.id) == id);
    let name = item.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() > fields::LONGEST_READ {
        return Err(Error::InvalidValue { field: "items" });
    }
    let line = Line {
        name,
        quantity: quantity(item.quantity.as_deref())?,
        unit_price: quantity(item.unit_price.as_deref())?,
        total: item_total(&item.total, currency)?,
        bounds: known.and_then(|known| known.line.bounds),
        doubtful: false,
    };
    Ok((id, line))
}

fn item_total(typed: &str, currency: Currency) -> Result<Money, Error> {
    let canonical = fields::normalise(FieldName::Total, typed, currency).ok().flatten();
    canonical
        .and_then(|text| Money::parse(&text, currency).ok())
        .ok_or(Error::InvalidValue { field: "items" })
}

fn quantity(typed: Option<&str>) -> Result<Option<Quantity>, Error> {
    match typed.map(|typed| typed.trim().replace(',', ".")) {
        None => Ok(None),
        Some(empty) if empty.is_empty() => Ok(None),
        Some(text) => {
            Quantity::parse(&text).map(Some).ok_or(Error::InvalidValue { field: "items" })
        }
    }
}

/// Counts the doubts anew; a receipt that was read stands under what they say.
fn settle(receipt: &mut Receipt, readings: &[fields::FieldReading], origins: &Origins) {
    receipt.doubts = fields::count_doubts(&fields::standing(receipt, readings, origins));
    if matches!(receipt.state, State::ToReview | State::Ready | State::Failed) {
        receipt.state = if receipt.doubts == 0 { State::Ready } else { State::ToReview };
        receipt.fault = None;
    }
    if receipt.state == State::Confirmed && receipt.doubts == 0 {
        receipt.unsure = false;
    }
}

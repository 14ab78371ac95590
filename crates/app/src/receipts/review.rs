//! Everything the review shows, in one snapshot.
use super::sum::{Amounts, sum};
use crate::error::Error;
use crate::fields::{self, FieldReading, Origins};
use crate::session::Session;
use crate::views::{FieldState, FieldView, ItemView, PageView, ReceiptState, ReviewView, WordView};
use crate::{ids, inbox, intake};
use jiff::civil::Date;
use page::QrCode;
use store::table::attachment_page::Look;
use store::table::reading::Reading;
use store::table::receipt::{Receipt, State};
use store::table::receipt_item::Item;
use store::table::{attachment_page, hold, reading, receipt, receipt_item, receipt_page};
use store::{ReceiptId, View};

/// One receipt beside its picture.
pub fn review(session: &Session, id: &str) -> Result<ReviewView, Error> {
    let id = ids::receipt(id)?;
    let today = session.core.clock.today();
    let stored = session.store().read(|view| Stored::load(view, id, today))?;
    stored.view()
}

/// As [`review`], inside a snapshot that is open already.
pub(crate) fn assemble(
    view: &View<'_>,
    id: ReceiptId,
    today: Date,
) -> store::Result<Result<ReviewView, Error>> {
    Ok(Stored::load(view, id, today)?.view())
}

/// What is stored of one receipt.
pub(super) struct Stored {
    pub(super) receipt: Receipt,
    pub(super) items: Vec<Item>,
    reading: Option<Reading>,
    pages: Vec<(receipt_page::Page, Option<Look>)>,
    held: bool,
}

impl Stored {
    pub(super) fn load(view: &View<'_>, id: ReceiptId, today: Date) -> store::Result<Self> {
        let pages = receipt_page::list(view, id)?;
        Ok(Self {
            receipt: receipt::get(view, id)?,
            items: receipt_item::list(view, id)?,
            reading: reading::latest(view, id)?,
            pages: pages
                .into_iter()
                .map(|page| {
                    let at = page.place.page.unwrap_or(0);
                    attachment_page::find(view, page.attachment, at).map(|look| (page, look))
                })
                .collect::<Result<_, _>>()?,
            held: !hold::of(view, id, today)?.is_empty(),
        })
    }

    /// What was read for each field.
    pub(super) fn readings(&self) -> Vec<FieldReading> {
        self.reading.as_ref().map(|reading| fields::readings(&reading.draft)).unwrap_or_default()
    }

    /// How each field stands.
    pub(super) fn standing(&self) -> Result<Vec<FieldView>, Error> {
        Ok(fields::standing(&self.receipt, &self.readings(), &Origins::of(&self.receipt)?))
    }

    fn view(&self) -> Result<ReviewView, Error> {
        let receipt = &self.receipt;
        Ok(ReviewView {
            id: receipt.id.to_string(),
            state: state(receipt.state),
            fields: self.standing()?,
            items: self.items.iter().map(|item| item_view(item, receipt.state)).collect(),
            category_id: receipt.category.map(|id| id.to_string()),
            note: receipt.note.clone(),
            unsure: receipt.unsure,
            sum: sum(&self.amounts()),
            pages: self.pages(),
            codes: self.codes(),
            file_name: receipt.file_name.clone(),
            added_at: receipt.added_at.to_string(),
            confirmed_at: receipt.confirmed_at.map(|at| at.to_string()),
            deleted_at: receipt.deleted_at.map(|at| at.to_string()),
            held: self.held,
            fault: (receipt.state == State::Failed).then(|| inbox::fault_of(receipt)),
            sample: receipt.sample,
        })
    }

    fn amounts(&self) -> Amounts {
        let fields = &self.receipt.fields;
        Amounts {
            items: self.items.iter().map(|item| item.line.total).collect(),
            subtotal: fields.subtotal,
            tax: fields.tax,
            service: fields.service,
            rounding: fields.rounding,
            total: fields.total,
        }
    }

    /// The words that were read stand on the first picture.
    fn pages(&self) -> Vec<PageView> {
        let page = |(at, (page, look)): (usize, &(receipt_page::Page, Option<Look>))| PageView {
            attachment_id: ids::picture_name(page.attachment, page.place.page.unwrap_or(0)),
            width: look.map_or(0, |look| look.width),
            height: look.map_or(0, |look| look.height),
            part: page.place.quad.map(intake::around),
            words: if at == 0 { self.words() } else { Vec::new() },
        };
        self.pages.iter().enumerate().map(page).collect()
    }

    fn codes(&self) -> Vec<QrCode> {
        self.reading.as_ref().map(|reading| reading.codes.clone()).unwrap_or_default()
    }

    fn words(&self) -> Vec<WordView> {
        let words = self.reading.iter().flat_map(|reading| &reading.page.words);
        words
            .map(|word| WordView { text: word.text.clone(), bounds: word.bounds, line: word.line })
            .collect()
    }
}

pub(crate) fn state(state: State) -> ReceiptState {
    match state {
        State::Reading => ReceiptState::Reading,
        State::Failed => ReceiptState::Failed,
        State::ToReview => ReceiptState::ToReview,
        State::Ready => ReceiptState::Ready,
        State::Confirmed => ReceiptState::Confirmed,
    }
}

fn item_view(item: &Item, state: State) -> ItemView {
    let line = &item.line;
    ItemView {
        id: item.id.to_string(),
        name: line.name.clone(),
        quantity: line.quantity.map(|quantity| quantity.to_string()),
        unit_price: line.unit_price.map(|price| price.to_string()),
        total: line.total.to_decimal_string(),
        bounds: line.bounds,
        check: line.doubtful && state != State::Confirmed,
    }
}

/// The first field that needs a look.
pub(super) fn first_doubt(fields: &[FieldView]) -> Option<&FieldView> {
    fields.iter().find(|field| matches!(field.state, FieldState::Check | FieldState::Missing))
}

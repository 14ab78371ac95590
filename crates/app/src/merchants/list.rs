//! What is known of every seller, to look at and to forget.
use super::known::Habits;
use crate::error::Error;
use crate::session::Session;
use crate::views::{ClueName, ClueView, Event, MerchantView};
use journal::{Action, ActionCode};
use ledger::memory::ClueKind;
use std::collections::BTreeSet;
use store::View;
use store::table::merchant_clue::{self, Taught};
use store::table::merchant_forgotten;

/// Every seller something is known of, by name.
pub fn list(session: &Session) -> Result<Vec<MerchantView>, Error> {
    Ok(session.store().read(|view| {
        let known = merchant_clue::merchants(view)?;
        known.into_iter().map(|(key, receipts)| shown(view, key, receipts)).collect()
    })?)
}

/// Gives up what is known of a seller. Its receipts stay; what is confirmed of
/// it from now on teaches again. Undoable.
///
/// # Errors
/// [`Error::NotFound`] when nothing is known of it.
pub fn forget(session: &Session, key: &str) -> Result<(), Error> {
    let known = session.store().read(|view| merchant_clue::of_merchant(view, key))?;
    let newest = known.into_iter().next().ok_or(Error::NotFound { what: "merchant" })?;
    let about = Some(newest.lesson.merchant);
    session.store().write(Action::user(ActionCode::ForgetMerchant).about(about), move |tx| {
        merchant_forgotten::insert(tx, &newest.merchant_key)
    })?;
    session.core.queue.learn();
    session.core.tell(Event::Changed);
    Ok(())
}

fn shown(view: &View<'_>, key: String, receipts: u32) -> store::Result<MerchantView> {
    let taught = merchant_clue::of_merchant(view, &key)?;
    let habits = Habits::of(view, &taught)?;
    Ok(MerchantView {
        name: taught.first().map(|newest| newest.lesson.merchant.clone()).unwrap_or_default(),
        receipts,
        clues: clues(&taught, merchant_clue::looks(view, &key)?),
        category_id: habits.category.map(|id| id.to_string()),
        payment: habits.payment.map(|payment| payment.as_str().to_owned()),
        currency: habits.currency.map(|currency| currency.code().to_owned()),
        last: taught.iter().filter_map(|one| one.date).max().map(|day| day.to_string()),
        key,
    })
}

/// Numbers as they are compared, names as they were read.
fn clues(taught: &[Taught], looks: Vec<String>) -> Vec<ClueView> {
    let all = taught.iter().flat_map(|one| &one.lesson.clues);
    let numbers = all.filter(|clue| clue.kind != ClueKind::Look);
    let mut clues: BTreeSet<ClueView> =
        numbers.map(|clue| ClueView { kind: name(clue.kind), value: clue.value.clone() }).collect();
    clues.extend(looks.into_iter().map(|value| ClueView { kind: ClueName::Look, value }));
    clues.into_iter().collect()
}

fn name(kind: ClueKind) -> ClueName {
    match kind {
        ClueKind::Registration => ClueName::Registration,
        ClueKind::TaxNumber => ClueName::TaxNumber,
        ClueKind::Phone => ClueName::Phone,
        ClueKind::Look => ClueName::Look,
    }
}

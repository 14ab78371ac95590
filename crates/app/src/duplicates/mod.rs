//! Pairs that may be one purchase, and what the user says of them.
mod suspects;

use crate::error::Error;
use crate::ids;
use crate::receipts;
use crate::session::Session;
use crate::views::{DuplicateDecision, DuplicateView, Event};
use jiff::civil::Date;
use journal::{Action, ActionCode};
use ledger::duplicate::{Match, Trait, compare};
use store::table::duplicate::{self, Decision, Duplicate};
use store::table::{receipt, receipt_page};
use store::{Tx, View};
use suspects::purchase;
pub(crate) use suspects::{ask, ask_but, ask_without};

/// The pairs to ask about, inside a snapshot that is open already.
pub(crate) fn open(
    view: &View<'_>,
    today: Date,
) -> store::Result<Vec<Result<DuplicateView, Error>>> {
    duplicate::open(view)?.into_iter().map(|pair| shown(view, &pair, today)).collect()
}

fn shown(
    view: &View<'_>,
    pair: &Duplicate,
    today: Date,
) -> store::Result<Result<DuplicateView, Error>> {
    let matched = compare(&purchase(view, pair.first)?, &purchase(view, pair.second)?);
    let assembled = |id| receipts::assemble(view, id, today);
    let (first, second) = (assembled(pair.first)?, assembled(pair.second)?);
    let Match { same, different } =
        matched.unwrap_or(Match { same: Vec::new(), different: Vec::new() });
    let names =
        |traits: Vec<Trait>| traits.into_iter().map(|one| one.as_str().to_owned()).collect();
    let id = pair.id.to_string();
    Ok(first.and_then(|first| {
        let second = Box::new(second?);
        Ok(DuplicateView {
            id,
            first: Box::new(first),
            second,
            same: names(same),
            different: names(different),
        })
    }))
}

/// Does what the user says of a pair, in one step that can be undone.
pub fn resolve(session: &Session, id: &str, decision: DuplicateDecision) -> Result<(), Error> {
    let id = ids::duplicate(id)?;
    session.store().write(Action::user(ActionCode::ResolveDuplicate), move |tx| {
        let pair = duplicate::get(tx, id)?;
        match decision {
            DuplicateDecision::TwoPurchases => {
                duplicate::decide(tx, id, Decision::TwoPurchases)?;
                ask(tx, pair.second)
            }
            DuplicateDecision::KeepBothPictures => {
                join(tx, &pair)?;
                duplicate::decide(tx, id, Decision::KeepBothPictures)
            }
            DuplicateDecision::ReplacePicture => {
                replace(tx, &pair)?;
                duplicate::decide(tx, id, Decision::ReplacePicture)
            }
        }
    })?;
    session.core.tell(Event::Changed);
    Ok(())
}

/// The first receipt gets the second's pictures too; the second goes to the bin.
fn join(tx: &Tx<'_>, pair: &Duplicate) -> store::Result<()> {
    for page in receipt_page::list(tx, pair.second)? {
        receipt_page::insert(tx, pair.first, page.attachment, &page.place)?;
    }
    receipt::bin(tx, pair.second)?;
    ask_without(tx, pair.second)
}

/// The first receipt gets the second's pictures instead of its own.
fn replace(tx: &Tx<'_>, pair: &Duplicate) -> store::Result<()> {
    for page in receipt_page::list(tx, pair.first)? {
        receipt_page::remove(tx, page.id)?;
    }
    join(tx, pair)
}

//! What a merge would do, as a face tells it.
use crate::error::Error;
use crate::history::Teller;
use crate::session::Session;
use crate::views::{ConflictView, MergePreview};
use journal::Value;
use store::table::receipt;
use store::{Comparison, Conflict};

/// Conflicts that are told one by one at most.
const MOST: usize = 200;

pub(super) fn preview(
    session: &Session,
    profile: String,
    comparison: &Comparison,
) -> Result<MergePreview, Error> {
    let teller = Teller::of(session)?;
    let mut conflicts = Vec::new();
    for conflict in &comparison.conflicts {
        conflicts.extend(told(session, &teller, &comparison.conflicts, conflict)?);
    }
    let small = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let all = small(conflicts.len());
    conflicts.truncate(MOST);
    Ok(MergePreview {
        profile,
        related: comparison.related,
        actions: small(comparison.actions),
        new: small(comparison.new),
        changed_there: small(comparison.changed_there),
        changed_here: small(comparison.changed_here),
        binned_there: small(comparison.binned_there),
        purged_there: small(comparison.purged_there),
        held: held(session, comparison)?,
        conflicts,
        conflicts_in_all: all,
    })
}

/// Who sold what is held here.
fn held(session: &Session, comparison: &Comparison) -> Result<Vec<Option<String>>, Error> {
    let merchant = |id| session.store().read(|view| Ok(receipt::get(view, id)?.fields.merchant));
    Ok(comparison.held.iter().map(|id| merchant(*id)).collect::<store::Result<_>>()?)
}

/// What a person sees of a conflict; none for what only the app keeps.
fn told(
    session: &Session,
    teller: &Teller,
    all: &[Conflict],
    conflict: &Conflict,
) -> Result<Option<ConflictView>, Error> {
    let Conflict { table, row, column, ours, theirs, theirs_stand } = conflict;
    let Some(field) = crate::history::field(table, column) else { return Ok(None) };
    let Some(id) = session.store().receipt_of(table, row)? else { return Ok(None) };
    let receipt = session.store().read(|view| receipt::find(view, id))?;
    let fields = receipt.map(|receipt| receipt.fields).unwrap_or_default();
    let here = fields.currency.map(|currency| Value::Text(currency.code().to_owned()));
    let currencies = all.iter().find(|it| &it.row == row && it.column == "currency");
    let (our_currency, their_currency) = match currencies {
        Some(it) => (Some(&it.ours), Some(&it.theirs)),
        None => (here.as_ref(), here.as_ref()),
    };
    Ok(Some(ConflictView {
        receipt: id.to_string(),
        merchant: fields.merchant,
        field: field.to_owned(),
        ours: teller.value(column, ours, our_currency),
        theirs: teller.value(column, theirs, their_currency),
        theirs_stand: *theirs_stand,
    }))
}

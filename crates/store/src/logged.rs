//! Transactions: what is written in one is on disk whole, or not at all.
use crate::{Context, Error, LocalTx, Result, Tx, Written, search, table};
use journal::{Action, ActionId, ActionRecord, Hlc};
use rusqlite::{Connection, TransactionBehavior};

/// What an action has to do with an earlier one.
#[derive(Clone, Copy)]
pub(crate) enum Relation {
    /// Nothing: it is a step of its own.
    None,
    /// It takes that one back.
    Undoes(ActionId),
    /// It goes on with the step that began with that one.
    PartOf(ActionId),
}

/// Runs `work` in one transaction under one action.
pub(crate) fn write_as<T>(
    conn: &mut Connection,
    context: &Context,
    action: Action,
    relation: Relation,
    work: impl FnOnce(&Tx<'_>) -> Result<T>,
) -> Result<Written<T>> {
    write_local(conn, context, |local| as_action(local, action, relation, work))
}

/// As [`write_as`], inside a transaction that is open already.
pub(crate) fn as_action<T>(
    local: &LocalTx<'_>,
    action: Action,
    relation: Relation,
    work: impl FnOnce(&Tx<'_>) -> Result<T>,
) -> Result<Written<T>> {
    let (id, hlc) = (local.next_id(), table::replica::tick(local)?);
    table::running::begin(local, id, hlc)?;
    let tx = Tx::new(local, action.args.clone());
    let value = work(&tx)?;
    let logged = table::change::any(local, id)? || matches!(relation, Relation::Undoes(_));
    if logged {
        log(&tx, &action, id, hlc, relation)?;
    }
    table::running::finish(local)?;
    Ok(Written { value, action: logged.then_some(id) })
}

/// The action follows its changes, once it is known that there are any.
fn log(tx: &Tx<'_>, action: &Action, id: ActionId, hlc: Hlc, relation: Relation) -> Result<()> {
    let device = table::replica::device(tx)?;
    let record = ActionRecord {
        id,
        device,
        seq: table::action::last_seq(tx, device)? + 1,
        hlc,
        actor: action.actor,
        code: action.code.as_str().to_owned(),
        args: tx.args(),
        undoes: match relation {
            Relation::Undoes(undone) => Some(undone),
            _ => None,
        },
        part_of: match relation {
            Relation::PartOf(first) if !table::action::was_undone(tx, first)? => Some(first),
            _ => None,
        },
    };
    table::action::insert(tx, &record)
}

/// Runs `work` in one transaction; a write to a logged table aborts it.
pub(crate) fn write_local<T>(
    conn: &mut Connection,
    context: &Context,
    work: impl FnOnce(&LocalTx<'_>) -> Result<T>,
) -> Result<T> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let local = LocalTx::new(&tx, context.clock.now(), &*context.ids);
    let value = work(&local)?;
    search::index_marked(&local)?;
    match tx.commit() {
        Ok(()) => Ok(value),
        Err(error) => Err(broken_reference(error)),
    }
}

/// References are checked at the commit.
fn broken_reference(error: rusqlite::Error) -> Error {
    match error.sqlite_error() {
        Some(sqlite) if sqlite.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => {
            Error::NotFound("reference")
        }
        _ => error.into(),
    }
}

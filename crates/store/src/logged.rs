//! Transactions: what is written in one is on disk whole, or not at all.
use crate::{Context, Error, LocalTx, Result, Tx, Written, search, table};
use journal::{Action, ActionId, ActionRecord, Hlc};
use rusqlite::{Connection, TransactionBehavior};

/// Runs `work` in one transaction under one action.
pub(crate) fn write<T>(
    conn: &mut Connection,
    context: &Context,
    action: Action,
    work: impl FnOnce(&Tx<'_>) -> Result<T>,
) -> Result<Written<T>> {
    write_undoing(conn, context, action, None, work)
}

/// As [`write`], under an action that takes another back.
pub(crate) fn write_undoing<T>(
    conn: &mut Connection,
    context: &Context,
    action: Action,
    undoes: Option<ActionId>,
    work: impl FnOnce(&Tx<'_>) -> Result<T>,
) -> Result<Written<T>> {
    write_local(conn, context, |local| {
        let (id, hlc) = (local.next_id(), table::replica::tick(local)?);
        table::running::begin(local, id, hlc)?;
        let tx = Tx::new(local, action.args.clone());
        let value = work(&tx)?;
        let logged = table::change::any(local, id)? || undoes.is_some();
        if logged {
            log(&tx, &action, id, hlc, undoes)?;
        }
        table::running::finish(local)?;
        Ok(Written { value, action: logged.then_some(id) })
    })
}

/// The action follows its changes, once it is known that there are any.
fn log(
    tx: &Tx<'_>,
    action: &Action,
    id: ActionId,
    hlc: Hlc,
    undoes: Option<ActionId>,
) -> Result<()> {
    let device = table::replica::device(tx)?;
    let record = ActionRecord {
        id,
        device,
        seq: table::action::last_seq(tx, device)? + 1,
        hlc,
        actor: action.actor,
        code: action.code.as_str().to_owned(),
        args: tx.args(),
        undoes,
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

//! Which installation this file is, and its clock: one row.
use crate::{
    DeviceId, Error, LocalTx, Result, View,
    codec::Columns,
    schema::{Class, Key, Purge, Table, col},
};
use journal::Hlc;
use rusqlite::Connection;

pub(crate) static TABLE: Table = Table {
    name: "replica",
    class: Class::Local,
    purge: Purge::Never,
    key: Key::Declared,
    columns: &[
        col("one", "INTEGER PRIMARY KEY CHECK (one = 1)"),
        col("device_id", "TEXT NOT NULL"),
        col("hlc", "INTEGER NOT NULL DEFAULT 0"),
    ],
    immutable: &[],
    indexes: &[],
    reads: None,
};

/// Says once which device a new file is.
pub(crate) fn found(conn: &Connection, device: DeviceId) -> Result<()> {
    conn.execute("INSERT INTO replica (one, device_id) VALUES (1, ?1)", [device.to_string()])?;
    Ok(())
}

/// From here on the file is another device.
pub(crate) fn become_device(tx: &LocalTx<'_>, device: DeviceId) -> Result<()> {
    tx.execute_one("replica", "UPDATE replica SET device_id = ?1", [device.to_string()])
}

/// Which device this file is.
pub(crate) fn device(view: &View<'_>) -> Result<DeviceId> {
    view.row("SELECT device_id FROM replica", [], |row| row.id("device_id"))?
        .ok_or(Error::Damaged("replica"))
}

/// The last moment this file gave or saw.
pub(crate) fn clock(view: &View<'_>) -> Result<Hlc> {
    Hlc::from_i64(view.number("SELECT hlc FROM replica", [])?).ok_or(Error::Damaged("hlc"))
}

/// The next moment; it is on disk with the action that has it.
pub(crate) fn tick(tx: &LocalTx<'_>) -> Result<Hlc> {
    let next = clock(tx)?.tick(tx.now());
    set_clock(tx, next)?;
    Ok(next)
}

/// Takes note of a remote moment, so that what is done next is later.
pub(crate) fn witness(tx: &LocalTx<'_>, remote: Hlc) -> Result<()> {
    let seen = clock(tx)?.witness(remote);
    set_clock(tx, seen)
}

fn set_clock(tx: &LocalTx<'_>, hlc: Hlc) -> Result<()> {
    tx.execute_one("replica", "UPDATE replica SET hlc = ?1", [hlc.to_i64()])
}

//! The installations of a profile.
use crate::{
    DeviceId, Founding, Result, Tx, View,
    codec::Columns,
    schema::{Class, Key, Purge, Table, col},
    table::category,
};
use rusqlite::Row;

pub(crate) static TABLE: Table = Table {
    name: "device",
    class: Class::Logged,
    purge: Purge::Never,
    key: Key::Id,
    columns: &[col("name", "TEXT NOT NULL")],
    immutable: &[],
    indexes: &[],
    reads: Some(|row| read(row).map(drop)),
};

/// One installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Id.
    pub id: DeviceId,
    /// What the user's devices call it.
    pub name: String,
}

/// Writes what a new file begins with.
pub(crate) fn found(tx: &Tx<'_>, device: DeviceId, founding: &Founding) -> Result<()> {
    tx.execute(
        "INSERT INTO device (id, name) VALUES (?1, ?2)",
        (device.to_string(), &founding.device_name),
    )?;
    for (position, key) in founding.categories.iter().enumerate() {
        category::insert_starting(tx, key, position)?;
    }
    Ok(())
}

/// Every device that ever wrote, by name.
pub fn list(view: &View<'_>) -> Result<Vec<Device>> {
    view.rows("SELECT id, name FROM device ORDER BY name, id", [], read)
}

fn read(row: &Row<'_>) -> Result<Device> {
    Ok(Device { id: row.id("id")?, name: row.raw("name")? })
}

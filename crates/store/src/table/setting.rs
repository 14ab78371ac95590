//! This installation's own settings.
use crate::{
    LocalTx, Result, View,
    codec::{Columns, to_json},
    schema::{Class, Key, Purge, Table, col},
};
use serde::{Serialize, de::DeserializeOwned};

pub(crate) static TABLE: Table = Table {
    name: "setting",
    class: Class::Local,
    purge: Purge::Free,
    key: Key::Columns("key"),
    columns: &[col("key", "TEXT NOT NULL"), col("value", "TEXT NOT NULL")],
    immutable: &[],
    indexes: &[],
    reads: None,
};

/// The value of a setting; none until it is set.
pub fn find<T: DeserializeOwned>(view: &View<'_>, key: &str) -> Result<Option<T>> {
    view.row("SELECT value FROM setting WHERE key = ?1", [key], |row| row.json("value"))
}

/// Sets a setting.
pub fn set<T: Serialize>(tx: &LocalTx<'_>, key: &str, value: &T) -> Result<()> {
    let sql = "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    tx.execute(sql, (key, to_json(value, "setting")?))?;
    Ok(())
}

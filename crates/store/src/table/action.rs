//! What was done, step by step, on every device.
use crate::{
    ActionId, DeviceId, Error, LocalTx, Result, View,
    codec::{Columns, to_integer, to_json},
    schema::{Class, Key, Purge, Table, col},
};
use jiff::Timestamp;
use journal::{ActionRecord, Actor, Hlc};
use rusqlite::Row;

pub(crate) static TABLE: Table = Table {
    name: "action",
    class: Class::Log,
    purge: Purge::Never,
    key: Key::Id,
    columns: &[
        // No reference: a device's first action is the one that inserts its row.
        col("device_id", "TEXT NOT NULL"),
        col("seq", "INTEGER NOT NULL"),
        col("hlc", "INTEGER NOT NULL"),
        col("actor", "TEXT NOT NULL CHECK (actor IN ('user', 'machine'))"),
        col("code", "TEXT NOT NULL"),
        col("args", "TEXT NOT NULL"),
        col("undoes", "TEXT"),
        col("part_of", "TEXT"),
    ],
    immutable: &["id", "device_id", "seq", "hlc", "actor", "code", "undoes", "part_of"],
    indexes: &[
        ("action_seq_once", "action (device_id, seq)"),
        ("action_user", "action (device_id, seq) WHERE actor = 'user'"),
        ("action_undoes", "action (undoes) WHERE undoes IS NOT NULL"),
        ("action_part", "action (part_of) WHERE part_of IS NOT NULL"),
        ("action_purge", "action (device_id, seq) WHERE code = 'purge_receipts'"),
    ],
    reads: Some(|row| read(row).map(drop)),
};

const COLUMNS: &str = "id, device_id, seq, hlc, actor, code, args, undoes, part_of";

/// Appends an action.
pub(crate) fn insert(tx: &LocalTx<'_>, action: &ActionRecord) -> Result<()> {
    tx.execute(
        "INSERT INTO action (id, device_id, seq, hlc, actor, code, args, undoes, part_of) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        (
            action.id.to_string(),
            action.device.to_string(),
            to_integer(action.seq, "seq")?,
            action.hlc.to_i64(),
            action.actor.as_str(),
            &action.code,
            to_json(&action.args, "args")?,
            action.undoes.map(|id| id.to_string()),
            action.part_of.map(|id| id.to_string()),
        ),
    )?;
    Ok(())
}

/// The action of an id.
pub(crate) fn get(view: &View<'_>, id: ActionId) -> Result<ActionRecord> {
    let sql = format!("SELECT {COLUMNS} FROM action WHERE id = ?1");
    view.row(&sql, [id.to_string()], read)?.ok_or(Error::NotFound("action"))
}

/// The actions that went on with a step, in order.
pub(crate) fn parts(view: &View<'_>, first: ActionId) -> Result<Vec<ActionRecord>> {
    let sql = format!("SELECT {COLUMNS} FROM action WHERE part_of = ?1 ORDER BY seq");
    view.rows(&sql, [first.to_string()], read)
}

/// Whether an action was taken back, be it that it was done again since.
pub(crate) fn was_undone(view: &View<'_>, id: ActionId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM action WHERE undoes = ?1)";
    Ok(view.number(sql, [id.to_string()])? == 1)
}

/// The last number of a device's actions; 0 before the first.
pub(crate) fn last_seq(view: &View<'_>, device: DeviceId) -> Result<u64> {
    let last = view.number(
        "SELECT ifnull(max(seq), 0) FROM action WHERE device_id = ?1",
        [device.to_string()],
    )?;
    u64::try_from(last).map_err(|_| Error::Damaged("seq"))
}

/// The action of a device that has a number.
pub(crate) fn at(view: &View<'_>, device: DeviceId, seq: u64) -> Result<Option<ActionId>> {
    let sql = "SELECT id FROM action WHERE device_id = ?1 AND seq = ?2";
    view.row(sql, (device.to_string(), to_integer(seq, "seq")?), |row| row.id("id"))
}

/// The number of a device's last purge; 0 before the first.
pub(crate) fn last_purge(view: &View<'_>, device: DeviceId) -> Result<u64> {
    let sql =
        "SELECT ifnull(max(seq), 0) FROM action WHERE device_id = ?1 AND code = 'purge_receipts'";
    u64::try_from(view.number(sql, [device.to_string()])?).map_err(|_| Error::Damaged("seq"))
}

/// When something was purged last, on whatever device.
pub(crate) fn last_purge_at(view: &View<'_>) -> Result<Option<Timestamp>> {
    let sql = "SELECT max(hlc) AS hlc FROM action WHERE code = 'purge_receipts' HAVING max(hlc) IS NOT NULL";
    let last =
        view.row(sql, [], |row| Hlc::from_i64(row.raw("hlc")?).ok_or(Error::Damaged("hlc")))?;
    Ok(last.map(Hlc::wall))
}

/// The last number known of every device.
pub(crate) fn last_seqs(view: &View<'_>) -> Result<Vec<(DeviceId, u64)>> {
    let sql = "SELECT device_id, max(seq) AS seq FROM action GROUP BY device_id ORDER BY device_id";
    view.rows(sql, [], |row| Ok((row.id("device_id")?, row.size("seq")?)))
}

/// A device's actions after a number, in order.
pub(crate) fn after(
    view: &View<'_>,
    device: DeviceId,
    since: u64,
    limit: usize,
) -> Result<Vec<ActionRecord>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM action WHERE device_id = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3"
    );
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    view.rows(&sql, (device.to_string(), to_integer(since, "seq")?, limit), read)
}

/// A device's user actions from the last one backward to its last purge, while
/// `wanted` says so: what was done before a purge cannot be taken back.
pub(crate) fn walk_back(
    view: &View<'_>,
    device: DeviceId,
    mut wanted: impl FnMut(&ActionRecord) -> bool,
) -> Result<()> {
    let sql = format!(
        "SELECT {COLUMNS} FROM action WHERE device_id = ?1 AND actor = 'user' AND seq > ?2 ORDER BY seq DESC"
    );
    let purged = to_integer(last_purge(view, device)?, "seq")?;
    let mut statement = view.conn().prepare_cached(&sql)?;
    let mut rows = statement.query((device.to_string(), purged))?;
    while let Some(row) = rows.next()? {
        if !wanted(&read(row)?) {
            break;
        }
    }
    Ok(())
}

fn read(row: &Row<'_>) -> Result<ActionRecord> {
    let actor = row.parsed("actor", |name| match name {
        "user" => Some(Actor::User),
        "machine" => Some(Actor::Machine),
        _ => None,
    })?;
    Ok(ActionRecord {
        id: row.id("id")?,
        device: row.id("device_id")?,
        seq: row.size("seq")?,
        hlc: Hlc::from_i64(row.raw("hlc")?).ok_or(Error::Damaged("hlc"))?,
        actor: actor.ok_or(Error::Damaged("actor"))?,
        code: row.raw("code")?,
        args: row.json("args")?,
        undoes: row.maybe_id("undoes")?,
        part_of: row.maybe_id("part_of")?,
    })
}

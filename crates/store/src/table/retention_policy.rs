//! How long records are kept, by kind and category.
use crate::{
    CategoryId, Error, PolicyId, Result, Tx, View,
    codec::Columns,
    schema::{Class, Key, Purge, Table, col},
};
use ledger::retention::Rule;
use rusqlite::Row;

pub(crate) static TABLE: Table = Table {
    name: "retention_policy",
    class: Class::Logged,
    purge: Purge::Guarded,
    key: Key::Id,
    columns: &[
        col("kind", "TEXT NOT NULL"),
        col("category_id", "TEXT REFERENCES category (id) DEFERRABLE INITIALLY DEFERRED"),
        col("rule", "TEXT NOT NULL"),
        col("years", "INTEGER NOT NULL"),
        col("deleted_at", "INTEGER"),
    ],
    immutable: &[],
    indexes: &[],
    reads: Some(|row| read(row)?.is_within_reason()),
};

/// How long records of a kind and category are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Id.
    pub id: PolicyId,
    /// Of what kind: `receipt`.
    pub kind: String,
    /// Of which category; none for those that no other policy names.
    pub category: Option<CategoryId>,
    /// The rule's stored name.
    pub rule: String,
    /// So many years.
    pub years: u32,
}

impl Policy {
    /// A rule of a newer version is taken as it is; more years than any has are nobody's.
    fn is_within_reason(&self) -> Result<()> {
        match (1..=Rule::MOST.into()).contains(&self.years) {
            true => Ok(()),
            false => Err(Error::Damaged("years")),
        }
    }
}

/// Sets the policy of a kind and category in the place of the one before; none ends it.
pub fn set(
    tx: &Tx<'_>,
    kind: &str,
    category: Option<CategoryId>,
    rule: Option<(&str, u32)>,
) -> Result<()> {
    let category = category.map(|id| id.to_string());
    tx.execute(
        "UPDATE retention_policy SET deleted_at = ?3 WHERE kind = ?1 AND category_id IS ?2 AND deleted_at IS NULL",
        (kind, &category, tx.now_millis()),
    )?;
    let Some((rule, years)) = rule else { return Ok(()) };
    let id: PolicyId = tx.next_id();
    tx.execute(
        "INSERT INTO retention_policy (id, kind, category_id, rule, years) VALUES (?1, ?2, ?3, ?4, ?5)",
        (id.to_string(), kind, category, rule, years),
    )?;
    Ok(())
}

/// The policies that stand. Where two devices each set one for a category, both
/// are here: whoever asks keeps for the longer of them.
pub fn list(view: &View<'_>) -> Result<Vec<Policy>> {
    let sql = "SELECT id, kind, category_id, rule, years FROM retention_policy
        WHERE deleted_at IS NULL ORDER BY category_id IS NOT NULL, id";
    view.rows(sql, [], read)
}

fn read(row: &Row<'_>) -> Result<Policy> {
    Ok(Policy {
        id: row.id("id")?,
        kind: row.raw("kind")?,
        category: row.maybe_id("category_id")?,
        rule: row.raw("rule")?,
        years: row.count("years")?,
    })
}

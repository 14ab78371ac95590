//! Lines of goods.
use crate::{
    ItemId, ReceiptId, Result, Tx, View,
    codec::{Columns, to_json},
    schema::{Class, Key, Purge, Table, col, unit},
};
use money::{Money, Quantity};
use page::Bounds;
use rusqlite::{Row, named_params};

pub(crate) static TABLE: Table = Table {
    name: "receipt_item",
    class: Class::Logged,
    purge: Purge::Guarded,
    key: Key::Id,
    columns: &[
        col("receipt_id", "TEXT NOT NULL REFERENCES receipt (id) DEFERRABLE INITIALLY DEFERRED"),
        col("position", "INTEGER NOT NULL"),
        col("name", "TEXT NOT NULL"),
        col("quantity", "TEXT"),
        col("unit_price", "TEXT"),
        unit("total", "total_minor", "INTEGER NOT NULL"),
        unit("total", "currency", "TEXT NOT NULL"),
        col("bounds", "TEXT"),
        col("doubtful", "INTEGER NOT NULL DEFAULT 0"),
        col("deleted_at", "INTEGER"),
    ],
    immutable: &[],
    indexes: &[("receipt_item_receipt", "receipt_item (receipt_id, position)")],
    reads: Some(|row| read(row).map(drop)),
};

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What was bought.
    pub name: String,
    /// How many or how much.
    pub quantity: Option<Quantity>,
    /// Price of one.
    pub unit_price: Option<Quantity>,
    /// What the line comes to.
    pub total: Money,
    /// Where it stands on the first page.
    pub bounds: Option<Bounds>,
    /// Hard to read.
    pub doubtful: bool,
}

/// One line of goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Id.
    pub id: ItemId,
    /// What it says.
    pub line: Line,
}

/// A receipt's lines in printed order.
pub fn list(view: &View<'_>, receipt: ReceiptId) -> Result<Vec<Item>> {
    let sql = "SELECT id, name, quantity, unit_price, total_minor, currency, bounds, doubtful FROM receipt_item
        WHERE receipt_id = ?1 AND deleted_at IS NULL ORDER BY position, id";
    view.rows(sql, [receipt.to_string()], read)
}

/// Makes a receipt's lines these, in this order: a line with an id is changed,
/// one without is added, and what is not named goes.
pub fn replace(tx: &Tx<'_>, receipt: ReceiptId, lines: &[(Option<ItemId>, Line)]) -> Result<()> {
    for item in list(tx, receipt)? {
        if !lines.iter().any(|(id, _)| *id == Some(item.id)) {
            let sql = "UPDATE receipt_item SET deleted_at = ?2 WHERE id = ?1";
            tx.execute_one("receipt_item", sql, (item.id.to_string(), tx.now_millis()))?;
        }
    }
    for (position, (id, line)) in lines.iter().enumerate() {
        write(tx, receipt, *id, position, line)?;
    }
    Ok(())
}

fn write(
    tx: &Tx<'_>,
    receipt: ReceiptId,
    id: Option<ItemId>,
    position: usize,
    line: &Line,
) -> Result<()> {
    let sql = match id {
        Some(_) => {
            "UPDATE receipt_item SET position = :position, name = :name, quantity = :quantity,
                unit_price = :unit_price, total_minor = :total, currency = :currency, bounds = :bounds,
                doubtful = :doubtful, deleted_at = NULL
             WHERE id = :id AND receipt_id = :receipt"
        }
        None => {
            "INSERT INTO receipt_item
                (id, receipt_id, position, name, quantity, unit_price, total_minor, currency, bounds, doubtful)
             VALUES (:id, :receipt, :position, :name, :quantity, :unit_price, :total, :currency, :bounds, :doubtful)"
        }
    };
    tx.execute_one(
        "receipt_item",
        sql,
        named_params! {
            ":id": id.unwrap_or_else(|| tx.next_id()).to_string(),
            ":receipt": receipt.to_string(),
            ":position": i64::try_from(position).unwrap_or(i64::MAX),
            ":name": line.name,
            ":quantity": line.quantity.map(|quantity| quantity.to_string()),
            ":unit_price": line.unit_price.map(|price| price.to_string()),
            ":total": line.total.minor(),
            ":currency": line.total.currency().code(),
            ":bounds": line.bounds.map(|bounds| to_json(&bounds, "bounds")).transpose()?,
            ":doubtful": line.doubtful,
        },
    )
}

fn read(row: &Row<'_>) -> Result<Item> {
    let currency = row.currency("currency")?;
    let total = row.money("total_minor", currency)?.ok_or(crate::Error::Damaged("total_minor"))?;
    let line = Line {
        name: row.raw("name")?,
        quantity: row.quantity("quantity")?,
        unit_price: row.quantity("unit_price")?,
        total,
        bounds: row.maybe_json("bounds")?,
        doubtful: row.raw("doubtful")?,
    };
    Ok(Item { id: row.id("id")?, line })
}

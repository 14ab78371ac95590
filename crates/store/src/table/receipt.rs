//! Receipts, from the drop to the confirmed record.
use crate::{
    ActionId, CategoryId, Error, ReceiptId, Result, Tx, View,
    codec::{Columns, stored_names},
    schema::{Class, Key, Purge, Table, col, unit},
};
use ::receipt::PaymentMethod;
use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use money::{Currency, Money};
use rusqlite::{Row, named_params};

pub(crate) static TABLE: Table = Table {
    name: "receipt",
    class: Class::Logged,
    purge: Purge::Guarded,
    key: Key::Id,
    columns: &[
        col(
            "state",
            "TEXT NOT NULL DEFAULT 'reading' CHECK (state IN ('reading', 'failed', 'to_review', 'ready', 'confirmed'))",
        ),
        col("merchant", "TEXT"),
        col("merchant_key", "TEXT"),
        col("address", "TEXT"),
        col("date", "TEXT"),
        col("time", "TEXT"),
        // One currency for all amounts, so they are merged as one: an amount
        // never meets another's currency, and the parts still add up.
        unit("amounts", "currency", "TEXT"),
        unit("amounts", "subtotal_minor", "INTEGER"),
        unit("amounts", "tax_minor", "INTEGER"),
        unit("amounts", "service_minor", "INTEGER"),
        unit("amounts", "rounding_minor", "INTEGER"),
        unit("amounts", "total_minor", "INTEGER"),
        unit("amounts", "paid_minor", "INTEGER"),
        unit("amounts", "change_minor", "INTEGER"),
        col("payment", "TEXT"),
        col("number", "TEXT"),
        col("registration", "TEXT"),
        col("tax_number", "TEXT"),
        col("category_id", "TEXT REFERENCES category (id) DEFERRABLE INITIALLY DEFERRED"),
        col("note", "TEXT NOT NULL DEFAULT ''"),
        col("unsure", "INTEGER NOT NULL DEFAULT 0"),
        col("sample", "INTEGER NOT NULL DEFAULT 0"),
        col("doubts", "INTEGER NOT NULL DEFAULT 0"),
        col("fault", "TEXT"),
        col("file_name", "TEXT NOT NULL DEFAULT ''"),
        col("field_sources", "TEXT NOT NULL DEFAULT '{}'"),
        col("added_at", "INTEGER NOT NULL"),
        col("confirmed_at", "INTEGER"),
        col("deleted_at", "INTEGER"),
        col("learnt", "TEXT NOT NULL DEFAULT '{}'"),
    ],
    immutable: &[],
    indexes: &[
        (
            "receipt_by_date",
            "receipt (date DESC, rid DESC) WHERE state = 'confirmed' AND deleted_at IS NULL",
        ),
        (
            "receipt_by_merchant",
            "receipt (merchant COLLATE NOCASE, rid) WHERE state = 'confirmed' AND deleted_at IS NULL",
        ),
        (
            "receipt_by_total",
            "receipt (currency, total_minor, rid, sample) WHERE state = 'confirmed' AND deleted_at IS NULL",
        ),
        (
            "receipt_by_added",
            "receipt (added_at, rid) WHERE state = 'confirmed' AND deleted_at IS NULL",
        ),
        ("receipt_inbox", "receipt (rid) WHERE state <> 'confirmed' AND deleted_at IS NULL"),
        ("receipt_bin", "receipt (date DESC, rid DESC) WHERE deleted_at IS NOT NULL"),
        ("receipt_sample", "receipt (rid) WHERE sample = 1 AND deleted_at IS NULL"),
        (
            "receipt_merchant_key",
            "receipt (merchant_key, confirmed_at) WHERE merchant_key IS NOT NULL",
        ),
        (
            "receipt_same_total",
            "receipt (total_minor, date) WHERE total_minor IS NOT NULL AND deleted_at IS NULL",
        ),
        ("receipt_same_number", "receipt (number) WHERE number IS NOT NULL AND deleted_at IS NULL"),
    ],
    reads: Some(|row| read(row).map(drop)),
};

/// Where a receipt stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Stored; waiting for a reader or being read.
    Reading,
    /// The reading failed; the picture is kept.
    Failed,
    /// Read; something needs a look.
    ToReview,
    /// Read; nothing doubtful.
    Ready,
    /// Confirmed by the user.
    Confirmed,
}

stored_names!(
    State,
    Reading = "reading",
    Failed = "failed",
    ToReview = "to_review",
    Ready = "ready",
    Confirmed = "confirmed",
);

/// What stands on a receipt: suggested until it is confirmed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fields {
    /// Who sold.
    pub merchant: Option<String>,
    /// The seller's address.
    pub address: Option<String>,
    /// The day of the sale.
    pub date: Option<Date>,
    /// The time of the sale.
    pub time: Option<Time>,
    /// The currency of every amount; required when there is one.
    pub currency: Option<Currency>,
    /// Goods before tax, service and rounding.
    pub subtotal: Option<Money>,
    /// Tax in all.
    pub tax: Option<Money>,
    /// Service charge.
    pub service: Option<Money>,
    /// Rounding to the smallest coin.
    pub rounding: Option<Money>,
    /// What was to pay.
    pub total: Option<Money>,
    /// What was handed over.
    pub paid: Option<Money>,
    /// What came back.
    pub change: Option<Money>,
    /// How it was paid.
    pub payment: Option<PaymentMethod>,
    /// The receipt's own number.
    pub number: Option<String>,
    /// The seller's registration number.
    pub registration: Option<String>,
    /// The seller's tax number.
    pub tax_number: Option<String>,
}

/// One receipt.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// Id.
    pub id: ReceiptId,
    /// Where it stands.
    pub state: State,
    /// What stands on it.
    pub fields: Fields,
    /// What finds other receipts of the same merchant; computed by the caller.
    pub merchant_key: Option<String>,
    /// What it is for.
    pub category: Option<CategoryId>,
    /// The user's note.
    pub note: String,
    /// Confirmed although something was doubtful.
    pub unsure: bool,
    /// One of the bundled samples.
    pub sample: bool,
    /// How many fields need a look.
    pub doubts: u32,
    /// The fault's code, in [`State::Failed`].
    pub fault: Option<String>,
    /// The dropped file's name.
    pub file_name: String,
    /// Where each field's value came from: a JSON object by field name.
    pub field_sources: String,
    /// What the memory of its seller put in: a JSON object by field name. The
    /// machine's alone, so that it never stands in the way of a user's undo.
    pub learnt: String,
    /// When it was dropped.
    pub added_at: Timestamp,
    /// When it was confirmed.
    pub confirmed_at: Option<Timestamp>,
    /// When it went to the bin.
    pub deleted_at: Option<Timestamp>,
}

/// A receipt that was just dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReceipt {
    /// The dropped file's name.
    pub file_name: String,
    /// One of the bundled samples.
    pub sample: bool,
}

const COLUMNS: &str = "id, state, merchant, merchant_key, address, date, time, currency, subtotal_minor, tax_minor,
    service_minor, rounding_minor, total_minor, paid_minor, change_minor, payment, number, registration, tax_number,
    category_id, note, unsure, sample, doubts, fault, file_name, field_sources, learnt, added_at, confirmed_at, deleted_at";

/// Adds a receipt in [`State::Reading`].
pub fn insert(tx: &Tx<'_>, new: NewReceipt) -> Result<ReceiptId> {
    let id: ReceiptId = tx.next_id();
    tx.execute(
        "INSERT INTO receipt (id, file_name, sample, added_at) VALUES (?1, ?2, ?3, ?4)",
        (id.to_string(), new.file_name, new.sample, tx.now_millis()),
    )?;
    Ok(id)
}

/// The step of the user's that a receipt came with; see [`crate::Store::write_part`].
pub fn step(view: &View<'_>, id: ReceiptId) -> Result<Option<ActionId>> {
    let sql =
        "SELECT ifnull(part_of, action.id) AS id FROM change JOIN action ON action.id = action_id
        WHERE tbl = 'receipt' AND row_id = ?1 AND col = '' AND actor = 'user'";
    view.row(sql, [id.to_string()], |row| row.id("id"))
}

/// The receipt of an id, in the bin or not.
pub fn find(view: &View<'_>, id: ReceiptId) -> Result<Option<Receipt>> {
    view.row(&format!("SELECT {COLUMNS} FROM receipt WHERE id = ?1"), [id.to_string()], read)
}

/// As [`find`].
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(view: &View<'_>, id: ReceiptId) -> Result<Receipt> {
    find(view, id)?.ok_or(Error::NotFound("receipt"))
}

/// Writes every column but the id; the log gets those that changed.
///
/// # Errors
/// [`Error::Invalid`] for amounts without or of another currency, [`Error::NotFound`].
pub fn update(tx: &Tx<'_>, receipt: &Receipt) -> Result<()> {
    let fields = &receipt.fields;
    let minor = |amount: Option<Money>| minor_of(amount, fields.currency);
    tx.execute_one(
        "receipt",
        "UPDATE receipt SET state = :state, merchant = :merchant, merchant_key = :merchant_key, address = :address,
            date = :date, time = :time, currency = :currency, subtotal_minor = :subtotal, tax_minor = :tax,
            service_minor = :service, rounding_minor = :rounding, total_minor = :total, paid_minor = :paid,
            change_minor = :change, payment = :payment, number = :number, registration = :registration,
            tax_number = :tax_number, category_id = :category, note = :note, unsure = :unsure, sample = :sample,
            doubts = :doubts, fault = :fault, file_name = :file_name, field_sources = :field_sources, learnt = :learnt,
            added_at = :added_at, confirmed_at = :confirmed_at, deleted_at = :deleted_at
         WHERE id = :id",
        named_params! {
            ":id": receipt.id.to_string(),
            ":state": receipt.state.as_str(),
            ":merchant": fields.merchant,
            ":merchant_key": receipt.merchant_key,
            ":address": fields.address,
            ":date": fields.date.map(|date| date.to_string()),
            ":time": fields.time.map(|time| time.to_string()),
            ":currency": fields.currency.map(Currency::code),
            ":subtotal": minor(fields.subtotal)?,
            ":tax": minor(fields.tax)?,
            ":service": minor(fields.service)?,
            ":rounding": minor(fields.rounding)?,
            ":total": minor(fields.total)?,
            ":paid": minor(fields.paid)?,
            ":change": minor(fields.change)?,
            ":payment": fields.payment.map(PaymentMethod::as_str),
            ":number": fields.number,
            ":registration": fields.registration,
            ":tax_number": fields.tax_number,
            ":category": receipt.category.map(|id| id.to_string()),
            ":note": receipt.note,
            ":unsure": receipt.unsure,
            ":sample": receipt.sample,
            ":doubts": receipt.doubts,
            ":fault": receipt.fault,
            ":file_name": receipt.file_name,
            ":field_sources": receipt.field_sources,
            ":learnt": receipt.learnt,
            ":added_at": receipt.added_at.as_millisecond(),
            ":confirmed_at": receipt.confirmed_at.map(Timestamp::as_millisecond),
            ":deleted_at": receipt.deleted_at.map(Timestamp::as_millisecond),
        },
    )
}

/// Everything that a column of text says of any receipt, and by the log ever said.
///
/// # Errors
/// [`Error::NotFound`] for no column.
pub fn ever_said(view: &View<'_>, column: &str) -> Result<Vec<String>> {
    let known = TABLE.columns.iter().find(|known| known.name == column);
    let column = known.ok_or(Error::NotFound("column"))?.name;
    let logged = "FROM change WHERE tbl = 'receipt' AND col = ?1";
    let sql = format!(
        "SELECT {column} AS said FROM receipt WHERE {column} IS NOT NULL
         UNION SELECT old {logged} AND old IS NOT NULL UNION SELECT new {logged} AND new IS NOT NULL"
    );
    view.rows(&sql, [column], |row| row.raw("said"))
}

/// Puts a receipt into the bin; nothing happens to one that is there.
pub fn bin(tx: &Tx<'_>, id: ReceiptId) -> Result<()> {
    let sql = "UPDATE receipt SET deleted_at = ifnull(deleted_at, ?2) WHERE id = ?1";
    tx.execute_one("receipt", sql, (id.to_string(), tx.now_millis()))
}

/// Takes a receipt out of the bin.
pub fn restore(tx: &Tx<'_>, id: ReceiptId) -> Result<()> {
    tx.execute_one(
        "receipt",
        "UPDATE receipt SET deleted_at = NULL WHERE id = ?1",
        [id.to_string()],
    )
}

/// Gives a receipt a category, or takes it away.
pub fn categorise(tx: &Tx<'_>, id: ReceiptId, category: Option<CategoryId>) -> Result<()> {
    let sql = "UPDATE receipt SET category_id = ?2 WHERE id = ?1";
    tx.execute_one("receipt", sql, (id.to_string(), category.map(|id| id.to_string())))
}

/// What is neither confirmed nor in the bin, oldest first.
pub fn inbox(view: &View<'_>) -> Result<Vec<Receipt>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM receipt WHERE state <> 'confirmed' AND deleted_at IS NULL ORDER BY rid"
    );
    view.rows(&sql, [], read)
}

/// How many are not in the bin.
pub fn count(view: &View<'_>) -> Result<u32> {
    let count = view.number("SELECT count(*) FROM receipt WHERE deleted_at IS NULL", [])?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How many are confirmed and not in the bin.
pub fn count_confirmed(view: &View<'_>) -> Result<u32> {
    let count = view.number(
        "SELECT count(*) FROM receipt WHERE state = 'confirmed' AND deleted_at IS NULL",
        [],
    )?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The bundled samples that are not in the bin.
pub fn samples(view: &View<'_>) -> Result<Vec<ReceiptId>> {
    view.rows(
        "SELECT id FROM receipt WHERE sample = 1 AND deleted_at IS NULL ORDER BY rid",
        [],
        |row| row.id("id"),
    )
}

fn minor_of(amount: Option<Money>, currency: Option<Currency>) -> Result<Option<i64>> {
    match amount {
        Some(amount) if Some(amount.currency()) != currency => Err(Error::Invalid("currency")),
        amount => Ok(amount.map(Money::minor)),
    }
}

fn read(row: &Row<'_>) -> Result<Receipt> {
    Ok(Receipt {
        id: row.id("id")?,
        state: row.parsed("state", State::parse)?.ok_or(Error::Damaged("state"))?,
        fields: read_fields(row)?,
        merchant_key: row.raw("merchant_key")?,
        category: row.maybe_id("category_id")?,
        note: row.raw("note")?,
        unsure: row.raw("unsure")?,
        sample: row.raw("sample")?,
        doubts: row.count("doubts")?,
        fault: row.raw("fault")?,
        file_name: row.raw("file_name")?,
        field_sources: row.raw("field_sources")?,
        learnt: row.raw("learnt")?,
        added_at: row.at("added_at")?,
        confirmed_at: row.maybe_at("confirmed_at")?,
        deleted_at: row.maybe_at("deleted_at")?,
    })
}

fn read_fields(row: &Row<'_>) -> Result<Fields> {
    let currency = row.currency("currency")?;
    Ok(Fields {
        merchant: row.raw("merchant")?,
        address: row.raw("address")?,
        date: row.date("date")?,
        time: row.time("time")?,
        currency,
        subtotal: row.money("subtotal_minor", currency)?,
        tax: row.money("tax_minor", currency)?,
        service: row.money("service_minor", currency)?,
        rounding: row.money("rounding_minor", currency)?,
        total: row.money("total_minor", currency)?,
        paid: row.money("paid_minor", currency)?,
        change: row.money("change_minor", currency)?,
        payment: row.parsed("payment", PaymentMethod::parse)?,
        number: row.raw("number")?,
        registration: row.raw("registration")?,
        tax_number: row.raw("tax_number")?,
    })
}

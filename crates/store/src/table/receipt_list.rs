//! The list of receipts: filtered, ordered, in windows.
use crate::{AttachmentId, CategoryId, Error, ReceiptId, Result, View, codec::Columns, search};
use ::receipt::PaymentMethod;
use jiff::{Timestamp, civil::Date};
use money::{Money, Quantity};
use rusqlite::{Row, types::Value};
use rust_decimal::prelude::ToPrimitive;

/// What the list shows. Everything given must hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Words that stand in the merchant's or an item's name, in the note, the
    /// number or the recognised text. In names any part of a word finds it;
    /// in the recognised text a word's beginning does.
    pub text: Vec<String>,
    /// The least total, in whatever currency.
    pub min_total: Option<Bound>,
    /// The greatest total, in whatever currency.
    pub max_total: Option<Bound>,
    /// On this day or later.
    pub from: Option<Date>,
    /// On this day or earlier.
    pub to: Option<Date>,
    /// In one of these categories; empty for any.
    pub categories: Vec<CategoryId>,
    /// Paid in one of these ways; empty for any.
    pub payments: Vec<PaymentMethod>,
    /// None of these words stands where [`Filter::text`] looks.
    pub without_text: Vec<String>,
    /// In none of these categories.
    pub without_categories: Vec<CategoryId>,
    /// Paid in none of these ways.
    pub without_payments: Vec<PaymentMethod>,
    /// Confirmed although something was doubtful, or not.
    pub unsure: Option<bool>,
    /// One of the bundled samples, or not.
    pub sample: Option<bool>,
    /// What is in the bin, in whatever state, instead of what is confirmed.
    pub binned: bool,
}

/// A limit for totals as a person types it: `50` or `49.99`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The limit, in whole units of whatever currency.
    pub amount: Quantity,
    /// Whether the limit itself is within.
    pub inclusive: bool,
}

/// By what the list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// Date of the sale; without one last.
    #[default]
    Date,
    /// Merchant, without regard to case.
    Merchant,
    /// Total, by currency first.
    Total,
    /// When it was dropped.
    Added,
}

/// A window of the list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Window {
    /// Order.
    pub sort: SortBy,
    /// Smallest or oldest first; otherwise greatest or newest first.
    pub ascending: bool,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows at most.
    pub limit: u32,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Id.
    pub id: ReceiptId,
    /// The receipt's own number.
    pub number: Option<String>,
    /// The day of the sale.
    pub date: Option<Date>,
    /// Who sold.
    pub merchant: Option<String>,
    /// What it is for.
    pub category: Option<CategoryId>,
    /// How it was paid.
    pub payment: Option<PaymentMethod>,
    /// What was to pay.
    pub total: Option<Money>,
    /// The first picture: its file, and which page of it.
    pub picture: Option<(AttachmentId, u32)>,
    /// Confirmed although something was doubtful.
    pub unsure: bool,
    /// Whether it was confirmed.
    pub confirmed: bool,
    /// When it went to the bin.
    pub binned_at: Option<Timestamp>,
    /// One of the bundled samples.
    pub sample: bool,
}

/// What a filter finds in all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// Receipts.
    pub count: u32,
    /// Sum per currency, by code; samples are left out.
    pub sums: Vec<Money>,
}

/// A window of what the filter finds.
pub fn list(view: &View<'_>, filter: &Filter, window: &Window) -> Result<Vec<Listed>> {
    let found = Clauses::of(filter)?;
    let sql = format!(
        "SELECT receipt.id AS id, number, date, merchant, category_id, payment, total_minor, currency, unsure,
            state = 'confirmed' AS confirmed, receipt.deleted_at AS deleted_at, sample,
            (SELECT attachment_id FROM receipt_page WHERE receipt_id = receipt.id AND deleted_at IS NULL
             ORDER BY position, id LIMIT 1) AS attachment_id,
            (SELECT max(page, 0) FROM receipt_page WHERE receipt_id = receipt.id AND deleted_at IS NULL
             ORDER BY position, id LIMIT 1) AS page
         FROM {} WHERE {} ORDER BY {} LIMIT {} OFFSET {}",
        found.from,
        found.conditions.join(" AND "),
        order(window, found.by_text),
        window.limit,
        window.offset
    );
    view.rows(&sql, rusqlite::params_from_iter(&found.values), read)
}

/// How many a filter finds and what they come to. Slower than a window.
///
/// # Errors
/// [`Error::Invalid`] when a sum is out of range.
pub fn totals(view: &View<'_>, filter: &Filter) -> Result<Totals> {
    let found = Clauses::of(filter)?;
    let sql = format!(
        "SELECT currency, count(*) AS receipts, sum(CASE WHEN sample = 0 THEN total_minor END) AS total_minor
         FROM {} WHERE {} GROUP BY currency ORDER BY currency",
        found.from,
        found.conditions.join(" AND ")
    );
    let mut totals = Totals::default();
    let groups = view.rows(&sql, rusqlite::params_from_iter(&found.values), |row| {
        Ok((row.count("receipts")?, row.money("total_minor", row.currency("currency")?)?))
    });
    for (receipts, sum) in groups.map_err(sum_overflow)? {
        totals.count = totals.count.saturating_add(receipts);
        totals.sums.extend(sum);
    }
    Ok(totals)
}

/// SQLite answers an integer sum that overflows with an error of its own.
fn sum_overflow(error: Error) -> Error {
    match error {
        Error::Sqlite(rusqlite::Error::SqliteFailure(_, Some(message)))
            if message == "integer overflow" =>
        {
            Error::Invalid("total")
        }
        other => other,
    }
}

/// A filter as SQL.
struct Clauses {
    from: &'static str,
    by_text: bool,
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Clauses {
    fn of(filter: &Filter) -> Result<Self> {
        let mut clauses =
            Self { from: "receipt", by_text: false, conditions: Vec::new(), values: Vec::new() };
        clauses.text(&filter.text);
        clauses.fixed(if filter.binned {
            "receipt.deleted_at IS NOT NULL"
        } else {
            "receipt.state = 'confirmed' AND receipt.deleted_at IS NULL"
        });
        clauses.total(filter.min_total, ">")?;
        clauses.total(filter.max_total, "<")?;
        clauses.with("date >= ?", filter.from.map(|date| date.to_string()));
        clauses.with("date <= ?", filter.to.map(|date| date.to_string()));
        clauses.one_of(
            "payment IN",
            filter.payments.iter().map(|payment| payment.as_str().to_owned()),
        );
        clauses.one_of(
            "ifnull(payment, '') NOT IN",
            filter.without_payments.iter().map(|payment| payment.as_str().to_owned()),
        );
        clauses.with("unsure = ?", filter.unsure.map(i64::from));
        clauses.with("sample = ?", filter.sample.map(i64::from));
        clauses.one_of("category_id IN", filter.categories.iter().map(ToString::to_string));
        clauses.one_of(
            "ifnull(category_id, '') NOT IN",
            filter.without_categories.iter().map(ToString::to_string),
        );
        clauses.without_text(&filter.without_text);
        Ok(clauses)
    }

    fn fixed(&mut self, condition: &str) {
        self.conditions.push(condition.to_owned());
    }

    fn with<T: Into<Value>>(&mut self, condition: &str, value: Option<T>) {
        if let Some(value) = value {
            self.conditions.push(condition.to_owned());
            self.values.push(value.into());
        }
    }

    /// Driven by the text index, whose order is the list's own.
    fn text(&mut self, words: &[String]) {
        if let Some(query) = search::query(words) {
            self.from = "search CROSS JOIN receipt ON receipt.rid = search.rowid & 0xffffffff";
            self.by_text = true;
            self.with("search MATCH ?", Some(query));
        }
    }

    /// Compares in ten-thousandths, which every currency's smallest unit is a number of.
    fn total(&mut self, bound: Option<Bound>, sign: &str) -> Result<()> {
        let Some(bound) = bound else { return Ok(()) };
        let scaled = bound
            .amount
            .decimal()
            .checked_mul(10_000.into())
            .and_then(|scaled| scaled.trunc().to_i64());
        let scaled = scaled.ok_or(Error::Invalid("total"))?;
        let equals = if bound.inclusive { "=" } else { "" };
        self.with(&format!("total_minor * {SMALLEST_UNIT} {sign}{equals} ?"), Some(scaled));
        Ok(())
    }

    /// Each word by itself: what has any of them is left out.
    fn without_text(&mut self, words: &[String]) {
        for word in words {
            let condition =
                "receipt.rid NOT IN (SELECT rowid & 0xffffffff FROM search WHERE search MATCH ?)";
            self.with(condition, search::query(std::slice::from_ref(word)));
        }
    }

    /// `condition` is followed by the list of values; no values, no condition.
    fn one_of(&mut self, condition: &str, values: impl Iterator<Item = String>) {
        let before = self.values.len();
        self.values.extend(values.map(Value::Text));
        let count = self.values.len() - before;
        if count > 0 {
            self.conditions.push(format!("{condition} ({})", vec!["?"; count].join(", ")));
        }
    }
}

/// Ten-thousandths in a currency's smallest unit.
const SMALLEST_UNIT: &str = "CASE
    WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV',
        'XAF', 'XOF', 'XPF') THEN 10000
    WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 10
    WHEN currency IN ('CLF', 'UYW') THEN 1
    ELSE 100 END";

/// The order of an index, so that a page needs no sorting. The text index is
/// in the order of dates by itself.
fn order(window: &Window, by_text: bool) -> String {
    let columns: &[&str] = match window.sort {
        SortBy::Date if by_text => &["search.rowid"],
        SortBy::Date => &["date", "receipt.rid"],
        SortBy::Merchant => &["merchant COLLATE NOCASE", "receipt.rid"],
        SortBy::Total => &["currency", "total_minor", "receipt.rid"],
        SortBy::Added => &["added_at", "receipt.rid"],
    };
    let direction = if window.ascending { "ASC" } else { "DESC" };
    columns.iter().map(|column| format!("{column} {direction}")).collect::<Vec<_>>().join(", ")
}

fn read(row: &Row<'_>) -> Result<Listed> {
    Ok(Listed {
        id: row.id("id")?,
        number: row.raw("number")?,
        date: row.date("date")?,
        merchant: row.raw("merchant")?,
        category: row.maybe_id("category_id")?,
        payment: row.parsed("payment", PaymentMethod::parse)?,
        total: row.money("total_minor", row.currency("currency")?)?,
        picture: match row.maybe_id("attachment_id")? {
            Some(attachment) => Some((attachment, row.count("page")?)),
            None => None,
        },
        unsure: row.raw("unsure")?,
        confirmed: row.raw("confirmed")?,
        binned_at: row.maybe_at("deleted_at")?,
        sample: row.raw("sample")?,
    })
}

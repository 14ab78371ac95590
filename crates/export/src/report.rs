//! What a report holds: values and words, no ids and no language of its own.
use crate::ExportError;
use analytics::{CurrencyTotals, Entry, Range};
use jiff::civil::Date;
use money::{Currency, Money, Quantity};

/// Everything an export shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The heading: `Receipts`.
    pub title: String,
    /// Whose receipts, when that is to be told.
    pub profile: Option<String>,
    /// What narrows the list, as the user typed it; none for everything.
    pub filter: Option<String>,
    /// The day it was made.
    pub generated: Date,
    /// One for each receipt, in the order of the list.
    pub rows: Vec<Row>,
    /// The words around the values.
    pub labels: Labels,
}

/// One receipt.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// The receipt's own number.
    pub number: Option<String>,
    /// The day of the sale.
    pub date: Option<Date>,
    /// Who sold.
    pub merchant: Option<String>,
    /// The category in words.
    pub category: Option<String>,
    /// How it was paid, in words.
    pub payment: Option<String>,
    /// Goods before tax.
    pub subtotal: Option<Money>,
    /// Tax in all.
    pub tax: Option<Money>,
    /// What was to pay.
    pub total: Option<Money>,
    /// The user's note; empty when there is none.
    pub note: String,
    /// The lines of goods.
    pub items: Vec<Item>,
    /// A small picture: the bytes of a JPEG file.
    pub thumbnail: Option<Vec<u8>>,
}

/// One line of goods.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What was bought.
    pub name: String,
    /// How many or how much.
    pub quantity: Option<Quantity>,
    /// The price of one.
    pub unit_price: Option<Quantity>,
    /// What the line comes to.
    pub total: Money,
}

/// The words around the values, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Names of the columns.
    pub columns: Columns,
    /// Heading of the totals by category.
    pub by_category: String,
    /// Heading of the totals by month.
    pub by_month: String,
    /// Heading of the table: `Receipts`.
    pub receipts: String,
    /// Heading of the pictures.
    pub pictures: String,
    /// A receipt without a category.
    pub uncategorised: String,
    /// A receipt without a date.
    pub undated: String,
    /// How many receipts there are: `214 receipts`.
    pub count: String,
    /// Stands before the day the report was made: `Made on`.
    pub generated: String,
    /// Stands before what one receipt comes to: `Average`.
    pub average: String,
    /// How many receipts have no total and stand outside the sums; empty when none has.
    pub without_total: String,
}

/// Names of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The receipt's own number.
    pub number: String,
    /// The day of the sale.
    pub date: String,
    /// Who sold.
    pub merchant: String,
    /// The category.
    pub category: String,
    /// How it was paid.
    pub payment: String,
    /// The currency of a row's amounts.
    pub currency: String,
    /// Goods before tax.
    pub subtotal: String,
    /// Tax in all.
    pub tax: String,
    /// What was to pay.
    pub total: String,
    /// The user's note.
    pub note: String,
    /// What was bought.
    pub item: String,
    /// How many or how much.
    pub quantity: String,
    /// The price of one.
    pub unit_price: String,
    /// What an item comes to.
    pub item_total: String,
}

impl Report {
    /// From the first receipt's day to the last one's; none when no receipt has a date.
    pub fn range(&self) -> Option<Range> {
        Range::over(self.rows.iter().filter_map(|row| row.date))
    }

    /// What the receipts come to; those without a total stand outside.
    pub fn totals(&self) -> Result<Vec<CurrencyTotals<&str>>, ExportError> {
        let entries = self.rows.iter().filter_map(|row| {
            row.total.map(|total| Entry {
                date: row.date,
                category: row.category.as_deref(),
                total,
            })
        });
        Ok(analytics::totals(entries)?)
    }
}

impl Row {
    /// The currency that all of the row's amounts share; none when it has no amount.
    pub fn currency(&self) -> Result<Option<Currency>, ExportError> {
        let amounts = [self.subtotal, self.tax, self.total].into_iter().flatten();
        let mut currencies =
            amounts.chain(self.items.iter().map(|item| item.total)).map(Money::currency);
        let Some(first) = currencies.next() else { return Ok(None) };
        if currencies.any(|other| other != first) {
            return Err(ExportError::MixedCurrencies);
        }
        Ok(Some(first))
    }
}

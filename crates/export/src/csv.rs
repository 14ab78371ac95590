//! Rows as RFC 4180: CRLF, quotes where needed, ISO dates, plain decimals.
use crate::{ExportError, Item, Report, Row};
use ::csv::{Terminator, Writer, WriterBuilder};
use money::Money;
use std::{borrow::Cow, io::Write};

/// How the rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// One row for each item instead of each receipt. A receipt without items
    /// still gets a row, so that none is lost.
    pub per_item: bool,
    /// Begin with a UTF-8 byte order mark, which Excel wants.
    pub byte_order_mark: bool,
}

/// Writes a heading and the report's rows.
pub fn write(report: &Report, options: Options, mut out: impl Write) -> Result<(), ExportError> {
    if report.rows.is_empty() {
        return Err(ExportError::Empty);
    }
    if options.byte_order_mark {
        out.write_all("\u{feff}".as_bytes()).map_err(ExportError::Write)?;
    }
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    heading(&mut writer, report, options)?;
    for row in &report.rows {
        write_row(&mut writer, row, options)?;
    }
    writer.flush().map_err(ExportError::Write)
}

fn heading(
    writer: &mut Writer<impl Write>,
    report: &Report,
    options: Options,
) -> Result<(), ExportError> {
    let names = &report.labels.columns;
    let receipt = [
        &names.number,
        &names.date,
        &names.merchant,
        &names.category,
        &names.payment,
        &names.currency,
        &names.subtotal,
        &names.tax,
        &names.total,
        &names.note,
    ];
    let item = [&names.item, &names.quantity, &names.unit_price, &names.item_total];
    let item = item.into_iter().filter(|_| options.per_item);
    let cells = receipt.into_iter().chain(item).map(|name| harmless(name));
    record(writer, cells)
}

fn write_row(
    writer: &mut Writer<impl Write>,
    row: &Row,
    options: Options,
) -> Result<(), ExportError> {
    let receipt = receipt_cells(row)?;
    if !options.per_item {
        return record(writer, receipt);
    }
    if row.items.is_empty() {
        return record(writer, receipt.into_iter().chain([const { Cow::Borrowed("") }; 4]));
    }
    row.items
        .iter()
        .try_for_each(|item| record(writer, receipt.clone().into_iter().chain(item_cells(item))))
}

fn receipt_cells(row: &Row) -> Result<[Cow<'_, str>; 10], ExportError> {
    let text = |value: &'_ Option<String>| {
        value.clone().map_or_else(Cow::default, |text| Cow::Owned(harmless(&text).into_owned()))
    };
    let currency = row.currency()?.map_or("", |currency| currency.code());
    Ok([
        text(&row.number),
        row.date.map_or_else(Cow::default, |date| Cow::Owned(date.to_string())),
        text(&row.merchant),
        text(&row.category),
        text(&row.payment),
        Cow::Borrowed(currency),
        amount(row.subtotal),
        amount(row.tax),
        amount(row.total),
        harmless(&row.note),
    ])
}

fn item_cells(item: &Item) -> [Cow<'_, str>; 4] {
    let number = |value: Option<money::Quantity>| {
        value.map_or_else(Cow::default, |value| Cow::Owned(value.to_string()))
    };
    [harmless(&item.name), number(item.quantity), number(item.unit_price), amount(Some(item.total))]
}

fn amount(money: Option<Money>) -> Cow<'static, str> {
    money.map_or_else(Cow::default, |money| Cow::Owned(money.to_decimal_string()))
}

/// Text that a spreadsheet would take for a formula gets an apostrophe in front.
fn harmless(text: &str) -> Cow<'_, str> {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

fn record<'a>(
    writer: &mut Writer<impl Write>,
    cells: impl IntoIterator<Item = Cow<'a, str>>,
) -> Result<(), ExportError> {
    let cells = cells.into_iter().collect::<Vec<_>>();
    writer.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(refused)
}

fn refused(error: ::csv::Error) -> ExportError {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => ExportError::Write(error),
        other => ExportError::Write(std::io::Error::other(format!("{other:?}"))),
    }
}

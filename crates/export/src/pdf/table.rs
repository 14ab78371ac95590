//! The table of receipts: one row each, over as many pages as it takes.
use super::{
    CONTROL_EDGE, Canvas, LINE, MARGIN, PAGE_WIDTH, SECONDARY, TextStyle, summary::grouped, wrap,
};
use crate::{ExportError, Report, Row};
use money::{Currency, Money};

const WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;
const GAP: f32 = 8.0;
const PADDING: f32 = 3.4;
const LEADING: f32 = 10.5;
const BODY: TextStyle = TextStyle::new(8.5);
const NOTE: TextStyle = TextStyle::new(7.5).colour(SECONDARY);
const HEADING: TextStyle = TextStyle::new(7.5).bold().colour(SECONDARY);
/// Nothing to show.
const NONE: &str = "–";

pub(super) fn draw(canvas: &mut Canvas<'_>, report: &Report) -> Result<(), ExportError> {
    let table = Table::measure(canvas, report)?;
    let first = report.rows.first().map_or(0.0, |row| table.lay_out(canvas, row).height());
    canvas.reserve(60.0 + first);
    canvas.text(MARGIN, canvas.y + 22.0, TextStyle::new(13.0).bold(), &report.labels.receipts);
    canvas.y += 30.0;
    table.draw_heading(canvas);
    for row in &report.rows {
        let row = table.lay_out(canvas, row);
        if canvas.reserve(row.height()) {
            table.draw_heading(canvas);
        }
        row.draw(canvas, &table);
    }
    canvas.y += 16.0;
    Ok(())
}

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Number,
    Date,
    Merchant,
    Category,
    Payment,
    Tax,
    Total,
}

struct Column {
    content: Content,
    title: String,
    left: f32,
    width: f32,
}

struct Table {
    columns: Vec<Column>,
    /// Whether amounts carry their currency, because the table has several.
    with_currency: bool,
}

impl Table {
    fn measure(canvas: &Canvas<'_>, report: &Report) -> Result<Self, ExportError> {
        let currency = only_currency(report)?;
        let mut table = Self { columns: Vec::new(), with_currency: currency.is_none() };
        for (content, title) in titles(report, currency) {
            if let Some(width) = table.width(canvas, report, content, &title) {
                table.columns.push(Column { content, title, left: 0.0, width });
            }
        }
        table.share_width();
        Ok(table)
    }

    /// The width that a column wants; none when no row has anything to show in it.
    fn width(
        &self,
        canvas: &Canvas<'_>,
        report: &Report,
        content: Content,
        title: &str,
    ) -> Option<f32> {
        let cells = report.rows.iter().map(|row| self.cell(row, content));
        let widest = cells
            .filter(|cell| !cell.is_empty())
            .map(|cell| canvas.measure(BODY, &cell))
            .reduce(f32::max);
        let most = match content {
            Content::Number => 76.0,
            Content::Category => 84.0,
            Content::Payment => 62.0,
            Content::Date | Content::Merchant | Content::Tax | Content::Total => f32::MAX,
        };
        let always = matches!(content, Content::Merchant | Content::Total);
        let widest = widest.or(always.then_some(0.0))?;
        // A hair more, so that the widest cell stays on one line.
        Some((widest.min(most) + 0.1).max(canvas.measure(HEADING, title)))
    }

    /// The merchant gets what the others leave. Figures are never cut, so when
    /// they are huge the words give way.
    fn share_width(&mut self) {
        let gaps = GAP * (self.columns.len() as f32 - 1.0);
        let sum = |columns: &[Column], merchant: bool| {
            columns
                .iter()
                .filter(|column| (column.content == Content::Merchant) == merchant)
                .map(|column| column.width)
                .sum::<f32>()
        };
        let room = WIDTH - gaps - sum(&self.columns, false);
        if room < 110.0 {
            for column in self.columns.iter_mut().filter(|column| {
                matches!(column.content, Content::Number | Content::Category | Content::Payment)
            }) {
                column.width = column.width.min(44.0);
            }
        }
        let room = (WIDTH - gaps - sum(&self.columns, false)).max(40.0);
        let mut left = MARGIN;
        for column in &mut self.columns {
            if column.content == Content::Merchant {
                column.width = room;
            }
            column.left = left;
            left += column.width + GAP;
        }
    }

    fn cell(&self, row: &Row, content: Content) -> String {
        let amount =
            |money: Option<Money>| money.map_or_else(String::new, |money| self.amount(money));
        match content {
            Content::Number => row.number.clone().unwrap_or_default(),
            Content::Date => row.date.map_or_else(String::new, |date| date.to_string()),
            Content::Merchant => row.merchant.clone().unwrap_or_default(),
            Content::Category => row.category.clone().unwrap_or_default(),
            Content::Payment => row.payment.clone().unwrap_or_default(),
            Content::Tax => amount(row.tax),
            Content::Total => amount(row.total),
        }
    }

    fn amount(&self, money: Money) -> String {
        match self.with_currency {
            true => format!("{} {}", money.currency(), grouped(money)),
            false => grouped(money),
        }
    }

    fn lay_out(&self, canvas: &Canvas<'_>, row: &Row) -> LaidOut {
        let cells = self.columns.iter().map(|column| self.lines(canvas, row, column)).collect();
        let note = match self.columns.iter().position(|column| column.content == Content::Merchant)
        {
            Some(at) => {
                wrap(&canvas.faces, NOTE.weight, NOTE.size, &row.note, self.columns[at].width, 2)
            }
            None => Vec::new(),
        };
        LaidOut { cells, note }
    }

    fn lines(&self, canvas: &Canvas<'_>, row: &Row, column: &Column) -> Vec<String> {
        let text = self.cell(row, column.content);
        match column.content {
            Content::Merchant | Content::Total if text.is_empty() => vec![NONE.to_owned()],
            Content::Date | Content::Tax | Content::Total => vec![text],
            Content::Merchant => {
                wrap(&canvas.faces, BODY.weight, BODY.size, &text, column.width, 3)
            }
            Content::Number | Content::Category | Content::Payment => {
                wrap(&canvas.faces, BODY.weight, BODY.size, &text, column.width, 2)
            }
        }
    }

    fn draw_heading(&self, canvas: &mut Canvas<'_>) {
        for column in &self.columns {
            column.write(canvas, canvas.y + 9.0, HEADING, &column.title);
        }
        canvas.rule(canvas.y + 14.0, CONTROL_EDGE);
        canvas.y += 14.5;
    }
}

impl Column {
    fn write(&self, canvas: &mut Canvas<'_>, baseline: f32, style: TextStyle, text: &str) {
        match self.content {
            Content::Tax | Content::Total => {
                canvas.text_right(self.left + self.width, baseline, style, text)
            }
            _ => {
                canvas.text(self.left, baseline, style, text);
            }
        }
    }
}

/// One row's text, broken into lines.
struct LaidOut {
    cells: Vec<Vec<String>>,
    note: Vec<String>,
}

impl LaidOut {
    fn height(&self) -> f32 {
        let merchant_and_note =
            self.cells.iter().map(Vec::len).max().unwrap_or(1) + self.note.len();
        merchant_and_note as f32 * LEADING + 2.0 * PADDING
    }

    fn draw(&self, canvas: &mut Canvas<'_>, table: &Table) {
        let first = canvas.y + PADDING + 8.0;
        for (column, lines) in table.columns.iter().zip(&self.cells) {
            for (at, line) in lines.iter().enumerate() {
                column.write(canvas, first + at as f32 * LEADING, BODY, line);
            }
            if column.content == Content::Merchant {
                for (at, line) in self.note.iter().enumerate() {
                    column.write(canvas, first + (lines.len() + at) as f32 * LEADING, NOTE, line);
                }
            }
        }
        canvas.y += self.height();
        canvas.rule(canvas.y, LINE);
    }
}

fn titles(report: &Report, currency: Option<Currency>) -> [(Content, String); 7] {
    let names = &report.labels.columns;
    let total = currency
        .map_or_else(|| names.total.clone(), |currency| format!("{} ({currency})", names.total));
    [
        (Content::Number, names.number.clone()),
        (Content::Date, names.date.clone()),
        (Content::Merchant, names.merchant.clone()),
        (Content::Category, names.category.clone()),
        (Content::Payment, names.payment.clone()),
        (Content::Tax, names.tax.clone()),
        (Content::Total, total),
    ]
}

/// The one currency of all rows; none when there are several or none.
fn only_currency(report: &Report) -> Result<Option<Currency>, ExportError> {
    let mut only = None;
    for row in &report.rows {
        match (only, row.currency()?) {
            (Some(only), Some(other)) if only != other => return Ok(None),
            (None, other) => only = other,
            _ => {}
        }
    }
    Ok(only)
}

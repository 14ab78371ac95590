//! The first page: title, range, and what the receipts come to.
use super::{
    ACCENT, CONTROL_EDGE, Canvas, LINE, MARGIN, PAGE_WIDTH, SECONDARY, TextStyle, chart, ellipsize,
    wrap,
};
use crate::{ExportError, Report};
use analytics::{CurrencyTotals, Sum};
use money::Money;

const WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;
/// Between the two lists.
const GUTTER: f32 = 24.0;
const LIST_WIDTH: f32 = (WIDTH - GUTTER) / 2.0;
const ROW_HEIGHT: f32 = 15.0;
const BODY: TextStyle = TextStyle::new(9.0);
const QUIET: TextStyle = BODY.colour(SECONDARY);
const HEADING: TextStyle = TextStyle::new(8.0).bold().colour(SECONDARY);

pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    report: &Report,
    totals: &[CurrencyTotals<&str>],
) -> Result<(), ExportError> {
    draw_title(canvas, report);
    for one in totals {
        draw_currency(canvas, report, one)?;
    }
    if !report.labels.without_total.is_empty() {
        canvas.reserve(20.0);
        canvas.text(MARGIN, canvas.y + 10.0, QUIET, &report.labels.without_total.clone());
        canvas.y += 20.0;
    }
    Ok(())
}

fn draw_title(canvas: &mut Canvas<'_>, report: &Report) {
    let style = TextStyle::new(20.0).bold();
    for line in wrap(&canvas.faces, style.weight, style.size, &report.title, WIDTH, 2) {
        canvas.text(MARGIN, canvas.y + 18.0, style, &line);
        canvas.y += 26.0;
    }
    let made = format!("{} {}", report.labels.generated, report.generated);
    let range = report.range().map(|range| format!("{} – {}", range.first, range.last));
    let facts = [report.profile.clone(), range, Some(report.labels.count.clone()), Some(made)];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join("  ·  ");
    draw_quiet(canvas, &facts, 2);
    if let Some(filter) = &report.filter {
        draw_quiet(canvas, filter, 2);
    }
    canvas.y += 10.0;
    canvas.rule(canvas.y, CONTROL_EDGE);
}

fn draw_quiet(canvas: &mut Canvas<'_>, text: &str, lines: usize) {
    for line in wrap(&canvas.faces, QUIET.weight, QUIET.size, text, WIDTH, lines) {
        canvas.text(MARGIN, canvas.y + 9.0, QUIET, &line);
        canvas.y += 13.0;
    }
}

fn draw_currency(
    canvas: &mut Canvas<'_>,
    report: &Report,
    totals: &CurrencyTotals<&str>,
) -> Result<(), ExportError> {
    canvas.reserve(72.0 + chart::height(totals) + 4.0 * ROW_HEIGHT);
    draw_total(canvas, report, totals);
    if chart::height(totals) > 0.0 {
        chart::draw(canvas, totals)?;
    }
    draw_lists(canvas, report, totals);
    canvas.y += 12.0;
    Ok(())
}

fn draw_total(canvas: &mut Canvas<'_>, report: &Report, totals: &CurrencyTotals<&str>) {
    let baseline = canvas.y + 32.0;
    let code = canvas.text(
        MARGIN,
        baseline,
        TextStyle::new(12.0).colour(SECONDARY),
        totals.currency.code(),
    );
    let figure = TextStyle::new(24.0).bold();
    canvas.text(MARGIN + code + 6.0, baseline, figure, &grouped(totals.all.total));
    let average = format!("{} {}", report.labels.average, grouped(totals.all.average()));
    canvas.text_right(PAGE_WIDTH - MARGIN, baseline, QUIET, &average);
    canvas.y += 44.0;
}

fn draw_lists(canvas: &mut Canvas<'_>, report: &Report, totals: &CurrencyTotals<&str>) {
    let labels = &report.labels;
    let categories = totals
        .by_category
        .iter()
        .map(|(category, sum)| (category.unwrap_or(&labels.uncategorised).to_owned(), *sum));
    let months = totals.by_month.iter().map(|(month, sum)| {
        (month.map_or_else(|| labels.undated.clone(), |month| month.to_string()), *sum)
    });
    let left = List::new(canvas, MARGIN, &labels.by_category, categories.collect());
    let right = List::new(canvas, MARGIN + LIST_WIDTH + GUTTER, &labels.by_month, months.collect());
    draw_headings(canvas, [&left, &right]);
    for row in 0..left.rows.len().max(right.rows.len()) {
        if canvas.reserve(ROW_HEIGHT) {
            draw_headings(canvas, [&left, &right]);
        }
        left.draw_row(canvas, row);
        right.draw_row(canvas, row);
        canvas.y += ROW_HEIGHT;
    }
}

fn draw_headings(canvas: &mut Canvas<'_>, lists: [&List; 2]) {
    canvas.y += 6.0;
    for list in lists {
        let heading =
            ellipsize(&canvas.faces, HEADING.weight, HEADING.size, &list.heading, LIST_WIDTH);
        canvas.text(list.left, canvas.y + 9.0, HEADING, &heading);
        canvas.line(
            (list.left, canvas.y + 14.0),
            (list.left + LIST_WIDTH, canvas.y + 14.0),
            0.5,
            CONTROL_EDGE,
        );
    }
    canvas.y += 14.5;
}

/// The longest bar.
const BAR: f32 = 48.0;

/// Names with a bar, a count and a sum.
struct List {
    left: f32,
    heading: String,
    rows: Vec<(String, Sum)>,
    /// The largest sum, without its sign.
    largest: u64,
    /// Where the counts end.
    count_right: f32,
    /// Where the bars begin.
    bar_left: f32,
}

impl List {
    fn new(canvas: &Canvas<'_>, left: f32, heading: &str, rows: Vec<(String, Sum)>) -> Self {
        let largest =
            rows.iter().map(|(_, sum)| sum.total.minor().unsigned_abs()).max().unwrap_or(0);
        let widest = |texts: &mut dyn Iterator<Item = String>| {
            texts.map(|text| canvas.measure(BODY, &text)).fold(0.0, f32::max)
        };
        let amounts = widest(&mut rows.iter().map(|(_, sum)| grouped(sum.total)));
        let counts = widest(&mut rows.iter().map(|(_, sum)| sum.count.to_string()));
        let count_right = left + LIST_WIDTH - amounts.max(56.0) - 10.0;
        let bar_left = count_right - counts.max(14.0) - 10.0 - BAR;
        Self { left, heading: heading.to_owned(), rows, largest, count_right, bar_left }
    }

    fn draw_row(&self, canvas: &mut Canvas<'_>, row: usize) {
        let Some((name, sum)) = self.rows.get(row) else { return };
        let (baseline, right) = (canvas.y + 10.5, self.left + LIST_WIDTH);
        let name =
            ellipsize(&canvas.faces, BODY.weight, BODY.size, name, self.bar_left - 6.0 - self.left);
        canvas.text(self.left, baseline, BODY, &name);
        self.draw_bar(canvas, sum.total);
        canvas.text_right(self.count_right, baseline, QUIET, &sum.count.to_string());
        canvas.text_right(right, baseline, BODY, &grouped(sum.total));
        canvas.line(
            (self.left, canvas.y + ROW_HEIGHT - 0.5),
            (right, canvas.y + ROW_HEIGHT - 0.5),
            0.4,
            LINE,
        );
    }

    fn draw_bar(&self, canvas: &mut Canvas<'_>, total: Money) {
        if self.largest == 0 {
            return;
        }
        // Only a length on paper; the figure beside it is exact.
        let share = total.minor().unsigned_abs() as f32 / self.largest as f32;
        let colour = if total.minor() < 0 { CONTROL_EDGE } else { ACCENT };
        canvas.fill(self.bar_left, canvas.y + 5.5, (share * BAR).max(0.5), 4.0, colour);
    }
}

/// `-1,234.50`: a plain decimal with commas between thousands, as all three languages of the app write it.
pub(super) fn grouped(money: Money) -> String {
    let plain = money.to_decimal_string();
    let (sign, digits) =
        plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, String::new()), |(whole, fraction)| (whole, format!(".{fraction}")));
    let mut with_commas = String::new();
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            with_commas.push(',');
        }
        with_commas.push(digit);
    }
    format!("{sign}{with_commas}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Currency;

    #[test]
    fn thousands_are_parted() {
        for (minor, text) in [
            (0, "0.00"),
            (99_999, "999.99"),
            (100_000, "1,000.00"),
            (-123_456_789, "-1,234,567.89"),
            (i64::MIN, "-92,233,720,368,547,758.08"),
        ] {
            assert_eq!(grouped(Money::from_minor(minor, Currency::MYR)), text, "{minor}");
        }
        let yen = Currency::from_code("JPY").expect("a currency");
        assert_eq!(
            grouped(Money::from_minor(1_000_000, yen)),
            "1,000,000",
            "no decimals where there are none"
        );
    }
}

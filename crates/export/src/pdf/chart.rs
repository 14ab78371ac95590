//! Totals by month as columns: plotters draws, the page's own lines and text are its ink.
use super::{
    ACCENT, CONTROL_EDGE, Canvas, LINE, MARGIN, PAGE_WIDTH, SECONDARY, TextStyle, summary::grouped,
    theme::Colour,
};
use crate::ExportError;
use analytics::{CurrencyTotals, Month};
use money::{Currency, Money};
use plotters::prelude::*;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind,
    text_anchor::{HPos, VPos},
};
use std::convert::Infallible;

/// Plotters counts whole pixels; this many make a point.
const PIXELS: f32 = 10.0;
const HEIGHT: f32 = 120.0;
const WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;
/// A column for more months than this would be a hairline.
const MOST_MONTHS: usize = 60;
const MOST_LABELS: usize = 12;
/// The widest column.
const WIDEST: f32 = 36.0;
const LABEL: TextStyle = TextStyle::new(7.0).colour(SECONDARY);

/// Room that the chart takes; none when there is nothing to compare.
pub(super) fn height<K>(totals: &CurrencyTotals<K>) -> f32 {
    if columns(totals).len() > 1 { HEIGHT + 8.0 } else { 0.0 }
}

/// Draws the columns and moves down.
pub(super) fn draw<K>(
    canvas: &mut Canvas<'_>,
    totals: &CurrencyTotals<K>,
) -> Result<(), ExportError> {
    let columns = columns(totals);
    let top = canvas.y;
    let ink = Ink { canvas, left: MARGIN, top };
    plot(ink, totals.currency, &columns).map_err(|_| ExportError::Chart)?;
    canvas.y = top + HEIGHT + 8.0;
    Ok(())
}

/// Months without receipts between are zero, so that time runs evenly; when the
/// months reach too far apart, those with receipts stand alone.
fn columns<K>(totals: &CurrencyTotals<K>) -> Vec<(Month, i64)> {
    let known: Vec<_> = totals
        .by_month
        .iter()
        .filter_map(|(month, sum)| month.map(|month| (month, sum.total.minor())))
        .collect();
    let (Some((first, _)), Some((last, _))) = (known.first(), known.last()) else {
        return Vec::new();
    };
    if first.through(*last).take(MOST_MONTHS + 1).count() > MOST_MONTHS {
        return known[known.len().saturating_sub(MOST_MONTHS)..].to_vec();
    }
    let total_of =
        |month| known.iter().find(|(known, _)| *known == month).map_or(0, |(_, minor)| *minor);
    first.through(*last).map(|month| (month, total_of(month))).collect()
}

fn plot(
    ink: Ink<'_, '_>,
    currency: Currency,
    columns: &[(Month, i64)],
) -> Result<(), Box<dyn std::error::Error>> {
    // Heights on paper; the exact figures stand in the list below.
    let heights = || columns.iter().map(|(_, minor)| *minor as f64);
    let low = heights().fold(0.0, f64::min) * 1.08;
    let high = heights().fold(0.0, f64::max) * 1.08;
    let high = if high > low { high } else { low + 1.0 };
    let longest = [low, high]
        .map(|height| ink.canvas.measure(LABEL, &short(height, currency)))
        .into_iter()
        .fold(0.0, f32::max);
    let root = ink.into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .set_label_area_size(LabelAreaPosition::Left, pixels(longest + 6.0))
        .set_label_area_size(LabelAreaPosition::Bottom, pixels(16.0))
        .margin_top(pixels(4.0))
        .build_cartesian_2d((0..columns.len() as i32 - 1).into_segmented(), low..high)?;
    let month = |at: &SegmentValue<i32>| match at {
        SegmentValue::CenterOf(at) | SegmentValue::Exact(at) => {
            columns.get(*at as usize).map_or_else(String::new, |(month, _)| month.to_string())
        }
        SegmentValue::Last => String::new(),
    };
    let label = ("sans-serif", pixels(LABEL.size)).into_font().color(&colour(SECONDARY));
    chart
        .configure_mesh()
        .disable_x_mesh()
        .y_labels(4)
        .x_labels(columns.len().min(MOST_LABELS))
        .x_label_formatter(&month)
        .y_label_formatter(&|height| short(*height, currency))
        .label_style(label)
        .bold_line_style(colour(LINE))
        .light_line_style(TRANSPARENT)
        .axis_style(colour(LINE))
        .draw()?;
    let share = (WIDTH - longest) / columns.len() as f32;
    let gap = pixels((share * 0.18).max((share - WIDEST) / 2.0));
    chart.draw_series(
        columns.iter().enumerate().map(|(at, (_, minor))| column(at as i32, *minor, gap)),
    )?;
    Ok(root.present()?)
}

fn column(at: i32, minor: i64, gap: u32) -> Rectangle<(SegmentValue<i32>, f64)> {
    let fill = if minor < 0 { CONTROL_EDGE } else { ACCENT };
    let corners = [(SegmentValue::Exact(at), 0.0), (SegmentValue::Exact(at + 1), minor as f64)];
    let mut column = Rectangle::new(corners, colour(fill).filled());
    column.set_margin(0, 0, gap, gap);
    column
}

/// `1,500` for the axis: whole units where the mark is whole.
fn short(height: f64, currency: Currency) -> String {
    let text = grouped(Money::from_minor(height.round() as i64, currency));
    match text.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|digit| digit == b'0') => whole.to_owned(),
        _ => text,
    }
}

fn colour((red, green, blue): Colour) -> RGBColor {
    RGBColor(red, green, blue)
}

fn pixels(points: f32) -> u32 {
    (points * PIXELS) as u32
}

/// A part of the page that plotters draws on.
struct Ink<'c, 'a> {
    canvas: &'c mut Canvas<'a>,
    left: f32,
    top: f32,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Ink<'_, '_> {
    fn place(&self, (x, y): BackendCoord) -> (f32, f32) {
        (self.left + x as f32 / PIXELS, self.top + y as f32 / PIXELS)
    }
}

fn text_style(style: &impl BackendTextStyle) -> TextStyle {
    TextStyle::new(style.size() as f32 / PIXELS).colour(style.color().rgb)
}

impl DrawingBackend for Ink<'_, '_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (pixels(WIDTH), pixels(HEIGHT))
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn {
        let (x, y) = self.place(at);
        if colour.alpha > 0.0 {
            self.canvas.fill(x, y, 1.0 / PIXELS, 1.0 / PIXELS, colour.rgb);
        }
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        if style.color().alpha > 0.0 {
            self.canvas.line(self.place(from), self.place(to), 0.5, style.color().rgb);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<_> = path.into_iter().collect();
        points.windows(2).try_for_each(|pair| self.draw_line(pair[0], pair[1], style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let ((left, top), (right, bottom)) = (self.place(upper_left), self.place(lower_right));
        self.canvas.fill(
            left,
            top.min(bottom),
            right - left,
            (bottom - top).abs(),
            style.color().rgb,
        );
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let (x, y) = self.place(at);
        let look = text_style(style);
        let width = self.canvas.measure(look, text);
        let left = match style.anchor().h_pos {
            HPos::Left => x,
            HPos::Center => x - width / 2.0,
            HPos::Right => x - width,
        };
        let baseline = match style.anchor().v_pos {
            VPos::Top => y + look.size * 1.2,
            VPos::Center => y + look.size * 0.35,
            VPos::Bottom => y - look.size * 0.2,
        };
        self.canvas.text(left, baseline, look, text);
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let look = text_style(style);
        Ok((pixels(self.canvas.measure(look, text)), pixels(look.size)))
    }
}

//! Small pictures of the receipts, five in a line, behind the table.
use super::{
    CONTROL_EDGE, Canvas, LINE, MARGIN, Note, PAGE_WIDTH, SECONDARY, TextStyle, ellipsize, jpeg,
    summary::grouped,
};
use crate::{Report, Row};

const IN_A_LINE: usize = 5;
const GAP: f32 = 12.0;
const CELL: f32 = (PAGE_WIDTH - 2.0 * MARGIN - GAP * (IN_A_LINE as f32 - 1.0)) / IN_A_LINE as f32;
const TALLEST: f32 = 128.0;
const LINE_HEIGHT: f32 = TALLEST + 46.0;
const CAPTION: TextStyle = TextStyle::new(7.0);

/// Draws the pictures; the note tells of those left out.
pub(super) fn draw(canvas: &mut Canvas<'_>, report: &Report) -> Option<Note> {
    let given =
        report.rows.iter().filter_map(|row| row.thumbnail.as_deref().map(|bytes| (row, bytes)));
    let (good, bad): (Vec<_>, Vec<_>) = given
        .map(|(row, bytes)| (row, bytes, jpeg::size(bytes)))
        .partition(|(_, _, size)| size.is_some());
    let shown: Vec<_> = good
        .into_iter()
        .filter_map(|(row, bytes, size)| size.map(|size| (row, bytes, size)))
        .collect();
    for (at, line) in shown.chunks(IN_A_LINE).enumerate() {
        if canvas.reserve(LINE_HEIGHT + if at == 0 { 34.0 } else { 0.0 }) || at == 0 {
            draw_heading(canvas, &report.labels.pictures);
        }
        for (place, (row, bytes, size)) in line.iter().enumerate() {
            draw_one(canvas, MARGIN + place as f32 * (CELL + GAP), row, bytes, *size);
        }
        canvas.y += LINE_HEIGHT;
    }
    (!bad.is_empty()).then_some(Note::PicturesLeftOut { count: bad.len() })
}

fn draw_heading(canvas: &mut Canvas<'_>, heading: &str) {
    canvas.text(MARGIN, canvas.y + 14.0, TextStyle::new(13.0).bold(), heading);
    canvas.rule(canvas.y + 22.0, CONTROL_EDGE);
    canvas.y += 32.0;
}

fn draw_one(canvas: &mut Canvas<'_>, left: f32, row: &Row, bytes: &[u8], size: jpeg::Size) {
    let scale = (CELL / f32::from(size.width)).min(TALLEST / f32::from(size.height));
    let (width, height) = (f32::from(size.width) * scale, f32::from(size.height) * scale);
    let top = canvas.y;
    canvas.picture(jpeg::embed(bytes, size), left, top + TALLEST - height, width, height);
    canvas.line((left, top + TALLEST + 3.0), (left + CELL, top + TALLEST + 3.0), 0.5, LINE);
    for (at, (text, style)) in caption(row).into_iter().enumerate() {
        let text = ellipsize(&canvas.faces, style.weight, style.size, &text, CELL);
        canvas.text(left, top + TALLEST + 12.0 + at as f32 * 9.0, style, &text);
    }
}

fn caption(row: &Row) -> [(String, TextStyle); 3] {
    let quiet = CAPTION.colour(SECONDARY);
    let date_and_number = [row.date.map(|date| date.to_string()), row.number.clone()];
    let total = row
        .total
        .map_or_else(String::new, |total| format!("{} {}", total.currency(), grouped(total)));
    [
        (row.merchant.clone().unwrap_or_default(), CAPTION),
        (date_and_number.into_iter().flatten().collect::<Vec<_>>().join(" · "), quiet),
        (total, CAPTION),
    ]
}

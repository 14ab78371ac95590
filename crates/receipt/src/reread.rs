//! Asking for a second look at a part of the picture.
use crate::{
    Context, ReceiptDraft,
    assemble::assemble,
    label::{Role, role, says},
    model::Weights,
    readings::Readings,
    sheet::{Line, Sheet},
};
use page::{Bounds, OcrPage};

/// A second look costs time; a parse takes at most this many.
pub const MOST_REREADS: usize = 3;

/// What stands in the part that is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hint {
    /// One line of print.
    Line,
    /// One line that ends in an amount.
    Amount,
    /// One line with a date.
    Date,
}

/// Reads a part of the same upright picture again, larger or otherwise better.
///
/// The answer's words carry coordinates of the whole upright picture.
/// A parse asks at most [`MOST_REREADS`] times.
pub trait Reread {
    /// The part's words, or `None` when there is nothing more to see.
    fn region(&mut self, bounds: Bounds, hint: Hint) -> Option<OcrPage>;
}

/// Has nothing but the page.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoReread;

impl Reread for NoReread {
    fn region(&mut self, _: Bounds, _: Hint) -> Option<OcrPage> {
        None
    }
}

/// Drafts, and has doubtful lines read again where that helps.
pub(crate) fn improve(
    mut readings: Readings,
    reread: &mut dyn Reread,
    context: &Context,
    weights: &Weights,
) -> ReceiptDraft {
    let mut draft = assemble(&readings, context, weights);
    let mut looks = 0;
    let Some(first) = readings.sheets.first() else { return draft };
    for (at, hint) in doubtful_lines(first, &draft) {
        let settled = match hint {
            Hint::Date => draft.date.is_sure(),
            _ => draft.total.is_sure(),
        };
        if settled || looks == MOST_REREADS {
            continue;
        }
        looks += 1;
        let Some(page) = reread
            .region(margin(readings.sheets[0].lines[at].bounds), hint)
            .filter(|page| !page.words.is_empty())
        else {
            continue;
        };
        let other = readings.with_line(0, at, page.words);
        let second = assemble(&other, context, weights);
        if confidence(&second) > confidence(&draft) {
            (draft, readings) = (second, other);
        }
    }
    draft
}

/// Lines that could settle the total or the date, most promising first.
fn doubtful_lines(sheet: &Sheet, draft: &ReceiptDraft) -> Vec<(usize, Hint)> {
    let mut lines = Vec::new();
    if !draft.total.is_sure() {
        let read = draft.total.best().and_then(|best| best.bounds);
        lines.extend(
            sheet
                .lines
                .iter()
                .position(|line| read.is_some_and(|read| holds(line, read)))
                .map(|at| (at, Hint::Amount)),
        );
        let labelled = sheet
            .lines
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, line)| matches!(role(line), Some(Role::Total(_))));
        lines.extend(labelled.map(|(at, _)| (at, Hint::Amount)).take(2));
    }
    if !draft.date.is_sure() {
        let read = draft.date.best().and_then(|best| best.bounds);
        let named = sheet.lines.iter().position(|line| {
            read.map_or(says(&line.label, &["date", "tarikh", "datum"]), |read| holds(line, read))
        });
        lines.insert(lines.len().min(1), (named.unwrap_or(usize::MAX), Hint::Date));
    }
    let mut seen = Vec::new();
    lines.retain(|(at, _)| {
        *at < sheet.lines.len() && !seen.contains(at) && {
            seen.push(*at);
            true
        }
    });
    lines
}

fn holds(line: &Line, bounds: Bounds) -> bool {
    line.bounds.union(&bounds) == line.bounds
}

/// A little room around the print.
fn margin(bounds: Bounds) -> Bounds {
    let room = bounds.height / 4 + 2;
    Bounds {
        x: bounds.x.saturating_sub(room),
        y: bounds.y.saturating_sub(room),
        width: bounds.width.saturating_add(room.saturating_mul(2)),
        height: bounds.height.saturating_add(room.saturating_mul(2)),
    }
}

/// How sure total and date are together.
fn confidence(draft: &ReceiptDraft) -> f32 {
    draft.total.best().map_or(0.0, |best| best.confidence)
        + draft.date.best().map_or(0.0, |best| best.confidence)
}

//! Which lines tell the day and the total, and are worth a closer look.
use crate::{
    ReceiptDraft,
    label::{Role, role, says},
    sheet::{Line, Sheet},
};
use page::{Bounds, OcrPage, Strip};

/// The lines of a page that can tell the day, most promising first: the one it was read on; where none was, those that name a
/// day or have its shape.
pub fn day_lines(page: &OcrPage, draft: &ReceiptDraft) -> Vec<Strip> {
    let sheet = Sheet::new(page);
    let lines = match draft.date.best().and_then(|best| best.bounds) {
        Some(read) => numbers(&sheet, |line| holds(line, read)),
        None => {
            let named = numbers(&sheet, |line| says(&line.label, &["date", "tarikh", "datum"]));
            named.into_iter().chain(numbers(&sheet, like_a_day)).collect()
        }
    };
    places(&sheet, lines)
}

/// The lines of a page that can tell the total, most promising first: the one it was read on, then those whose label says it.
pub fn total_lines(page: &OcrPage, draft: &ReceiptDraft) -> Vec<Strip> {
    let sheet = Sheet::new(page);
    let read = draft.total.best().and_then(|best| best.bounds);
    let own = numbers(&sheet, |line| read.is_some_and(|read| holds(line, read)));
    let named = numbers(&sheet, |line| matches!(role(line), Some(Role::Total(_))));
    places(&sheet, own.into_iter().chain(named.into_iter().rev()).collect())
}

/// The lines of a page that the seller's name was read on, from the top.
pub fn name_lines(page: &OcrPage, draft: &ReceiptDraft) -> Vec<Strip> {
    let sheet = Sheet::new(page);
    let Some(read) = draft.merchant.best().and_then(|best| best.bounds) else { return Vec::new() };
    let lines = numbers(&sheet, |line| line.bounds.union(&read) == read);
    places(&sheet, lines)
}

/// Where these lines stand, each once.
fn places(sheet: &Sheet, lines: Vec<usize>) -> Vec<Strip> {
    let mut once: Vec<usize> = Vec::new();
    for at in lines {
        if !once.contains(&at) {
            once.push(at);
        }
    }
    once.into_iter().filter_map(|at| Strip::of(&sheet.lines[at].words)).collect()
}

fn numbers(sheet: &Sheet, is: impl Fn(&Line) -> bool) -> Vec<usize> {
    let lines = sheet.lines.iter().enumerate();
    lines.filter(|(_, line)| is(line)).map(|(at, _)| at).collect()
}

/// A word of digits and separators, as long as a day: `O5~05-17`, `14-@8-2017`.
fn like_a_day(line: &Line) -> bool {
    line.words.iter().any(|word| {
        let digits = word.text.chars().filter(char::is_ascii_digit).count();
        let cuts = word.text.chars().filter(|c| "/-.~'".contains(*c)).count();
        (6..=12).contains(&word.text.chars().count()) && digits >= 4 && cuts >= 2
    })
}

fn holds(line: &Line, bounds: Bounds) -> bool {
    line.bounds.union(&bounds) == line.bounds
}

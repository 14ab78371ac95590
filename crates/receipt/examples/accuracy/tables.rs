//! What is printed of a measurement.
use crate::causes::Cause;
use std::collections::BTreeMap;

/// One field of one receipt.
pub struct Mark {
    /// `merchant`, `date`, `total`.
    pub field: &'static str,
    /// Right, by the scoring program's rules.
    pub right: bool,
    pub confidence: f32,
    pub sure: bool,
    /// What the floor found is right.
    pub naive: bool,
    /// Keys to press until it is right; 0 where it is.
    pub keys: usize,
    pub cause: Option<Cause>,
}

/// One receipt.
pub struct Receipt {
    pub marks: Vec<Mark>,
    pub ready: bool,
}

pub const FIELDS: [&str; 3] = ["merchant", "date", "total"];

/// A set's tables.
pub fn print(name: &str, receipts: &[Receipt]) {
    println!("\n#### {name}: {} receipts, each by weights from the other folds\n", receipts.len());
    fields(receipts);
    reliability(receipts);
    ready(receipts);
    causes(receipts);
}

fn of<'a>(receipts: &'a [Receipt], field: &'a str) -> impl Iterator<Item = &'a Mark> {
    receipts.iter().flat_map(|one| &one.marks).filter(move |mark| mark.field == field)
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

fn fields(receipts: &[Receipt]) {
    println!("| field | receipts | right % | naive floor % | sure % | wrong of 100 sure |");
    println!("|---|---|---|---|---|---|");
    for field in FIELDS {
        let all = of(receipts, field).count();
        let count = |wanted: fn(&Mark) -> bool| of(receipts, field).filter(|m| wanted(m)).count();
        let sure = count(|mark| mark.sure);
        println!(
            "| {field} | {all} | {:.1} | {:.1} | {:.1} | {:.1} |",
            share(count(|mark| mark.right), all),
            share(count(|mark| mark.naive), all),
            share(sure, all),
            share(count(|mark| mark.sure && !mark.right), sure),
        );
    }
}

const EDGES: [f32; 8] = [0.0, 0.3, 0.5, 0.7, 0.85, 0.95, 0.98, 1.01];

fn reliability(receipts: &[Receipt]) {
    println!("\n| confidence | merchant right of | date right of | total right of |");
    println!("|---|---|---|---|");
    for edges in EDGES.windows(2) {
        let cell = |field| {
            let within = |mark: &&Mark| mark.confidence >= edges[0] && mark.confidence < edges[1];
            let all = of(receipts, field).filter(within).count();
            let right = of(receipts, field).filter(within).filter(|mark| mark.right).count();
            format!("{right} / {all}")
        };
        let [merchant, date, total] = FIELDS.map(cell);
        println!("| {:.2} to {:.2} | {merchant} | {date} | {total} |", edges[0], edges[1].min(1.0));
    }
}

fn ready(receipts: &[Receipt]) {
    let all_right = |one: &&Receipt| one.marks.iter().all(|mark| mark.right);
    let ready = || receipts.iter().filter(|one| one.ready);
    let wrong = ready().count() - ready().filter(all_right).count();
    let keys: usize = receipts
        .iter()
        .map(|one| {
            let typed: usize = one.marks.iter().map(|mark| mark.keys).sum();
            typed + usize::from(!one.ready)
        })
        .sum();
    println!(
        "\nAll three right: {:.1} %. Ready: {:.1} % of the receipts, {:.0} of 1,000 of them wrong. {:.1} keystrokes a receipt.",
        share(receipts.iter().filter(all_right).count(), receipts.len()),
        share(ready().count(), receipts.len()),
        10.0 * share(wrong, ready().count()),
        keys as f64 / receipts.len().max(1) as f64,
    );
}

fn causes(receipts: &[Receipt]) {
    println!("\n| wrong because | merchant | date | total |\n|---|---|---|---|");
    let mut counts: BTreeMap<(Cause, &str), usize> = BTreeMap::new();
    for mark in receipts.iter().flat_map(|one| &one.marks) {
        if let Some(cause) = mark.cause {
            *counts.entry((cause, mark.field)).or_default() += 1;
        }
    }
    for cause in Cause::ALL {
        let [merchant, date, total] =
            FIELDS.map(|field| counts.get(&(cause, field)).copied().unwrap_or(0));
        println!("| {} | {merchant} | {date} | {total} |", cause.name());
    }
}

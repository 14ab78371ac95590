//! Fits the models, and measures them on receipts they have not seen.
use crate::{
    cases::{self, Case, FOLDS, Set},
    causes,
    fit::{self, Choice, Verdict},
    lines, naive,
    tables::{self, Mark},
};
use receipt::{
    Context, Features, NoReread, ReceiptDraft, Weights,
    learn::{self, Lesson},
};
use std::path::Path;

/// How alike a name must be to count as read.
const ALIKE: f64 = 0.85;

/// A receipt as the models see it.
struct Pupil<'a> {
    case: &'a Case,
    lesson: Lesson,
    /// Whether date and total, as drafted, are the label's; none where there is no label.
    date: Option<bool>,
    total: Option<bool>,
}

/// Reads the sets, fits, writes weights and drafts to `out`, prints the tables.
pub fn train(context: &Context, out: &Path, sets: &[&str]) -> Result<(), String> {
    let mut sets = sets.iter().map(|set| cases::read(set)).collect::<Result<Vec<_>, _>>()?;
    cases::fold(&mut sets);
    let pupils: Vec<Pupil<'_>> =
        sets.iter().flat_map(|set| &set.cases).map(|case| pupil(case, context)).collect();
    let everyone: Vec<&Pupil<'_>> = pupils.iter().collect();
    write(out, "weights.txt", &weights(&everyone))?;
    let apart: Vec<Weights> = (0..FOLDS)
        .map(|fold| {
            let others: Vec<_> = pupils.iter().filter(|pupil| pupil.case.fold != fold).collect();
            Weights::parse(&weights(&others))
        })
        .collect();
    sets.iter().try_for_each(|set| measure(set, &apart, context, out))
}

fn write(out: &Path, name: &str, text: &str) -> Result<(), String> {
    std::fs::write(out.join(name), text).map_err(|error| format!("{}: {error}", out.display()))
}

fn pupil<'a>(case: &'a Case, context: &Context) -> Pupil<'a> {
    let draft = receipt::parse_several(&case.pages, &mut NoReread, context);
    Pupil {
        lesson: learn::lesson(&case.pages, context),
        date: case.date.as_ref().map(|date| date_of(&draft).as_ref() == Some(date)),
        total: case.total.map(|total| total_of(&draft) == Some(total)),
        case,
    }
}

fn date_of(draft: &ReceiptDraft) -> Option<String> {
    draft.date.value().map(ToString::to_string)
}

/// In hundredths, whatever the currency's smallest unit.
fn total_of(draft: &ReceiptDraft) -> Option<i64> {
    draft.total.value().map(|money| match money.currency().exponent() {
        0 => money.minor() * 100,
        _ => money.minor(),
    })
}

/// The weights' file that these receipts teach.
fn weights(pupils: &[&Pupil<'_>]) -> String {
    let names = names(pupils);
    let names: Vec<_> =
        names.iter().map(|(pupil, features, right)| verdict(pupil, features, *right)).collect();
    let dates = pupils.iter().filter_map(|p| Some(verdict(p, &p.lesson.date_sure, p.date?)));
    let totals = pupils.iter().filter_map(|p| Some(verdict(p, &p.lesson.total_sure, p.total?)));
    let known = |verdict: &Verdict<'_>| !verdict.features.is_empty();
    let sections = [
        "# What speaks for and against a candidate. Written by `cargo xtask train`.\n\n".to_owned(),
        ranking(pupils),
        fit::chance("merchant sure", &names),
        fit::chance("date sure", &dates.filter(known).collect::<Vec<_>>()),
        fit::chance("total sure", &totals.filter(known).collect::<Vec<_>>()),
    ];
    sections.concat().trim_end().to_owned() + "\n"
}

fn verdict<'a>(pupil: &Pupil<'_>, features: &'a Features, right: bool) -> Verdict<'a> {
    Verdict { features, right, weight: pupil.case.weight }
}

/// The section that ranks names: on receipts where one of them is the label.
fn ranking(pupils: &[&Pupil<'_>]) -> String {
    let choices: Vec<_> = pupils.iter().filter_map(|pupil| choice(pupil)).collect();
    fit::rank("merchant", &choices)
}

fn choice<'a>(pupil: &'a Pupil<'_>) -> Option<Choice<'a>> {
    let label = pupil.case.merchant.as_deref()?;
    let names = &pupil.lesson.merchants;
    let like: Vec<f64> = names.iter().map(|(name, _)| cases::likeness(name, label)).collect();
    let best = like.iter().copied().fold(0.0, f64::max);
    let right: Vec<usize> = (0..like.len()).filter(|at| like[*at] == best).collect();
    let candidates = names.iter().map(|(_, features)| features).collect();
    (best >= ALIKE).then_some(Choice { candidates, right, weight: pupil.case.weight })
}

/// What tells how sure each chosen name is, and whether it is right. The
/// ranking that chooses has not seen the receipt, so that it is not too sure.
fn names<'a>(pupils: &[&'a Pupil<'a>]) -> Vec<(&'a Pupil<'a>, Features, bool)> {
    let mut names = Vec::new();
    for fold in 0..FOLDS {
        let others: Vec<_> = pupils.iter().copied().filter(|p| p.case.fold != fold).collect();
        let weights = Weights::parse(&ranking(&others));
        for pupil in pupils.iter().filter(|p| p.case.fold == fold) {
            let chosen = learn::choice(&pupil.lesson.merchants, &weights);
            if let (Some((name, features)), Some(label)) = (chosen, &pupil.case.merchant) {
                names.push((*pupil, features, cases::likeness(&name, label) >= ALIKE));
            }
        }
    }
    names
}

/// Drafts each receipt of a set by weights that have not seen its fold.
fn measure(set: &Set, apart: &[Weights], context: &Context, out: &Path) -> Result<(), String> {
    let mut lines = String::new();
    let mut receipts = Vec::new();
    for case in &set.cases {
        let draft = receipt::parse_with(&apart[case.fold], &case.pages, &mut NoReread, context);
        lines += &(lines::line(&case.file, &draft) + "\n");
        let marks = [merchant(case, &draft), date(case, &draft), total(case, &draft)];
        let marks = marks.into_iter().flatten().collect();
        receipts.push(tables::Receipt { marks, ready: draft.is_ready() });
    }
    tables::print(&set.name, &receipts);
    write(out, &format!("{}.jsonl", set.name), &lines)
}

fn merchant(case: &Case, draft: &ReceiptDraft) -> Option<Mark> {
    let label = case.merchant.as_deref()?;
    let like = |name: &String| cases::likeness(name, label) >= ALIKE;
    let page = case.pages.first()?;
    let right = draft.merchant.value().is_some_and(like);
    let offered = draft.merchant.suggestions.iter().any(|s| like(&s.value));
    Some(Mark {
        field: "merchant",
        right,
        confidence: draft.merchant.best().map_or(0.0, |best| best.confidence),
        sure: draft.merchant.is_sure(),
        naive: naive::merchant(page).is_some_and(|name| like(&name)),
        keys: keys(right, offered, label),
        cause: (!right).then(|| causes::cause(case, |page| causes::name_printed(page, label))),
    })
}

fn date(case: &Case, draft: &ReceiptDraft) -> Option<Mark> {
    let label = case.date.as_deref()?;
    let page = case.pages.first()?;
    let right = date_of(draft).as_deref() == Some(label);
    let offered = draft.date.suggestions.iter().any(|s| s.value.to_string() == label);
    Some(Mark {
        field: "date",
        right,
        confidence: draft.date.best().map_or(0.0, |best| best.confidence),
        sure: draft.date.is_sure(),
        naive: naive::date(page).as_deref() == Some(label),
        keys: keys(right, offered, label),
        cause: (!right).then(|| causes::cause(case, |page| causes::date_printed(page, label))),
    })
}

fn total(case: &Case, draft: &ReceiptDraft) -> Option<Mark> {
    let label = case.total?;
    let page = case.pages.first()?;
    let right = total_of(draft) == Some(label);
    let offered = draft.total.suggestions.iter().any(|s| s.value.minor() == label);
    Some(Mark {
        field: "total",
        right,
        confidence: draft.total.best().map_or(0.0, |best| best.confidence),
        sure: draft.total.is_sure(),
        naive: naive::total(page) == Some(label),
        keys: keys(right, offered, &format!("{label}.")),
        cause: (!right).then(|| causes::cause(case, |page| causes::amount_printed(page, label))),
    })
}

/// One to choose an alternative, or one for each character and one to leave the field.
fn keys(right: bool, offered: bool, label: &str) -> usize {
    match (right, offered) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => label.chars().count() + 1,
    }
}

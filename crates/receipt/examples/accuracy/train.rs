//! Fits the models, and measures them on receipts they have not seen.
use crate::{
    cases::{self, Case, FOLDS, Set},
    causes,
    fit::{self, Choice, Verdict},
    lines, naive,
    tables::{self, Mark},
};
use money::Money;
use receipt::{
    Context, Features, ReceiptDraft, Weights,
    learn::{self, Lesson},
};
use std::path::Path;

/// How alike a name must be to count as read.
const ALIKE: f64 = 0.85;

/// A receipt as the models see it.
struct Pupil<'a> {
    case: &'a Case,
    lesson: Lesson,
}

/// Reads the sets, fits, writes weights and drafts to `out`, prints the tables.
pub fn train(context: &Context, out: &Path, sets: &[&str]) -> Result<(), String> {
    let mut sets = sets.iter().map(|set| cases::read(set)).collect::<Result<Vec<_>, _>>()?;
    cases::fold(&mut sets);
    let pupils: Vec<Pupil<'_>> =
        sets.iter().flat_map(|set| &set.cases).map(|case| pupil(case, context)).collect();
    let everyone: Vec<&Pupil<'_>> = pupils.iter().collect();
    write(out, "weights.txt", &weights(&everyone, context))?;
    let apart: Vec<Weights> = (0..FOLDS)
        .map(|fold| {
            let others: Vec<_> = pupils.iter().filter(|pupil| pupil.case.fold != fold).collect();
            Weights::parse(&weights(&others, context))
        })
        .collect();
    sets.iter().try_for_each(|set| measure(set, &apart, context, out))
}

fn write(out: &Path, name: &str, text: &str) -> Result<(), String> {
    std::fs::write(out.join(name), text).map_err(|error| format!("{}: {error}", out.display()))
}

fn pupil<'a>(case: &'a Case, context: &Context) -> Pupil<'a> {
    Pupil { lesson: learn::lesson(&case.pages, context, Weights::shipped()), case }
}

fn date_of(draft: &ReceiptDraft) -> Option<String> {
    draft.date.value().map(ToString::to_string)
}

/// In hundredths, whatever the currency's smallest unit.
fn total_of(draft: &ReceiptDraft) -> Option<i64> {
    draft.total.value().copied().map(hundredths)
}

fn hundredths(money: Money) -> i64 {
    match money.currency().exponent() {
        0 => money.minor() * 100,
        _ => money.minor(),
    }
}

/// The weights' file that these receipts teach: what ranks candidates, and then
/// what tells how sure the first of them is. For that the ranking has not seen
/// the receipt, so that it is not too sure.
fn weights(pupils: &[&Pupil<'_>], context: &Context) -> String {
    let ranked: Vec<Ranked> = (0..FOLDS)
        .flat_map(|fold| {
            let (own, others): (Vec<_>, Vec<_>) =
                pupils.iter().partition(|pupil| pupil.case.fold == fold);
            let weights = Weights::parse(&ranking(&others));
            own.into_iter()
                .map(move |pupil| Ranked::of(pupil, &weights, context))
                .collect::<Vec<_>>()
        })
        .collect();
    let chance = |title, field: fn(&Ranked) -> &Option<(Features, bool)>| {
        let known = ranked.iter().filter_map(|one| Some((field(one).as_ref()?, one.weight)));
        let verdicts = known.filter(|((features, _), _)| !features.is_empty());
        let verdict = |((features, right), weight): (&'_ (Features, bool), f64)| {
            (features.clone(), *right, weight)
        };
        let owned: Vec<_> = verdicts.map(verdict).collect();
        let verdicts: Vec<Verdict<'_>> = owned
            .iter()
            .map(|(features, right, weight)| Verdict { features, right: *right, weight: *weight })
            .collect();
        fit::chance(title, &verdicts)
    };
    let sections = [
        "# What speaks for and against a candidate. Written by `cargo xtask train`.\n\n".to_owned(),
        ranking(pupils),
        chance("merchant sure", |one| &one.merchant),
        chance("date sure", |one| &one.date),
        chance("total sure", |one| &one.total),
    ];
    sections.concat().trim_end().to_owned() + "\n"
}

/// What tells how sure the first candidates are, and whether they are right.
struct Ranked {
    weight: f64,
    merchant: Option<(Features, bool)>,
    date: Option<(Features, bool)>,
    total: Option<(Features, bool)>,
}

impl Ranked {
    fn of(pupil: &Pupil<'_>, weights: &Weights, context: &Context) -> Self {
        let lesson = learn::lesson(&pupil.case.pages, context, weights);
        let name = learn::choice(&lesson.merchants, weights).zip(pupil.case.merchant.as_ref());
        let merchant = name
            .map(|((name, features), label)| (features, cases::likeness(&name, label) >= ALIKE));
        let date = pupil.case.date.as_ref().map(|label| {
            (
                lesson.date_sure,
                lesson.dates.first().is_some_and(|(date, _)| date.to_string() == *label),
            )
        });
        let total = pupil.case.total.map(|label| {
            (
                lesson.total_sure,
                lesson.totals.first().is_some_and(|(total, _)| hundredths(*total) == label),
            )
        });
        Self { weight: pupil.case.weight, merchant, date, total }
    }
}

/// The sections that rank names, days and totals: on receipts where one of them is the label.
fn ranking(pupils: &[&Pupil<'_>]) -> String {
    let each = |choice: for<'a> fn(&'a Pupil<'_>) -> Option<Choice<'a>>| -> Vec<Choice<'_>> {
        pupils.iter().filter_map(|pupil| choice(pupil)).collect()
    };
    [
        fit::rank("merchant", &each(names)),
        fit::rank("date", &each(days)),
        fit::rank("total", &each(totals)),
    ]
    .concat()
}

fn names<'a>(pupil: &'a Pupil<'_>) -> Option<Choice<'a>> {
    let label = pupil.case.merchant.as_deref()?;
    let names = &pupil.lesson.merchants;
    let like: Vec<f64> = names.iter().map(|(name, _)| cases::likeness(name, label)).collect();
    let best = like.iter().copied().fold(0.0, f64::max);
    let right: Vec<usize> = (0..like.len()).filter(|at| like[*at] == best).collect();
    let candidates = names.iter().map(|(_, features)| features).collect();
    (best >= ALIKE).then_some(Choice { candidates, right, weight: pupil.case.weight })
}

fn days<'a>(pupil: &'a Pupil<'_>) -> Option<Choice<'a>> {
    let label = pupil.case.date.as_ref()?;
    among(pupil, &pupil.lesson.dates, |date| date.to_string() == *label)
}

fn totals<'a>(pupil: &'a Pupil<'_>) -> Option<Choice<'a>> {
    let label = pupil.case.total?;
    among(pupil, &pupil.lesson.totals, |total| hundredths(*total) == label)
}

fn among<'a, T>(
    pupil: &'a Pupil<'_>,
    candidates: &'a [(T, Features)],
    is_right: impl Fn(&T) -> bool,
) -> Option<Choice<'a>> {
    let right: Vec<usize> =
        (0..candidates.len()).filter(|at| is_right(&candidates[*at].0)).collect();
    let candidates = candidates.iter().map(|(_, features)| features).collect();
    (!right.is_empty()).then_some(Choice { candidates, right, weight: pupil.case.weight })
}

/// Drafts each receipt of a set by weights that have not seen its fold.
fn measure(set: &Set, apart: &[Weights], context: &Context, out: &Path) -> Result<(), String> {
    let mut lines = String::new();
    let mut receipts = Vec::new();
    for case in &set.cases {
        let draft = receipt::parse_with(&apart[case.fold], &case.pages, context);
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

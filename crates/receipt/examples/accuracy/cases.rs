//! Labelled receipts and the pages that were recognised of them.
use crate::pages;
use page::OcrPage;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// How many folds a measurement keeps apart.
pub const FOLDS: usize = 5;

/// A set of this size counts each receipt once; of a quarter of it, each twice.
const EVEN: f64 = 300.0;

/// One labelled receipt.
pub struct Case {
    pub file: String,
    pub pages: Vec<OcrPage>,
    pub merchant: Option<String>,
    /// As `2018-12-25`.
    pub date: Option<String>,
    /// In hundredths.
    pub total: Option<i64>,
    /// Receipts of one merchant are in one fold.
    pub fold: usize,
    /// How much it counts: a small set is not drowned by a large one.
    pub weight: f64,
}

/// Receipts of one origin.
pub struct Set {
    pub name: String,
    pub cases: Vec<Case>,
}

/// Reads a set from `NAME=LABELS=PAGES[+PAGES...]`.
pub fn read(described: &str) -> Result<Set, String> {
    let parts: Vec<&str> = described.split('=').collect();
    let [name, labels, pages] = parts.as_slice() else {
        return Err(format!("{described} is not NAME=LABELS=PAGES."));
    };
    let folder = std::fs::read_dir(labels).map_err(|error| format!("{labels}: {error}"))?;
    let mut files: Vec<_> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let folders: Vec<&Path> = pages.split('+').map(Path::new).collect();
    let mut cases: Vec<Case> = files.iter().filter_map(|file| case(file, &folders)).collect();
    let weight = (EVEN / cases.len().max(1) as f64).sqrt();
    cases.iter_mut().for_each(|case| case.weight = weight);
    Ok(Set { name: (*name).to_owned(), cases })
}

fn case(label: &Path, folders: &[&Path]) -> Option<Case> {
    let file = label.file_stem()?.to_string_lossy().into_owned();
    let found = folders.iter().flat_map(|folder| pages::read_all(&folder.join(&file)));
    let pages: Vec<OcrPage> = found.collect();
    let label: Value = serde_json::from_str(&std::fs::read_to_string(label).ok()?).ok()?;
    let text = |name: &str| label.get(name).and_then(Value::as_str).map(str::to_owned);
    (!pages.is_empty()).then(|| Case {
        file,
        pages,
        merchant: text("merchant"),
        date: text("date"),
        total: label.get("total").and_then(cents),
        fold: 0,
        weight: 1.0,
    })
}

/// `"9.00"`, `9.0`: hundredths.
fn cents(value: &Value) -> Option<i64> {
    let text = match value {
        Value::String(text) => text.replace([',', '$', ' '], ""),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let amount: f64 = text.parse().ok()?;
    Some((amount * 100.0).round() as i64)
}

/// Gives every case its fold: merchants of like names share one, and folds are about as large.
pub fn fold(sets: &mut [Set]) {
    let mut groups: Vec<(String, Vec<(usize, usize)>)> = Vec::new();
    for (s, set) in sets.iter().enumerate() {
        for (c, case) in set.cases.iter().enumerate() {
            let name = plain(case.merchant.as_deref().unwrap_or(&case.file));
            match groups.iter_mut().find(|(known, _)| ratio(known, &name) >= 0.75) {
                Some((_, members)) => members.push((s, c)),
                None => groups.push((name, vec![(s, c)])),
            }
        }
    }
    groups.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    let mut sizes: BTreeMap<usize, usize> = (0..FOLDS).map(|fold| (fold, 0)).collect();
    for (_, members) in groups {
        let smallest = sizes.iter().min_by_key(|(fold, size)| (**size, **fold)).map_or(0, |s| *s.0);
        *sizes.entry(smallest).or_default() += members.len();
        members.iter().for_each(|(s, c)| sets[*s].cases[*c].fold = smallest);
    }
}

/// How well a name meets a label: 1 is the same.
pub fn likeness(name: &str, label: &str) -> f64 {
    ratio(&plain(name), &plain(label))
}

/// Letters and digits in lower case.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Twice the characters in common, by the length of both, as the scoring program counts.
fn ratio(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    2.0 * common(&a, &b) as f64 / (a.len() + b.len()) as f64
}

/// The longest run in common, and what is in common on either side of it.
fn common(a: &[char], b: &[char]) -> usize {
    let mut best = (0, 0, 0);
    for i in 0..a.len() {
        for j in 0..b.len() {
            let run = a[i..].iter().zip(&b[j..]).take_while(|(a, b)| a == b).count();
            if run > best.2 {
                best = (i, j, run);
            }
        }
    }
    let (i, j, run) = best;
    if run == 0 {
        return 0;
    }
    run + common(&a[..i], &b[..j]) + common(&a[i + run..], &b[j + run..])
}

//! A name without what was printed around it.
use super::form::{FORMS, bare, form_at, is_short_form};
use crate::sheet::Line;

/// Words that end most names but not all: `Hammocks Trading Company`.
const TRADING: &[&str] = &["trading", "enterprise"];

/// The name without what was printed around it.
pub(super) fn clean(line: &Line) -> String {
    let mut words: Vec<String> = line.words.iter().map(|w| w.text.clone()).collect();
    let blurred =
        |at: usize| line.words[at].confidence < 0.35 && line.words[at].text.chars().count() <= 4;
    let sharp = (0..words.len()).filter(|at| !blurred(*at)).collect::<Vec<_>>();
    if let (Some(first), Some(last)) = (sharp.first(), sharp.last()) {
        words = words[*first..=*last].to_vec();
    }
    let before_name = |w: &String| {
        !w.chars().any(char::is_alphanumeric)
            || w.ends_with(':')
            || w.len() >= 5 && w.bytes().all(|b| b.is_ascii_digit())
    };
    while words.len() > 1 && words.first().is_some_and(before_name) {
        words.remove(0);
    }
    let plain: Vec<String> = words.iter().map(|w| bare(w)).collect();
    if let Some(at) = form_at(&plain) {
        mend(&mut words[at], &plain[at], "SDN");
        mend(&mut words[at + 1], &plain[at + 1], "BHD");
        words.truncate(at + 2);
    } else if let Some(at) = words.iter().position(|w| is_short_form(w)).filter(|at| *at > 0) {
        words[at] = "S/B".to_owned();
        words.truncate(at + 1);
    } else if let Some(at) =
        plain.iter().rposition(|w| FORMS.contains(&w.as_str())).filter(|at| *at > 0)
        && (!TRADING.contains(&plain[at].as_str())
            || words.get(at + 1).is_none_or(|w| registration_start(w)))
    {
        words.truncate(at + 1);
    } else if let Some(at) = words.iter().position(|w| registration_start(w)).filter(|at| *at > 0) {
        words.truncate(at);
    }
    let last = words.last().cloned().unwrap_or_default();
    if let Some((before, _)) = last.split_once('(').filter(|(before, after)| {
        before.len() >= 2 && after.chars().filter(char::is_ascii_digit).count() >= 3
    }) {
        words.pop();
        words.push(before.to_owned());
    }
    while words.len() > 1
        && words.last().is_some_and(|w| {
            !w.chars().any(char::is_alphanumeric)
                || w.chars().count() == 1 && !w.chars().any(char::is_uppercase)
        })
    {
        words.pop();
    }
    let name = words
        .join(" ")
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '.' | '\'' | '!'))
        .to_owned();
    if name.contains('(') { name } else { name.trim_end_matches(')').to_owned() }
}

/// A misread half of `SDN BHD` as it should read; a rightly read one keeps its case and points.
fn mend(word: &mut String, plain: &str, form: &str) {
    if !matches!(plain, "sdn" | "bhd") {
        form.clone_into(word);
    }
}

/// `(126928-H)` begins a registration number.
pub(super) fn registration_start(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits >= 4 && (word.starts_with(['(', '{', '[']) || digits * 2 > word.len())
        || matches!(bare(word).as_str(), "reg" | "co" if word.starts_with('('))
}

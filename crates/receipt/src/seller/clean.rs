//! A name without what was printed around it.
use super::form::{FORMS, TRADES, bare, form_at, is_short_form};
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
            || w.chars().filter(char::is_ascii_digit).count() >= 5
                && !w.chars().any(char::is_alphabetic)
            || w.chars().count() == 1 && !w.chars().any(char::is_alphabetic)
    };
    while words.len() > 1 && words.first().is_some_and(before_name) {
        words.remove(0);
    }
    let plain: Vec<String> = words.iter().map(|w| bare(w)).collect();
    if let Some(at) = form_at(&plain) {
        if at > 1 && is_malaysia(&words[at - 1]) {
            "(M)".clone_into(&mut words[at - 1]);
        }
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
    if let Some((at, cut)) = branch_number(&words) {
        words.truncate(at + 1);
        words[at].truncate(cut);
    }
    words.iter_mut().for_each(trade);
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

/// Where `Subway#42210` has its number.
fn branch_number(words: &[String]) -> Option<(usize, usize)> {
    let cut = |word: &String| word.find('#').filter(|cut| *cut >= 3 && word.len() >= cut + 4);
    words.iter().enumerate().find_map(|(at, word)| Some((at, cut(word)?)))
}

/// A kind of business with one misread letter, put right: `HARDMARE`.
fn trade(word: &mut String) {
    let plain = bare(word);
    let near = |trade: &&&str| {
        trade.len() >= 7 && trade.len() == plain.len() && strsim::levenshtein(trade, &plain) == 1
    };
    let letters = word.chars().all(char::is_alphabetic);
    let other = letters && !TRADES.contains(&plain.as_str());
    if let Some(trade) = TRADES.iter().find(near).filter(|_| other) {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count() > 1;
        *word = if capitals { trade.to_uppercase() } else { capitalised(trade) };
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `(M)` between name and form is Malaysia; `(H)`, `(MH)`, `(My` are how it is misread.
fn is_malaysia(word: &str) -> bool {
    let inner = word.trim_matches(['(', ')', '{', '}', '[', ']']);
    let brackets = word.len() > inner.len();
    brackets && matches!(inner, "M" | "H" | "N" | "MH" | "My" | "M1" | "M4" | "MJ" | "M)" | "m")
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

//! What the user typed, as a query of the index.
use super::grams::{grams, is_cjk, words};

/// All words must be found. None when there is nothing to look for.
pub(crate) fn query(typed: &[String]) -> Option<String> {
    let parts: Vec<String> = typed
        .iter()
        .flat_map(|word| words(word))
        .flat_map(split_by_script)
        .map(|part| format!("({})", part_query(part)))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

fn part_query(part: &str) -> String {
    let letters = part.chars().count();
    match (part.chars().any(is_cjk), letters) {
        (true, 1) => format!("pair : \"{part}\" *"),
        (true, _) => format!("pair : \"{}\"", grams(part, 2).join(" ")),
        (false, 1 | 2) => format!("text : \"{part}\" OR pair : \"{part}\""),
        (false, _) => format!("text : \"{part}\" * OR tri : \"{}\"", grams(part, 3).join(" ")),
    }
}

/// `茶abc` is two parts: the index cuts them differently.
fn split_by_script(word: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut before = None;
    for (at, c) in word.char_indices() {
        if before.is_some_and(|cjk| cjk != is_cjk(c)) {
            cuts.push(at);
        }
        before = Some(is_cjk(c));
    }
    cuts.push(word.len());
    cuts.windows(2).map(|cut| &word[cut[0]..cut[1]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(typed: &str) -> Option<String> {
        query(&[typed.to_owned()])
    }

    #[test]
    fn each_length_and_script_asks_its_own_column() {
        assert_eq!(
            of("tesco").as_deref(),
            Some(r#"(text : "tesco" * OR tri : "tes esc sco")"#),
            "any part of a name"
        );
        assert_eq!(of("KL").as_deref(), Some(r#"(text : "KL" OR pair : "KL")"#), "two letters");
        assert_eq!(of("茶室").as_deref(), Some(r#"(pair : "茶室")"#), "without spaces");
        assert_eq!(
            of("a茶").as_deref(),
            Some(r#"(text : "a" OR pair : "a") AND (pair : "茶" *)"#),
            "two scripts"
        );
        assert_eq!(of(" -*\"' "), None, "nothing to look for");
    }

    proptest! {
        #[test]
        fn no_typing_reaches_the_query_language(typed in ".*") {
            let query = of(&typed).unwrap_or_default();
            let quotes = query.matches('"').count();
            prop_assert_eq!(quotes % 2, 0, "an odd quote is a syntax error for the person who typed it");
        }
    }
}

//! Parts of words, for an index that knows only whole ones.

/// Every three letters that stand together in a word: `tesco` gives `tes esc sco`.
pub(super) fn trigrams(text: &str) -> String {
    entry(words(text).map(|word| grams(word, 3)))
}

/// Every two letters that stand together in a word.
pub(super) fn pairs(text: &str) -> String {
    entry(words(text).map(closed_pairs))
}

/// The pairs of the runs of Chinese, Japanese and Korean alone.
pub(super) fn cjk_pairs(text: &str) -> String {
    entry(text.split(|c: char| !is_cjk(c)).filter(|run| !run.is_empty()).map(closed_pairs))
}

/// A word's parts of `size` letters; none of a shorter word.
pub(super) fn grams(word: &str, size: usize) -> Vec<&str> {
    let mut starts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    starts.push(word.len());
    starts.iter().zip(starts.iter().skip(size)).map(|(start, end)| &word[*start..*end]).collect()
}

/// With the last letter by itself where it is a word of its own or CJK, which
/// is found as the beginning of a pair.
fn closed_pairs(word: &str) -> Vec<&str> {
    let mut pairs = grams(word, 2);
    if let Some((at, last)) = word.char_indices().next_back()
        && (at == 0 || is_cjk(last))
    {
        pairs.push(&word[at..]);
    }
    pairs
}

/// `0` stands between words, so that a phrase of parts never spans two.
fn entry<'t>(words: impl Iterator<Item = Vec<&'t str>>) -> String {
    words.map(|parts| parts.join(" ")).collect::<Vec<_>>().join(" 0 ")
}

/// Whether a character belongs to a script that is written without spaces.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_words() {
        assert_eq!(
            trigrams("Tesco KL 99"),
            "Tes esc sco 0  0 ",
            "words of two letters have no part of three"
        );
        assert_eq!(pairs("KL a"), "KL 0 a", "a word of one letter stands for itself");
        assert_eq!(pairs("七茶室"), "七茶 茶室 室", "the last character is found alone");
        assert_eq!(
            cjk_pairs("RM 5 茶室 tea 水"),
            "茶室 室 0 水",
            "only what is written without spaces"
        );
    }
}

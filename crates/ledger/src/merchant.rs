//! One key for the many ways a seller's name is printed.

/// Endings that tell the legal form, not the seller.
const LEGAL_FORMS: &[&str] = &[
    "sdn",
    "bhd",
    "berhad",
    "sendirian",
    "plt",
    "ltd",
    "limited",
    "pte",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "kg",
    "ohg",
    "mbh",
    "ug",
    "ek",
    "se",
    "plc",
    "pty",
    "bv",
    "nv",
    "sa",
    "sarl",
    "srl",
    "spa",
    "m",
    "malaysia",
    "enterprise",
];

/// The key under which the same seller meets itself: lower case, without
/// accents and punctuation, without the legal form and what stands in brackets.
///
/// A name that consists of nothing else keeps its words; an empty or wholly
/// foreign-punctuation name gives an empty key, which matches nothing.
pub fn key(name: &str) -> String {
    let folded = fold(&without_brackets(name));
    let words: Vec<&str> = folded.split(' ').collect();
    let kept = words
        .iter()
        .rposition(|word| !LEGAL_FORMS.contains(word) && *word != "&")
        .map_or(words.len(), |last| last + 1);
    words[..kept].join(" ")
}

/// Whether two names are of one seller. Names without a key are of nobody.
pub fn same(a: &str, b: &str) -> bool {
    let key_of_a = key(a);
    !key_of_a.is_empty() && key_of_a == key(b)
}

/// Lower case letters and digits, one space between words, apostrophes and
/// dots inside a word closed up (`McDonald's` and `MCDONALDS`, `S.D.N.`).
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => folded.push_str(letters),
            None if c.is_alphanumeric() => folded.push(c),
            None if matches!(c, '\'' | '’' | '.' | '`') => {}
            None if !folded.ends_with(' ') && !folded.is_empty() => folded.push(' '),
            None => {}
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The plain letters of an accented one, as sellers print both.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'å' => "a",
        'ä' => "ae",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' => "o",
        'ö' => "oe",
        'ù' | 'ú' | 'û' => "u",
        'ü' => "ue",
        'ñ' => "n",
        'ç' => "c",
        'ß' => "ss",
        _ => return None,
    })
}

/// Drops `(M)`, `(1234-X)`; an opening bracket without its partner is kept.
fn without_brackets(name: &str) -> String {
    let mut rest = name;
    let mut kept = String::with_capacity(name.len());
    while let Some((before, inside)) = rest.split_once('(') {
        let Some((_, after)) = inside.split_once(')') else { break };
        kept.push_str(before);
        kept.push(' ');
        rest = after;
    }
    kept.push_str(rest);
    if kept.trim().is_empty() { name.to_owned() } else { kept }
}

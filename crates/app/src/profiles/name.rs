//! What a profile may be called.
use super::Error;

const MAX_CHARS: usize = 60;

/// The name without the spaces around it.
///
/// # Errors
/// [`Error::Name`], [`Error::NameTaken`].
pub(super) fn validate<'n>(name: &'n str, taken: &[String]) -> Result<&'n str, Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > MAX_CHARS || name.chars().any(breaks_a_line) {
        return Err(Error::Name);
    }
    if taken.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
        return Err(Error::NameTaken);
    }
    Ok(name)
}

/// A name for a profile that brings one: with a number where that is taken.
pub(super) fn free(name: &str, taken: &[String]) -> String {
    let short: String = name.trim().chars().take(MAX_CHARS - 4).collect();
    let numbered = (2..1000).map(|number| format!("{} {number}", short.trim_end()));
    let mut names = [name.trim().to_owned(), short.clone()].into_iter().chain(numbered);
    names.find(|name| validate(name, taken).is_ok()).unwrap_or(short)
}

/// Control signs, line breaks, and signs that turn the direction of what
/// follows: a name with them could pass for another.
fn breaks_a_line(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_line_are_taken() {
        for name in ["A", "Aina & Co.", "陈记", "  Aina  ", &"x".repeat(60), "Zoë 🧾"] {
            assert_eq!(validate(name, &[]).unwrap(), name.trim(), "people are called like that");
        }
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let taken = ["Aina".to_owned(), "Aina 2".to_owned()];
        assert_eq!(free("Aina", &[]), "Aina");
        assert_eq!(free("Aina", &taken), "Aina 3");
        assert_eq!(free(&"x".repeat(70), &taken).len(), 56, "it must still be one that is taken");
    }

    #[test]
    fn names_that_mislead_are_not() {
        for name in [
            "",
            "   ",
            &"x".repeat(61),
            "two\nlines",
            "nul\0",
            "right\u{202e}left",
            "sep\u{2028}arated",
        ] {
            assert!(matches!(validate(name, &[]), Err(Error::Name)), "{name:?} was taken");
        }
        let taken = ["Aina".to_owned()];
        assert!(
            matches!(validate(" aINA ", &taken), Err(Error::NameTaken)),
            "two alike cannot be told apart"
        );
    }
}

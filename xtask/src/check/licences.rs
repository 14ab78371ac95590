//! Licences of everything that is built in, against the list in `deny.toml`.
use super::{list, text};
use crate::{Result, shell};
use serde_json::Value;
use std::fs;

/// `package: licence` for each package, Rust or npm, whose licence no choice
/// of its expression allows.
///
/// # Errors
/// A list cannot be read.
pub fn refused(metadata: &Value) -> Result<Vec<String>> {
    let allowed = allowed(&fs::read_to_string(shell::root().join("deny.toml"))?);
    let lock: Value =
        serde_json::from_slice(&fs::read(shell::root().join("ui/package-lock.json"))?)?;
    let rust = list(metadata, "packages").map(|package| (text(package, "name"), package));
    let npm = lock["packages"].as_object().into_iter().flatten();
    let npm =
        npm.filter(|(name, _)| !name.is_empty()).map(|(name, package)| (name.as_str(), package));
    Ok(rust
        .chain(npm)
        .filter(|(_, package)| !allows(text(package, "license"), &allowed))
        .map(|(name, package)| format!("{name}: {}", package["license"]))
        .collect())
}

/// The strings of `allow = [...]`.
fn allowed(settings: &str) -> Vec<String> {
    let rest = settings.split_once("allow = [").map_or("", |(_, rest)| rest);
    let inside = rest.split(']').next().unwrap_or_default();
    inside.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether an SPDX expression can be met with allowed licences alone. `/` is
/// the old way to write OR.
fn allows(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let met = any(&mut words, allowed);
    met && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(words: &mut Words<'_>, allowed: &[String]) -> bool {
    let mut met = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words, allowed);
    }
    met
}

fn all(words: &mut Words<'_>, allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words<'_>, allowed: &[String]) -> bool {
    let Some(word) = words.next() else { return false };
    if word == "(" {
        let met = any(words, allowed);
        return words.next_if_eq(&")").is_some() && met;
    }
    let exception = words.next_if_eq(&"WITH").and_then(|_| words.next());
    let licence = exception.map_or(word.to_owned(), |exception| format!("{word} WITH {exception}"));
    allowed.contains(&licence)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> Vec<String> {
        allowed(
            "# why\n[licenses]\nallow = [\n  \"MIT\", # theirs\n  \"Apache-2.0 WITH LLVM-exception\",\n]\n",
        )
    }

    #[test]
    fn one_allowed_choice_is_enough_but_every_part_of_an_and_is_needed() {
        assert!(allows("MIT OR GPL-2.0", &ours()));
        assert!(allows("GPL-2.0/MIT", &ours()), "the old form of OR");
        assert!(!allows("MIT AND GPL-2.0", &ours()), "GPL-2.0 is not on the list");
        assert!(allows("(GPL-2.0 OR MIT) AND Apache-2.0 WITH LLVM-exception", &ours()));
        assert!(!allows("Apache-2.0", &ours()), "only with its exception");
    }

    #[test]
    fn what_is_missing_or_broken_is_refused() {
        assert!(!allows("", &ours()), "no licence is no permission");
        assert!(!allows("(MIT", &ours()), "an open bracket");
        assert!(!allows("MIT GPL-2.0", &ours()), "a word too many");
    }
}

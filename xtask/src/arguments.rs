//! The command line: words and `--name value` options.
use crate::Result;
use std::collections::BTreeMap;

/// Options that stand alone, without a value.
const SWITCHES: [&str; 1] = ["list"];

/// A parsed command line.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    words: Vec<String>,
    options: BTreeMap<String, String>,
}

impl Arguments {
    /// This process's own.
    pub fn from_environment() -> Self {
        Self::parse(std::env::args().skip(1))
    }

    fn parse(given: impl IntoIterator<Item = String>) -> Self {
        let mut parsed = Self::default();
        let mut given = given.into_iter();
        while let Some(argument) = given.next() {
            match argument.strip_prefix("--") {
                Some(name) if SWITCHES.contains(&name) => parsed.set(name, String::new()),
                Some(name) => parsed.set(name, given.next().unwrap_or_default()),
                None => parsed.words.push(argument),
            }
        }
        parsed
    }

    fn set(&mut self, name: &str, value: String) {
        self.options.insert(name.to_owned(), value);
    }

    /// What is not an option, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Whether a switch was given.
    pub fn has(&self, name: &str) -> bool {
        self.options.contains_key(name)
    }

    /// A whole number, or the default where the option is not given.
    pub fn number(&self, name: &str, default: u64) -> Result<u64> {
        self.options.get(name).map_or(Ok(default), |value| {
            value
                .parse()
                .map_err(|_| format!("--{name} wants a whole number, not {value:?}.").into())
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn parse(line: &str) -> Arguments {
        Arguments::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn words_and_options_are_told_apart() {
        let arguments = parse("soak --seed 7 --list extra");
        assert_eq!(arguments.words().collect::<Vec<_>>(), ["soak", "extra"]);
        assert_eq!(arguments.number("seed", 1).unwrap(), 7, "the value after the name is taken");
        assert!(arguments.has("list"), "a switch takes no value");
        assert_eq!(arguments.number("minutes", 9).unwrap(), 9, "the default stands in");
    }

    #[test]
    fn a_value_that_is_no_number_is_named() {
        let problem = parse("soak --seed x").number("seed", 1).unwrap_err().to_string();
        assert!(problem.contains("--seed") && problem.contains('x'), "{problem}");
    }
}

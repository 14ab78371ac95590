//! What passed, what failed and what was left out, over all steps.
use std::fmt;

/// The counts of one step or of all.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Tests and checks that passed.
    pub passed: u64,
    /// What failed, by name; the rest of the count has no name.
    pub failures: Vec<String>,
    /// Failed tests in all.
    pub failed: u64,
    /// What was left out, and why.
    pub skipped: Vec<String>,
}

impl Tally {
    /// A check that passed.
    pub fn pass() -> Self {
        Self { passed: 1, ..Self::default() }
    }

    /// A check that failed.
    pub fn fail(what: impl Into<String>) -> Self {
        Self { failed: 1, failures: vec![what.into()], ..Self::default() }
    }

    /// A check that was left out.
    pub fn skip(what: impl Into<String>) -> Self {
        Self { skipped: vec![what.into()], ..Self::default() }
    }

    /// Adds another step's counts.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failures.extend(other.failures);
        self.skipped.extend(other.skipped);
    }

    /// Whether nothing failed.
    pub fn is_good(&self) -> bool {
        self.failed == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up() {
        let mut all = Tally::pass();
        all.add(Tally::fail("format"));
        all.add(Tally::skip("advisories: no database"));
        assert_eq!(all.to_string(), "1 passed, 1 failed, 1 skipped");
        assert!(!all.is_good(), "one failure spoils the whole");
    }
}

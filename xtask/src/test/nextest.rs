//! Rust tests: through nextest where it is installed, else through cargo.
use crate::tally::Tally;
use crate::{Result, shell};
use std::process::Command;

/// Marks a test that found nothing to test with: it prints this and the reason.
const SKIPPED: &str = "skipped: ";

/// Tests to run.
#[derive(Default)]
pub struct Selection<'a> {
    /// In nextest's own language.
    pub filter: &'a str,
    /// More words for the runner, which both runners know.
    pub more: &'a [&'a str],
    /// Variables that the tests see.
    pub environment: &'a [(&'a str, String)],
    /// Beside other steps: with what they leave of the processor.
    pub beside: bool,
}

impl Selection<'_> {
    /// Runs them.
    ///
    /// # Errors
    /// Cargo cannot be started.
    pub fn run(&self) -> Result<Tally> {
        self.watched(|_| {})
    }

    /// Runs them, and shows each line of output to `watch`.
    ///
    /// # Errors
    /// Cargo cannot be started.
    pub fn watched(&self, watch: impl FnMut(&str)) -> Result<Tally> {
        let start = if self.beside { shell::idle } else { shell::line };
        let mut command = if shell::found("cargo-nextest") {
            by_nextest(start, self.filter)
        } else {
            by_cargo(start, self.filter)
        };
        command.args(self.more);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        follow(command, if self.beside { "    beside | " } else { "" }, watch)
    }
}

/// Examples in documentation, which nextest does not run.
///
/// # Errors
/// Cargo cannot be started.
pub fn documented(line: &str) -> Result<Tally> {
    follow(shell::line(line), "", |_| {})
}

fn by_nextest(start: fn(&str) -> Command, filter: &str) -> Command {
    let mut command = start(
        "cargo nextest run --workspace --no-fail-fast --no-tests=fail --cargo-quiet \
         --success-output=immediate --failure-output=immediate",
    );
    command.args(["-E", filter]);
    command
}

/// Cargo knows no filters; the few that are used have their own form here.
fn by_cargo(start: fn(&str) -> Command, filter: &str) -> Command {
    let mut command = start("cargo test --workspace --no-fail-fast --quiet");
    match filter.strip_prefix("binary(").and_then(|rest| rest.split(')').next()) {
        Some(binary) => command.args(["--test", binary]),
        None => command.args(["--exclude", "whole-app", "--lib", "--bins", "--tests"]),
    };
    command.args(["--", "--show-output"]);
    command
}

/// Counts from what a runner prints; the output of tests that pass is not shown.
fn follow(command: Command, mark: &str, mut watch: impl FnMut(&str)) -> Result<Tally> {
    let mut reading = Reading::default();
    let succeeded = shell::tee(command, mark, |line| {
        watch(line);
        reading.take(line)
    })?;
    let mut tally = reading.tally;
    if !succeeded && tally.is_good() {
        tally.add(Tally::fail("the tests did not build or did not run"));
    }
    Ok(tally)
}

/// The state between two lines of a runner's output.
#[derive(Default)]
struct Reading {
    tally: Tally,
    /// Whether nextest speaks, which shows the tests' own counts besides its lines.
    nextest: bool,
    within_passed: bool,
}

impl Reading {
    /// Whether the line is to be shown.
    fn take(&mut self, line: &str) -> bool {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let Some(reason) = line.trim_start().strip_prefix(SKIPPED) {
            self.tally.skipped.push(reason.to_owned());
        }
        match words.as_slice() {
            ["PASS", ..] => {
                self.nextest = true;
                self.tally.passed += 1;
                self.within_passed = true;
            }
            ["FAIL" | "TIMEOUT" | "SIGSEGV" | "SIGABRT", _, rest @ ..] => self.failed(rest),
            ["SLOW" | "Summary" | "Starting", ..] => {
                self.nextest = true;
                self.within_passed = false;
            }
            ["test", "result:", rest @ ..] if !self.nextest => self.count(rest),
            ["test", name, "...", "FAILED"] if !self.nextest => {
                self.tally.failures.push((*name).to_owned())
            }
            _ => return !self.within_passed,
        }
        true
    }

    /// nextest's line of a failed test, after status and time; it comes twice.
    fn failed(&mut self, rest: &[&str]) {
        self.nextest = true;
        self.within_passed = false;
        let name = rest
            .iter()
            .skip_while(|word| word.starts_with(['[', '(']) || word.ends_with([']', ')']));
        let name = name.copied().collect::<Vec<_>>().join(" ");
        if !self.tally.failures.contains(&name) {
            self.tally.failures.push(name);
            self.tally.failed += 1;
        }
    }

    /// Cargo's own: `ok. 3 passed; 0 failed; 1 ignored; ...`.
    fn count(&mut self, rest: &[&str]) {
        let number = |what: &str| {
            let at = rest.iter().position(|word| word.trim_end_matches(';') == what);
            at.and_then(|at| rest[at - 1].parse::<u64>().ok()).unwrap_or(0)
        };
        self.tally.passed += number("passed");
        self.tally.failed += number("failed");
        let ignored = number("ignored");
        self.tally.skipped.extend((0..ignored).map(|_| "a test marked ignored".to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> (Tally, Vec<String>) {
        let mut reading = Reading::default();
        let shown = lines.iter().filter(|line| reading.take(line)).map(|line| (*line).to_owned());
        let shown = shown.collect();
        (reading.tally, shown)
    }

    #[test]
    fn nextest_lines_are_counted_and_passing_output_is_kept_quiet() {
        let (tally, shown) = read(&[
            "        PASS [   0.005s] (1/3) money amount::tests::adds",
            "  stdout ───",
            "    running 1 test",
            "    test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured",
            "    skipped: labelled receipts: not on this machine",
            "        FAIL [   0.005s] (2/3) money id::tests::parses",
            "    assertion failed",
            "     Summary [   0.010s] 2 tests run: 1 passed, 1 failed, 0 skipped",
            "        FAIL [   0.005s] (2/3) money id::tests::parses",
        ]);
        assert_eq!(tally.to_string(), "1 passed, 1 failed, 1 skipped");
        assert_eq!(tally.failures, ["money id::tests::parses"], "named once, without its time");
        assert!(!shown.iter().any(|line| line.contains("running")), "a passing test says nothing");
        assert!(shown.iter().any(|line| line.contains("assertion")), "a failing one says all");
    }

    #[test]
    fn cargo_lines_are_counted() {
        let (tally, _) = read(&[
            "test tests::adds ... FAILED",
            "test result: FAILED. 7 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
        ]);
        assert_eq!(tally.to_string(), "10 passed, 1 failed, 2 skipped");
    }
}

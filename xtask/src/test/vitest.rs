//! The face's tests, counted from vitest's own report.
use crate::tally::Tally;
use crate::{Result, setup, shell};
use serde_json::Value;
use std::fs;

/// Runs all that belong to a script of the face's package.
///
/// # Errors
/// npm cannot be started, or leaves no report.
pub fn vitest(script: &str) -> Result<Tally> {
    let report = shell::root().join(format!("target/xtask/{script}.json"));
    let output = format!("--outputFile.json={}", report.display());
    let words = ["run", script, "--", "--reporter=default", "--reporter=json", &output];
    let succeeded = shell::tee(setup::npm(&words), "", |_| true)?;
    let mut tally = count(&serde_json::from_slice(&fs::read(report)?)?);
    if !succeeded && tally.is_good() {
        tally.add(Tally::fail("vitest did not finish"));
    }
    Ok(tally)
}

fn count(report: &Value) -> Tally {
    let tests = report["testResults"].as_array().into_iter().flatten();
    let tests = tests.filter_map(|file| file["assertionResults"].as_array()).flatten();
    let mut tally = Tally::default();
    for test in tests {
        let name = || test["fullName"].as_str().unwrap_or_default().to_owned();
        match test["status"].as_str() {
            Some("passed") => tally.passed += 1,
            Some("failed") => tally.add(Tally::fail(name())),
            _ => tally.skipped.push(format!("face: {}", name())),
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_state_is_counted() {
        let report = json!({"testResults": [{"assertionResults": [
            {"fullName": "money shows", "status": "passed"},
            {"fullName": "dates show", "status": "failed"},
            {"fullName": "later", "status": "todo"}]}]});
        let tally = count(&report);
        assert_eq!(tally.to_string(), "1 passed, 1 failed, 1 skipped");
        assert_eq!(tally.skipped, ["face: later"], "what was left out is named");
    }
}

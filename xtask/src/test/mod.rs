//! `cargo xtask test`: every check, in order, each with its time.
mod nextest;
mod steps;
mod vitest;

use crate::arguments::Arguments;
use crate::setup::{self, Purpose};
use crate::tally::Tally;
use crate::{Result, shell};
pub use nextest::Selection;
use std::time::{Duration, Instant};
use steps::STEPS;

/// One step: its name on the command line, and what it does.
pub struct Step {
    name: &'static str,
    about: &'static str,
    run: fn(&Arguments) -> Result<Tally>,
}

/// Sets up and runs all steps, or the named ones; whether nothing failed.
///
/// # Errors
/// The machine could not be set up, or a step has no such name.
pub fn test(names: &[&str], arguments: &Arguments) -> Result<bool> {
    if arguments.has("list") {
        STEPS.iter().for_each(|step| println!("{:14}{}", step.name, step.about));
        return Ok(true);
    }
    let steps = chosen(names)?;
    let started = Instant::now();
    setup::prepare(Purpose::Test)?;
    setup::install_face()?;
    println!("set-up: {}", spell(started.elapsed()));
    let mut all = Tally::default();
    let mut times = Vec::new();
    for step in steps {
        println!("\n== {}", step.about);
        let begun = Instant::now();
        let tally =
            (step.run)(arguments).unwrap_or_else(|problem| Tally::fail(problem.to_string()));
        let line = format!("{:14}{:>8}  {tally}", step.name, spell(begun.elapsed()));
        println!("{line}");
        times.push(line);
        all.add(tally);
    }
    report(&times, &all, started.elapsed());
    Ok(all.is_good())
}

/// The steps of these names, in their own order; all where none is named.
fn chosen(names: &[&str]) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        return Err(format!("There is no step {unknown:?}; --list names them.").into());
    }
    Ok(STEPS.iter().filter(|step| names.is_empty() || names.contains(&step.name)).collect())
}

fn report(times: &[String], all: &Tally, elapsed: Duration) {
    println!("\n== Summary, {} in all", spell(elapsed));
    times.iter().for_each(|line| println!("{line}"));
    all.failures.iter().for_each(|failure| println!("failed: {failure}"));
    println!("\nSkipped: {}", all.skipped.len());
    all.skipped.iter().for_each(|skipped| println!("  {skipped}"));
    println!("{all}");
}

/// Minutes and seconds.
fn spell(time: Duration) -> String {
    format!("{}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}

/// A check that is one command: passed when it succeeds.
fn command_check(line: &str) -> Tally {
    match shell::run(shell::line(line)) {
        Ok(()) => Tally::pass(),
        Err(problem) => Tally::fail(problem.to_string()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn steps_keep_their_order_whatever_the_order_of_the_names() {
        let names: Vec<_> = chosen(&["window", "format"]).unwrap().iter().map(|s| s.name).collect();
        assert_eq!(names, ["format", "window"]);
        assert_eq!(chosen(&[]).unwrap().len(), STEPS.len(), "no name means all");
        assert!(chosen(&["no-such"]).is_err(), "a slip of the pen is not passed over");
    }
}

//! `cargo xtask test`: every check, in order, each with its time.
mod nextest;
mod steps;
mod vitest;

use crate::arguments::Arguments;
use crate::setup::{self, Purpose};
use crate::tally::Tally;
use crate::{Result, shell};
pub use nextest::Selection;
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};
use steps::STEPS;

type Run = fn(&Arguments) -> Result<Tally>;

/// One step: its name on the command line, and what it does.
pub struct Step {
    name: &'static str,
    about: &'static str,
    run: Run,
    /// Goes on beside the steps after it, which leave the processor idle.
    beside: bool,
}

impl Step {
    const fn new(name: &'static str, about: &'static str, run: Run) -> Self {
        Self { name, about, run, beside: false }
    }

    const fn beside(self) -> Self {
        Self { beside: true, ..self }
    }

    /// Runs it; its line in the summary and its counts.
    fn timed(&self, arguments: &Arguments) -> (String, Tally) {
        println!("\n== {}", self.about);
        let begun = Instant::now();
        let tally =
            (self.run)(arguments).unwrap_or_else(|problem| Tally::fail(problem.to_string()));
        let line = format!("{:14}{:>8}  {tally}", self.name, spell(begun.elapsed()));
        println!("{line}");
        (line, tally)
    }
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
    let (times, tallies): (Vec<_>, Vec<_>) = timed(&steps, arguments).into_iter().unzip();
    let mut all = Tally::default();
    tallies.into_iter().for_each(|tally| all.add(tally));
    report(&times, &all, started.elapsed());
    Ok(all.is_good())
}

/// One after the other, and those that go beside the others until they end.
fn timed(steps: &[&Step], arguments: &Arguments) -> Vec<(String, Tally)> {
    thread::scope(|scope| {
        let mut beside = Vec::new();
        let mut done = Vec::new();
        for step in steps {
            match step.beside {
                true => beside.push(scope.spawn(|| step.timed(arguments))),
                false => done.push(step.timed(arguments)),
            }
        }
        done.extend(beside.into_iter().map(ended));
        done
    })
}

fn ended(step: ScopedJoinHandle<'_, (String, Tally)>) -> (String, Tally) {
    step.join().unwrap_or_else(|_| ("A step panicked.".to_owned(), Tally::fail("a panic")))
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
    fn what_goes_beside_is_waited_for_and_counted() {
        const SLOW: Step = Step::new("slow", "Slow", |_| {
            thread::sleep(Duration::from_millis(50));
            Ok(Tally::fail("slow"))
        })
        .beside();
        const QUICK: Step = Step::new("quick", "Quick", |_| Ok(Tally::pass()));
        let done = timed(&[&SLOW, &QUICK], &Arguments::default());
        let names: Vec<_> = done.iter().map(|(line, _)| line.split(' ').next().unwrap()).collect();
        assert_eq!(names, ["quick", "slow"], "the one beside ended last");
        assert!(!done[1].1.is_good(), "its failure is not lost");
    }

    #[test]
    fn steps_keep_their_order_whatever_the_order_of_the_names() {
        let names: Vec<_> = chosen(&["window", "format"]).unwrap().iter().map(|s| s.name).collect();
        assert_eq!(names, ["format", "window"]);
        assert_eq!(chosen(&[]).unwrap().len(), STEPS.len(), "no name means all");
        assert!(chosen(&["no-such"]).is_err(), "a slip of the pen is not passed over");
    }
}

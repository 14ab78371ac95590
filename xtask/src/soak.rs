//! `cargo xtask soak`: the seeded tests, over and over with new seeds.
use crate::arguments::Arguments;
use crate::setup::{self, Purpose};
use crate::tally::Tally;
use crate::test::Selection;
use crate::{Result, measured, properties};
use std::time::{Duration, Instant};

const KILLS: &str = "binary(window) & test(kill)";

/// One length of soak.
struct Plan {
    seed: u64,
    time: Duration,
    /// Cases a property test tries in a round.
    cases: u64,
    /// Times the app is killed in all.
    kills: u64,
}

/// The ten-minute sample that belongs to `cargo xtask test`.
///
/// # Errors
/// Tests could not be started.
pub fn sample(arguments: &Arguments) -> Result<Tally> {
    let time = Duration::from_secs(arguments.number("soak-seconds", 600)?);
    let plan = Plan { seed: arguments.number("seed", 1)?, time, cases: 400, kills: 0 };
    Ok(seeded(&plan)?.1)
}

/// The full counts, written to MEASURED.md; whether nothing failed.
///
/// # Errors
/// The machine could not be set up, or tests not be started.
pub fn full(arguments: &Arguments) -> Result<bool> {
    setup::prepare(Purpose::Test)?;
    let minutes = arguments.number("minutes", 120)?;
    let time = Duration::from_secs(minutes * 60);
    let plan = Plan { seed: arguments.number("seed", 1)?, time, cases: 10_000, kills: 300 };
    let (rounds, mut tally) = seeded(&plan)?;
    tally.add(plan.round(KILLS, plan.seed)?);
    let body = format!(
        "| what | count |\n|---|---|\n| rounds of the property tests, {} cases each | {rounds} |\n\
         | kills of the app | {} |\n| tests passed | {} |\n| tests failed | {} |\n",
        plan.cases, plan.kills, tally.passed, tally.failed
    );
    let command = format!("cargo xtask soak --seed {} --minutes {minutes}", plan.seed);
    measured::write("Soak", &command, &body)?;
    println!("{tally}");
    Ok(tally.is_good())
}

/// Rounds of the property tests, each with the next seed, as long as one more
/// fits into the time.
fn seeded(plan: &Plan) -> Result<(u64, Tally)> {
    let (started, filter) = (Instant::now(), properties::filter()?);
    let mut tally = Tally::default();
    let mut rounds = 0;
    let mut longest = Duration::ZERO;
    while rounds == 0 || started.elapsed() + longest < plan.time && tally.is_good() {
        let begun = Instant::now();
        println!("round {}, seed {}", rounds + 1, plan.seed + rounds);
        tally.add(plan.round(&filter, plan.seed + rounds)?);
        longest = longest.max(begun.elapsed());
        rounds += 1;
    }
    Ok((rounds, tally))
}

impl Plan {
    /// The tests of a filter, once, from a seed.
    fn round(&self, filter: &str, seed: u64) -> Result<Tally> {
        let environment = [
            ("PROPTEST_RNG_SEED", seed.to_string()),
            ("PROPTEST_CASES", self.cases.to_string()),
            ("QUITTANCE_SEED", seed.to_string()),
            ("QUITTANCE_KILLS", self.kills.to_string()),
        ];
        Selection { filter, more: &["--test-threads=2"], environment: &environment }.run()
    }
}

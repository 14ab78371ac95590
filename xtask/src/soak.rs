//! `cargo xtask soak`: the seeded tests, over and over with new seeds.
use crate::arguments::Arguments;
use crate::properties::{self, Property};
use crate::setup::{self, Purpose};
use crate::tally::Tally;
use crate::test::Selection;
use crate::{Result, measured};
use std::time::{Duration, Instant};

const KILLS: &str = "binary(window) & test(kills_lose_nothing)";
/// Seconds of the sample that belongs to `cargo xtask test`.
const SAMPLE: u64 = 600;
/// Minutes of the long version, and how often it kills the app besides.
const MINUTES: u64 = 120;
const MANY_KILLS: u64 = 300;

/// One length of soak.
struct Plan {
    seed: u64,
    time: Duration,
    /// Cases a property test tries in a round, where it does not say itself.
    cases: u64,
    properties: Vec<Property>,
}

/// The sample that belongs to `cargo xtask test`.
///
/// # Errors
/// Tests could not be started.
pub fn sample(arguments: &Arguments) -> Result<Tally> {
    let time = Duration::from_secs(arguments.number("soak-seconds", SAMPLE)?);
    Ok(Plan::new(arguments, time, 128)?.rounds()?.1)
}

/// The full counts, written to MEASURED.md; whether nothing failed.
///
/// # Errors
/// The machine could not be set up, or tests not be started.
pub fn full(arguments: &Arguments) -> Result<bool> {
    setup::prepare(Purpose::Test)?;
    let minutes = arguments.number("minutes", MINUTES)?;
    let kills = arguments.number("kills", MANY_KILLS)?;
    let plan = Plan::new(arguments, Duration::from_secs(minutes * 60), 10_000)?;
    let (rounds, mut tally) = plan.rounds()?;
    let (landed, killed) = plan.kills(kills)?;
    tally.add(killed);
    let command =
        format!("cargo xtask soak --seed {} --minutes {minutes} --kills {kills}", plan.seed);
    measured::write("Soak", &command, &plan.report(rounds, kills, &landed, &tally))?;
    println!("{tally}");
    Ok(tally.is_good())
}

impl Plan {
    fn new(arguments: &Arguments, time: Duration, cases: u64) -> Result<Self> {
        let seed = arguments.number("seed", 1)?;
        Ok(Self { seed, time, cases, properties: properties::all()? })
    }

    /// Rounds of the property tests, each with the next seed, as long as one
    /// more fits into the time.
    fn rounds(&self) -> Result<(u64, Tally)> {
        let (started, filter) = (Instant::now(), properties::filter(&self.properties));
        for property in &self.properties {
            println!("{:6} cases a round of {}", self.cases_of(property), property.name);
        }
        let mut tally = Tally::default();
        let mut rounds = 0;
        let mut longest = Duration::ZERO;
        while rounds == 0 || started.elapsed() + longest < self.time && tally.is_good() {
            let begun = Instant::now();
            println!("round {}, seed {}", rounds + 1, self.seed + rounds);
            tally.add(self.selection(&filter, self.seed + rounds, 0, |_| {})?);
            longest = longest.max(begun.elapsed());
            rounds += 1;
        }
        Ok((rounds, tally))
    }

    fn cases_of(&self, property: &Property) -> u64 {
        property.fixed.unwrap_or(self.cases)
    }

    /// The app killed so often; what the test says of the phases it died in.
    fn kills(&self, kills: u64) -> Result<(Vec<String>, Tally)> {
        let mut landed = Vec::new();
        let tally = self.selection(KILLS, self.seed, kills, |line| {
            if line.contains(" kills inside it") {
                landed.push(line.trim().to_owned());
            }
        })?;
        Ok((landed, tally))
    }

    /// The tests of a filter, once, from a seed.
    fn selection(
        &self,
        filter: &str,
        seed: u64,
        kills: u64,
        watch: impl FnMut(&str),
    ) -> Result<Tally> {
        let environment = [
            ("PROPTEST_RNG_SEED", seed.to_string()),
            ("PROPTEST_CASES", self.cases.to_string()),
            ("QUITTANCE_SEED", seed.to_string()),
            ("QUITTANCE_KILLS", kills.to_string()),
        ];
        Selection { filter, more: &["--test-threads=2"], environment: &environment }.watched(watch)
    }

    fn report(&self, rounds: u64, kills: u64, landed: &[String], tally: &Tally) -> String {
        let last = self.seed + rounds - 1;
        let mut body = format!(
            "{rounds} rounds with the seeds {} to {last}: {} passed, {} failed.\n\n\
             The app was killed {kills} times; {}.\n\n| property | cases |\n|---|---|\n",
            self.seed,
            tally.passed,
            tally.failed,
            landed.join("; "),
        );
        for property in &self.properties {
            let cases = rounds * self.cases_of(property);
            body.push_str(&format!("| {} | {cases} |\n", property.name.replace('_', " ")));
        }
        body
    }
}

//! `cargo xtask soak`: the seeded tests, over and over with new seeds.
use crate::arguments::Arguments;
use crate::properties;
use crate::setup;
use crate::tally::Tally;
use crate::test::Selection;
use crate::{Result, measured};
use std::time::{Duration, Instant};

const KILLS: &str = "binary(window) & test(kills_lose_nothing)";
/// What turns bits of files, takes the power away and fills the disk.
const DRILLS: &str = "not package(whole-app) & test(/^(flips|power|full)::/)";
/// Seconds of the sample that belongs to `cargo xtask test`.
const SAMPLE: u64 = 600;
/// Minutes of the long version, and how often it kills the app besides.
const MINUTES: u64 = 120;
const MANY_KILLS: u64 = 300;
/// Bits turned in each file, losses of power in each scene, and full disks in each
/// step beside those that it always sees.
const FLIPS: u64 = 1_000;
const REPLAYS: u64 = 200;
const FILLS: u64 = 60;
/// Cases a property tries in the sample's rounds.
const CASES: u64 = 128;
/// Cases that the long version tries first, to learn what one costs.
const FIRST_CASES: u64 = 16;
/// As many as the long version gives a property whose cases cost nothing.
const MOST_CASES: u64 = 10_000;

/// One length of soak.
struct Plan {
    seed: u64,
    time: Duration,
    properties: Vec<String>,
    /// Beside other tests, with what they leave of the processor.
    beside: bool,
}

/// The sample that belongs to `cargo xtask test`.
///
/// # Errors
/// Tests could not be started.
pub fn sample(arguments: &Arguments) -> Result<Tally> {
    let time = Duration::from_secs(arguments.number("soak-seconds", SAMPLE)?);
    Plan { beside: true, ..Plan::new(arguments, time)? }.rounds()
}

/// The full counts, written to MEASURED.md; whether nothing failed.
///
/// # Errors
/// The machine could not be set up, or tests not be started.
pub fn full(arguments: &Arguments) -> Result<bool> {
    setup::build_all()?;
    let minutes = arguments.number("minutes", MINUTES)?;
    let drills = Drills {
        kills: arguments.number("kills", MANY_KILLS)?,
        flips: arguments.number("flips", FLIPS)?,
        replays: arguments.number("replays", REPLAYS)?,
        fills: arguments.number("fills", FILLS)?,
    };
    let plan = Plan::new(arguments, Duration::from_secs(minutes * 60))?;
    let (cases, mut tally) = plan.each_in_its_share()?;
    let (said, drilled) = drills.run(plan.seed)?;
    tally.add(drilled);
    let command =
        format!("cargo xtask soak --seed {} --minutes {minutes} {}", plan.seed, drills.arguments());
    measured::write("Soak", &command, &plan.report(&cases, &drills.report(&said), &tally))?;
    println!("{tally}");
    Ok(tally.is_good())
}

impl Plan {
    fn new(arguments: &Arguments, time: Duration) -> Result<Self> {
        let seed = arguments.number("seed", 1)?;
        Ok(Self { seed, time, properties: properties::all()?, beside: false })
    }

    /// Rounds of all property tests, each with the next seed, as long as one
    /// more fits into the time.
    fn rounds(&self) -> Result<Tally> {
        let (started, filter) = (Instant::now(), properties::filter(&self.properties));
        let mut tally = Tally::default();
        let mut seed = self.seed;
        let mut longest = Duration::ZERO;
        while seed == self.seed || started.elapsed() + longest < self.time && tally.is_good() {
            let begun = Instant::now();
            println!("round {}, seed {seed}", seed - self.seed + 1);
            tally.add(self.drawn(&filter, seed, CASES)?);
            longest = longest.max(begun.elapsed());
            seed += 1;
        }
        Ok(tally)
    }

    /// Every property by itself, with as many cases as an equal share of the
    /// time allows: one case costs a microsecond here and a second there.
    fn each_in_its_share(&self) -> Result<(Vec<u64>, Tally)> {
        let share = self.time / u32::try_from(self.properties.len().max(1))?;
        let mut tally = Tally::default();
        let mut cases = Vec::new();
        for property in &self.properties {
            let (tried, one) = self.in_its_share(property, share)?;
            println!("{tried:6} cases of {property}");
            cases.push(tried);
            tally.add(one);
        }
        Ok((cases, tally))
    }

    /// More and more cases while they pass and the share lasts; how many in all.
    fn in_its_share(&self, property: &String, share: Duration) -> Result<(u64, Tally)> {
        let filter = properties::filter(std::slice::from_ref(property));
        let (started, mut seed, mut tried) = (Instant::now(), self.seed, 0);
        let mut tally = Tally::default();
        let mut next = FIRST_CASES;
        while next > 0 && tally.is_good() {
            let begun = Instant::now();
            tally.add(self.drawn(&filter, seed, next)?);
            tried += next;
            seed += 1;
            let rest = share.saturating_sub(started.elapsed());
            next = affordable(next, begun.elapsed(), rest, MOST_CASES.saturating_sub(tried));
        }
        Ok((tried, tally))
    }

    /// Property tests once, from a seed.
    fn drawn(&self, filter: &str, seed: u64, cases: u64) -> Result<Tally> {
        let environment = [
            ("PROPTEST_RNG_SEED", seed.to_string()),
            ("PROPTEST_CASES", cases.to_string()),
            ("QUITTANCE_SEED", seed.to_string()),
        ];
        Selection { beside: self.beside, ..selection(filter, &environment) }.run()
    }

    fn report(&self, cases: &[u64], drilled: &str, tally: &Tally) -> String {
        let mut body = format!(
            "Each property with as many cases as its share of the time allowed, {MOST_CASES} at \
             most: {} runs passed, {} failed.\n\n\
             {drilled}\n\n| property | cases |\n|---|---|\n",
            tally.passed, tally.failed,
        );
        for (property, cases) in self.properties.iter().zip(cases) {
            body.push_str(&format!("| {} | {cases} |\n", property.replace('_', " ")));
        }
        body
    }
}

/// How often things are broken on purpose.
struct Drills {
    kills: u64,
    flips: u64,
    replays: u64,
    fills: u64,
}

impl Drills {
    /// What the tests say of the moments that they hit.
    fn run(&self, seed: u64) -> Result<(Vec<String>, Tally)> {
        let environment = [
            ("QUITTANCE_SEED", seed.to_string()),
            ("QUITTANCE_KILLS", self.kills.to_string()),
            ("QUITTANCE_FLIPS", self.flips.to_string()),
            ("QUITTANCE_REPLAYS", self.replays.to_string()),
            ("QUITTANCE_FILLS", self.fills.to_string()),
        ];
        let mut said = Vec::new();
        let mut tally = Tally::default();
        for filter in [DRILLS, KILLS] {
            tally.add(selection(filter, &environment).watched(|line| {
                let told = [" kills inside it", " losses of power at ", " full disks, "];
                if told.iter().any(|words| line.contains(words)) {
                    said.push(line.trim().to_owned());
                }
            })?);
        }
        Ok((said, tally))
    }

    fn arguments(&self) -> String {
        let Self { kills, flips, replays, fills } = self;
        format!("--kills {kills} --flips {flips} --replays {replays} --fills {fills}")
    }

    fn report(&self, said: &[String]) -> String {
        let Self { kills, flips, .. } = self;
        format!(
            "{flips} bits were turned in each of header, database, log and backup, and the app \
             was killed {kills} times; {}.",
            said.join("; ")
        )
    }
}

/// Cases of the next run, if the last one's took so long: none where fewer would
/// fit than the last run had, for the test's own start costs time besides.
fn affordable(last: u64, took: Duration, rest: Duration, limit: u64) -> u64 {
    let fit = rest.as_millis() * u128::from(last) / took.as_millis().max(1);
    let fit = u64::try_from(fit).unwrap_or(limit).min(limit);
    if fit < last { 0 } else { fit }
}

fn selection<'a>(filter: &'a str, environment: &'a [(&'a str, String)]) -> Selection<'a> {
    Selection { filter, more: &["--test-threads=2"], environment, ..Selection::default() }
}

#[cfg(test)]
mod tests {
    use super::affordable;
    use std::time::Duration;

    #[test]
    fn a_dear_property_gets_fewer_cases_than_a_cheap_one() {
        let seconds = Duration::from_secs;
        assert_eq!(affordable(128, seconds(10), seconds(20), 9_872), 256, "10 s for 128");
        assert_eq!(affordable(128, Duration::from_millis(2), seconds(20), 9_872), 9_872);
        assert_eq!(
            affordable(128, seconds(40), seconds(30), 9_872),
            0,
            "too dear for a second run"
        );
        assert_eq!(affordable(9_000, seconds(1), seconds(30), 872), 0, "enough were tried");
    }
}

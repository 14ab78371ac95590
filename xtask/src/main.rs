//! `cargo xtask`: sets up, runs, tests and measures the project.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line program speaks on its standard streams"
)]

mod accuracy;
mod arguments;
mod bench;
mod check;
mod fuzz;
mod measured;
mod properties;
mod run;
mod setup;
mod shell;
mod shots;
mod soak;
mod tally;
mod test;

use arguments::Arguments;
use std::process::ExitCode;

/// What went wrong, as a sentence for the terminal.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  run                        set up what is missing, build, open the window
  test [STEP...]             every check, in order; or the named steps alone
                             (--list names them, --soak-seconds N shortens the soak, --seed S)
  soak [--seed S] [--minutes M] [--kills N]
                             the long version of the seeded tests; writes MEASURED.md
  bench                      speed of reading and of the ledger; writes MEASURED.md
  bench ocr                  speed of reading alone
  bench accuracy             what is read right on labelled receipts; writes MEASURED.md
  bench robustness [--seed S] [--each N]
                             the same on pictures that are turned, slanted, darkened, blurred,
                             scaled or cut; writes MEASURED.md
  fuzz [parser|decoders|vault] [--seed S] [--minutes M]
                             wild pages to the parser, spoilt files to the decoders, spoilt headers,
                             counters, backups and archives to their readers, ten minutes each;
                             writes MEASURED.md
  train                      train the reading models on labelled receipts; writes their weights
  shots                      screenshots of every step, light and dark
";

fn main() -> ExitCode {
    match dispatch(Arguments::from_environment()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Whether everything that was asked for went well.
fn dispatch(arguments: Arguments) -> Result<bool> {
    let words: Vec<&str> = arguments.words().collect();
    match words.as_slice() {
        ["run"] => run::run().map(|()| true),
        ["test", steps @ ..] => test::test(steps, &arguments),
        ["soak"] => soak::full(&arguments),
        ["bench"] => bench::bench().map(|()| true),
        ["bench", "ocr"] => bench::reading().map(|()| true),
        ["bench", "accuracy"] => accuracy::accuracy().map(|()| true),
        ["bench", "robustness"] => bench::robustness(&arguments).map(|()| true),
        ["fuzz"] => fuzz::all(&arguments).map(|()| true),
        ["fuzz", "parser"] => fuzz::parser(&arguments).map(|()| true),
        ["fuzz", "decoders"] => fuzz::decoders(&arguments).map(|()| true),
        ["fuzz", "vault"] => fuzz::vault(&arguments).map(|()| true),
        ["train"] => accuracy::train().map(|()| true),
        ["shots"] => shots::shots(),
        _ => Err(USAGE.into()),
    }
}

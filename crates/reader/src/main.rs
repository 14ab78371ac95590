//! `quittance-reader LANGUAGES`: reads pictures that come over standard input.
//!
//! It is started by a pool and of no use by hand. Languages are Tesseract's
//! names joined by `+`. Everything it needs is loaded first; then it seals
//! itself, says hello, and takes one job after another until its input ends.
mod clock;
mod effort;
mod engines;
mod looks;
mod printed;
mod serve;

use engines::Engines;
use fault::Coded;
use ocr::Engine;
use reader::wire::{Answer, Hello, PROTOCOL};
use reader::{FrameError, sandbox, write_frame};
use std::io::{self, BufReader};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        // The parent is gone or talks nonsense: there is nobody to tell.
        Err(_) => ExitCode::FAILURE,
    }
}

fn run() -> Result<ExitCode, FrameError> {
    let languages = std::env::args().nth(1).unwrap_or_else(|| "eng".into());
    let languages: Vec<String> = languages.split('+').map(str::to_owned).collect();
    let mut output = io::stdout().lock();
    let engines = match Engines::start(&languages) {
        Ok(engines) => engines,
        Err(error) => {
            write_frame(&mut output, &Answer::Failed(error.code()), &[])?;
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let sandbox = sandbox::seal();
    write_frame(&mut output, &Answer::Hello(hello(&engines.first, sandbox)), &[])?;
    serve::jobs(&engines, &mut input, &mut output)?;
    Ok(ExitCode::SUCCESS)
}

fn hello(engine: &Engine, sandbox: sandbox::Sandbox) -> Hello {
    Hello {
        protocol: PROTOCOL,
        languages: engine.languages().to_vec(),
        installed: engine.installed().to_vec(),
        tesseract: Engine::version(),
        sandbox,
    }
}

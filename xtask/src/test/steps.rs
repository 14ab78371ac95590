//! What `cargo xtask test` does, in order: what is quick to tell comes first,
//! what the window shows is built before anything compiles it in, and the soak
//! takes what browser and window, which wait for screens, leave of the processor.
use super::nextest::{self, Selection};
use super::{Step, command_check, vitest};
use crate::arguments::Arguments;
use crate::check::{self, licences, unused};
use crate::setup;
use crate::tally::Tally;
use crate::{Result, shell, soak};
use std::path::Path;

pub const STEPS: [Step; 15] = [
    Step::new("format", "Format", |_| Ok(command_check("cargo fmt --all -- --check"))),
    Step::new("unused", "Unused dependencies", unused_dependencies),
    Step::new("licences", "Licences", refused_licences),
    Step::new("advisories", "Advisories", advisories),
    Step::new("face-types", "Types of the face", |_| Ok(face_script("check"))),
    Step::new("face", "Tests of the face", |_| vitest::vitest("test")),
    Step::new("face-build", "Build of the face", face_build),
    Step::new("clippy", "Clippy", |_| Ok(command_check(CLIPPY))),
    Step::new("build", "Build of everything that is tested", |_| Ok(command_check(setup::BUILD))),
    Step::new("rust", "Rust tests, and the generated bindings", rust),
    Step::new("documented", "Examples in the documentation", documented),
    Step::new("architecture", "Architecture", architecture),
    Step::new("soak", "A sample of the soak, beside what follows", soak::sample).beside(),
    Step::new("face-browser", "The face in a browser", |_| face_in_browser()),
    Step::new("window", "The whole app in its real window", window),
];

const CLIPPY: &str = "cargo clippy --quiet --workspace --all-targets -- -D warnings";

fn unused_dependencies(_: &Arguments) -> Result<Tally> {
    Ok(none_of("unused dependency", unused::unused(&check::metadata()?)?))
}

fn refused_licences(_: &Arguments) -> Result<Tally> {
    if shell::found("cargo-deny") {
        return Ok(command_check("cargo deny check licenses bans sources"));
    }
    Ok(none_of("licence not allowed", licences::refused(&check::metadata()?)?))
}

fn none_of(what: &str, found: Vec<String>) -> Tally {
    if found.is_empty() {
        Tally::pass()
    } else {
        Tally::fail(format!("{what}: {}", found.join(", ")))
    }
}

/// Known weaknesses of dependencies, where their databases can be reached.
fn advisories(_: &Arguments) -> Result<Tally> {
    let mut tally = rust_advisories();
    let audit = setup::npm(&["audit", "--audit-level=high"]);
    tally.add(match shell::capture(audit) {
        Ok(_) => Tally::pass(),
        Err(problem) if problem.to_string().contains("audit endpoint") => {
            Tally::skip("npm advisories: database not reachable, not checked")
        }
        Err(problem) => Tally::fail(format!("npm advisories: {problem}")),
    });
    Ok(tally)
}

fn rust_advisories() -> Tally {
    if !shell::found("cargo-deny") {
        return Tally::skip("Rust advisories: cargo-deny is not installed, not checked");
    }
    if shell::capture(shell::line("cargo deny fetch db")).is_err() {
        return Tally::skip("Rust advisories: database not reachable, not checked");
    }
    command_check("cargo deny check advisories")
}

fn face_script(name: &str) -> Tally {
    match shell::run(setup::npm(&["run", name])) {
        Ok(()) => Tally::pass(),
        Err(problem) => Tally::fail(format!("npm run {name}: {problem}")),
    }
}

/// Every screen in Chromium, where there is one.
fn face_in_browser() -> Result<Tally> {
    let named = std::env::var_os("CHROMIUM").is_some();
    if named || Path::new("/usr/bin/chromium").exists() {
        return vitest::vitest("e2e");
    }
    Ok(Tally::skip("the face in a browser: no Chromium, and none named by CHROMIUM"))
}

fn face_build(_: &Arguments) -> Result<Tally> {
    setup::build_face()?;
    Ok(Tally::pass())
}

/// The shell's own test compares the generated bindings with the tree; a run in
/// which no such test took part has not looked.
fn rust(_: &Arguments) -> Result<Tally> {
    let mut bindings_checked = false;
    let all = Selection { filter: "not package(whole-app)", ..Selection::default() };
    let mut tally = all.watched(|line| bindings_checked |= line.contains("bindings"))?;
    if !bindings_checked {
        tally.add(Tally::fail("generated bindings: no test compared them with the tree"));
    }
    Ok(tally)
}

/// Of the whole workspace, so that features unite as they did in the build.
fn documented(_: &Arguments) -> Result<Tally> {
    nextest::documented("cargo test --quiet --doc --workspace")
}

fn architecture(_: &Arguments) -> Result<Tally> {
    Selection { filter: "binary(architecture)", ..Selection::default() }.run()
}

/// One after the other: a screen, a pointer and two cores have room for one.
fn window(_: &Arguments) -> Result<Tally> {
    let more = &["--test-threads=1"];
    Selection { filter: "binary(window)", more, ..Selection::default() }.run()
}
